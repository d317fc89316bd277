"""Which models there are."""

import pytest

from photoseek.errors import UnusableModel
from photoseek.models import installed, weights
from photoseek.models.inference import Inference
from photoseek.models.installed import SHIPPED
from photoseek.paths import HASHES, Paths
from photoseek.settings import Settings


@pytest.fixture
def paths(tmp_path) -> Paths:
    return Paths(tmp_path)


def add(paths: Paths, name: str, file: str = "joint.safetensors") -> None:
    (paths.models / name).mkdir(parents=True)
    (paths.models / name / file).touch()
    weights.write_hashes(paths.models / name, {file: "0123456789abcdef"})


def test_the_shipped_model_is_always_there(paths):
    (shipped,) = installed.list_all(paths)
    assert (shipped.name, shipped.kind, shipped.parts) == (SHIPPED, "shipped", weights.shipped_folder())
    assert shipped.embedding_id == Inference.load(paths, Settings()).embedding_id


def test_the_others_follow_by_name_and_are_told_apart_by_their_files(paths):
    add(paths, "walks")
    add(paths, "ViT-B-32", "clip.safetensors")
    found = {model.name: model for model in installed.list_all(paths)}
    assert list(found) == [SHIPPED, "ViT-B-32", "walks"]
    assert (found["walks"].kind, found["walks"].embedding_id) == ("trained", "joint-01234567")
    assert (found["ViT-B-32"].kind, found["ViT-B-32"].embedding_id) == ("clip", "clip-01234567")
    assert found["walks"].parts == paths.models / "walks"
    assert found["ViT-B-32"].parts == weights.shipped_folder()


def test_folders_that_hold_no_model_are_passed_over(paths):
    (paths.models / "empty").mkdir(parents=True)
    add(paths, ".new-half")
    assert [model.name for model in installed.list_all(paths)] == [SHIPPED]


def test_a_damaged_list_of_files_is_no_reason_to_fail(paths):
    add(paths, "walks")
    (paths.models / "walks" / HASHES).write_text("{")
    assert installed.find(paths, "walks").embedding_id == ""


def test_a_model_that_is_not_there_is_named(paths):
    with pytest.raises(UnusableModel, match="'walks' is installed"):
        Inference.load(paths, Settings(model="walks"))


@pytest.mark.parametrize("name", ["", "../up", "a b", ".hidden", "x" * 65, SHIPPED, "walks"])
def test_names_that_cannot_be_or_are_taken_are_refused(paths, name):
    add(paths, "walks")
    with pytest.raises(UnusableModel, match="--name"):
        installed.check_name(paths, name)
