"""States on disk: what comes back, and what is refused."""

import logging
import pickle
import random
from pathlib import Path

import pytest
import torch

from photoseek.training.checkpoints import read_checkpoint, write_checkpoint

IDENTITY = {"loop": {"epochs": 3, "sizes": (1, 2)}}


def test_a_state_comes_back_with_its_kinds(tmp_path: Path) -> None:
    shared = torch.arange(6.0).reshape(2, 3).T
    state = {
        "identity": IDENTITY,
        "optimizer": {"state": {0: {"step": torch.tensor(4.0), "mean": shared}}, "groups": [{"params": [0]}]},
        "again": shared,
        "chance": random.Random(1).getstate(),
        "best": float("-inf"),
        "nothing": None,
        "empty": {},
    }
    write_checkpoint(tmp_path / "state", state)
    found = read_checkpoint(tmp_path / "state", IDENTITY)
    assert found is not None
    assert torch.equal(found["optimizer"]["state"][0]["mean"], shared)
    assert torch.equal(found["again"], shared)
    assert found["optimizer"]["groups"] == [{"params": [0]}]
    assert (found["chance"], found["best"], found["nothing"], found["empty"]) == (
        state["chance"],
        float("-inf"),
        None,
        {},
    )
    assert not list(tmp_path.glob("*.new"))


def test_the_state_of_another_run_is_none(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "state", {"identity": IDENTITY})
    assert read_checkpoint(tmp_path / "state", {"loop": {"epochs": 4}}) is None
    assert read_checkpoint(tmp_path / "missing", IDENTITY) is None
    assert read_checkpoint(None, IDENTITY) is None


@pytest.mark.parametrize("content", [b"", b"half", pickle.dumps({"identity": IDENTITY})])
def test_what_is_no_state_of_ours_is_left_alone(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert read_checkpoint(tmp_path / "state", IDENTITY) is None
    assert "begins anew" in caplog.text
