"""Photos that may have killed the worker are tried in a process of their own."""

from pathlib import Path

import pytest

from photoseek.ingest import trial
from tests.support.indexing import write_colour

# Loaded by the trial's Python before anything else: opening a file of that name ends the process,
# as a fault in a decoder written in C would.
_KILLER = """
import os, signal
from photoseek.images import photo_file
whole = photo_file.open_photo_file
def open_photo_file(path):
    if "deadly" in path.name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "endless" in path.name:
        signal.pause()
    return whole(path)
photo_file.open_photo_file = open_photo_file
"""


@pytest.fixture
def killer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "killer"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_KILLER)
    root = Path(trial.__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", f"{folder}:{root}")


def test_readable_and_unreadable_photos_are_both_innocent(tmp_path: Path) -> None:
    good = write_colour(tmp_path / "good.png", "red")
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photo")
    assert trial.deadly([good, bad, tmp_path / "missing.jpg"]) == set()


@pytest.mark.usefixtures("killer")
def test_only_those_that_kill_are_found_guilty(tmp_path: Path) -> None:
    names = ["a.png", "deadly 1.png", "b.png", "deadly 2.png", "c.png"]
    paths = [write_colour(tmp_path / name, "red") for name in names]
    assert trial.deadly(paths) == {paths[1], paths[3]}


@pytest.mark.usefixtures("killer")
def test_one_that_never_ends_is_guilty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_PATIENCE", 1.5)
    paths = [write_colour(tmp_path / name, "red") for name in ("a.png", "endless.png", "b.png")]
    assert trial.deadly(paths) == {paths[1]}


def test_a_trial_that_cannot_start_blames_no_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial.sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError, match="did not start"):
        trial.deadly([write_colour(tmp_path / "a.png", "red")])


def test_no_photos_need_no_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial.sys, "executable", "/bin/false")
    assert trial.deadly([]) == set()
