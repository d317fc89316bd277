from pathlib import Path

import pytest

from photoseek.errors import UserError
from photoseek.training.progress import Epoch
from photoseek.training.run_folder import RunFolder

CONFIG = {"encoder": "efficientnet-lite2", "data": ["photos"], "recipe": {"epochs": 3}}


def test_a_finished_part_is_not_trained_again_and_an_unfinished_one_goes_on(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    assert folder.begin("joint", CONFIG, resume=False)
    state = folder.checkpoint("joint")
    state.parent.mkdir(parents=True)
    state.write_text("half way")
    assert folder.begin("joint", CONFIG, resume=True), "it was cut off"
    assert state.exists()
    folder.finish("joint", {"recall_at_1": 20.0})
    assert not state.exists()
    again = RunFolder(tmp_path / "run")
    assert not again.begin("joint", CONFIG, resume=True)
    assert again.begin("captions", CONFIG, resume=False), "another part may be added"
    assert again.scores == {"joint": {"recall_at_1": 20.0}}


@pytest.mark.parametrize(
    ("part", "changed", "resume", "said"),
    [
        ("joint", {}, False, "holds a run of 'joint' already. Go on with it by --resume"),
        ("joint", {"recipe": {"epochs": 4}}, True, "begun with another recipe"),
        ("captions", {"encoder": "timm:resnet18"}, False, "'joint' in .* the encoder efficientnet-lite2"),
    ],
)
def test_what_does_not_go_with_a_run_is_refused(
    tmp_path: Path, part: str, changed: dict[str, object], resume: bool, said: str
) -> None:
    RunFolder(tmp_path).begin("joint", CONFIG, resume=False)
    with pytest.raises(UserError, match=said):
        RunFolder(tmp_path).begin(part, {**CONFIG, **changed}, resume=resume)


def test_the_latest_run_of_a_part_is_found(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no run of 'joint'"):
        RunFolder.latest(tmp_path, "joint")
    first, second, other = (RunFolder.new(tmp_path, part) for part in ("joint", "joint", "captions"))
    assert len({first.path, second.path, other.path}) == 3
    for folder in (first, second, other):
        folder.begin("joint", CONFIG, resume=False)
    assert RunFolder.latest(tmp_path, "joint").path == second.path


def test_epochs_are_kept_and_one_that_was_done_again_counts_once(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    for number, loss in ((1, 3.0), (2, 2.5), (2, 2.4)):
        folder.record(Epoch("joint", number, 3, loss, {"recall_at_10": loss}))
    assert [epoch.loss for epoch in folder.epochs] == [3.0, 2.4]
    assert (tmp_path / "curves.svg").exists()
