"""Installing models: what is completed, what is tried, what is refused, and what is left behind."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import DamagedWeights, UnusableModel, UserError
from photoseek.models import weights
from photoseek.models.clip_sources import WEIGHTS
from photoseek.models.inference import Inference
from photoseek.models.installing import install
from photoseek.models.word_vectors import WordVectors
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.clip_checkpoint import needs_open_clip, write_checkpoint


@pytest.fixture
def paths(tmp_path) -> Paths:
    return Paths(tmp_path / "base")


def changed(part: str, run: Path) -> Path:
    """A run that trained this part: the shipped one with other numbers."""
    arrays, config, _ = weights.load(part)
    name = max(arrays, key=lambda name: arrays[name].size)
    weights.save(part, {**arrays, name: arrays[name] * np.float16(1.01)}, config, run)
    return run


def nothing_is_left(paths: Paths) -> bool:
    return not paths.models.exists() or not list(paths.models.iterdir())


def test_a_run_is_completed_with_the_shipped_parts_that_fit_to_it(paths, tmp_path):
    run = changed("captions", tmp_path / "My run")
    (run / "checkpoint.pt").write_bytes(b"not for the model's folder")
    model = install(paths, str(run))
    own, shipped = model.identities, weights.identities(weights.shipped_folder())
    assert (model.name, model.kind) == ("My-run", "trained")
    assert own["captions"] != shipped["captions"]
    assert own["joint"] == shipped["joint"]
    assert {file.suffix for file in model.folder.iterdir()} == {".safetensors", ".json"}
    inference = Inference.load(paths, Settings(model="My-run"))
    assert inference.captioner_id() == own["captions"]
    assert inference.embedding_id == shipped["joint"]


def test_a_part_that_stands_on_another_one_must_be_trained_too(paths, tmp_path):
    with pytest.raises(UnusableModel, match=r"no joint\.safetensors.*other words.*photoseek train joint"):
        install(paths, str(changed("words", tmp_path / "run")))
    assert nothing_is_left(paths)


def test_shipped_parts_that_stand_on_a_new_one_are_left_out(paths, tmp_path):
    run = changed("joint", changed("words", tmp_path / "run"))
    model = install(paths, str(run))
    assert {"words", "joint", "captions", "representation"} <= set(model.identities)
    assert not {"joint_zh", "alignment"} & set(model.identities)


def test_a_damaged_file_is_refused_and_nothing_is_left_behind(paths, tmp_path):
    run = changed("captions", tmp_path / "run")
    file = run / "captions.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedWeights, match=r"captions\.safetensors is damaged"):
        install(paths, str(run))
    assert nothing_is_left(paths)


def test_parts_that_do_not_work_together_are_refused(paths, tmp_path):
    words = WordVectors.load()
    run = changed("joint", tmp_path / "run")
    narrow = {"vectors": words.vectors[:100, :16]}
    weights.save("words", narrow, {"words": list(words.words[:100])}, run)
    with pytest.raises(UserError, match="do not work together"):
        install(paths, str(run))
    assert nothing_is_left(paths)


def test_a_list_cannot_name_files_elsewhere(paths, tmp_path):
    run = changed("captions", tmp_path / "run")
    (tmp_path / "secret.safetensors").write_bytes(b"secret")
    listed = weights.hashes(run)
    weights.write_hashes(run, {**listed, "../secret.safetensors": "0" * 64})
    install(paths, str(run), name="mine")
    assert not (paths.models / "secret.safetensors").exists()


@pytest.mark.parametrize("source", ["nowhere", "hub:"])
def test_what_is_no_model_is_refused(paths, source, tmp_path):
    with pytest.raises(UnusableModel):
        install(paths, str(tmp_path / source) if source == "nowhere" else source, name="mine")
    assert nothing_is_left(paths)


def test_a_name_is_taken_only_once(paths, tmp_path):
    run = changed("captions", tmp_path / "run")
    install(paths, str(run))
    with pytest.raises(UnusableModel, match="installed already"):
        install(paths, str(run))


def test_a_lone_file_needs_an_architecture(paths, tmp_path):
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(UnusableModel, match="--architecture"):
        install(paths, str(tmp_path / "model.safetensors"))


@needs_open_clip
def test_an_open_clip_folder_becomes_one_file_that_says_what_it_is(paths, tmp_path):
    model = install(paths, str(write_checkpoint(tmp_path / "tiny")))
    _, config, identity = weights.load("clip", model.folder)
    assert (model.kind, model.embedding_id) == ("clip", identity)
    assert config["architecture"]["embed_dim"] == 16
    assert config["source"] == "tiny"


@needs_open_clip
@pytest.mark.parametrize("bad", [np.nan, 1e6])
def test_numbers_that_no_network_has_are_refused(paths, tmp_path, bad):
    from safetensors.numpy import load_file, save_file

    folder = write_checkpoint(tmp_path / "tiny")
    tensors = load_file(folder / WEIGHTS)
    tensors["text_projection"][0, 0] = bad
    save_file(tensors, folder / WEIGHTS)
    with pytest.raises(UnusableModel, match="holds numbers"):
        install(paths, str(folder))
    assert nothing_is_left(paths)


@needs_open_clip
def test_a_description_of_another_network_is_refused(paths, tmp_path):
    folder = write_checkpoint(tmp_path / "tiny")
    file = folder / "open_clip_config.json"
    description = json.loads(file.read_text())
    description["model_cfg"]["vision_cfg"]["layers"] = 3
    file.write_text(json.dumps(description))
    with pytest.raises(UnusableModel, match="does not fit its architecture"):
        install(paths, str(folder))
    shutil.rmtree(folder)
    assert nothing_is_left(paths)
