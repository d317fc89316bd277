"""Where OpenCLIP's weights come from, and what is said when they cannot be used."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from photoseek.errors import UnusableModel
from photoseek.models import clip_sources
from photoseek.models.clip_sources import CONFIG, WEIGHTS
from tests.support.clip_checkpoint import ARCHITECTURE, PIXELS, needs_open_clip, write_checkpoint

pytestmark = needs_open_clip


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_checkpoint(tmp_path / "published")


def test_a_folder_tells_architecture_and_pixels(folder):
    config = clip_sources.from_folder(folder).config
    assert config.architecture == ARCHITECTURE
    assert list(config.mean) == PIXELS["mean"]
    assert list(config.std) == PIXELS["std"]
    assert config.source == "published"


def test_a_folder_may_name_its_weights_as_it_likes(folder):
    (folder / WEIGHTS).rename(folder / "model.safetensors")
    assert clip_sources.from_folder(folder).file == folder / "model.safetensors"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model_cfg": 1, "preprocess_cfg": {"std": "abc"}}'])
def test_a_description_that_is_none_is_named(folder, text):
    (folder / CONFIG).write_text(text)
    with pytest.raises(UnusableModel, match="description"):
        clip_sources.from_folder(folder)


def test_a_folder_without_weights_is_named(folder):
    (folder / WEIGHTS).unlink()
    with pytest.raises(UnusableModel, match=WEIGHTS):
        clip_sources.from_folder(folder)


def test_a_deviation_of_zero_is_refused(folder):
    description = {"model_cfg": ARCHITECTURE, "preprocess_cfg": {"std": [0.0, 1.0, 1.0]}}
    (folder / CONFIG).write_text(json.dumps(description))
    with pytest.raises(UnusableModel, match="pixels"):
        clip_sources.from_folder(folder)


def test_an_architecture_is_known_by_its_name(folder):
    checkpoint = clip_sources.from_file(folder / WEIGHTS, "ViT-B-32/laion2b_s34b_b79k")
    assert checkpoint.config.architecture["embed_dim"] == 512
    assert checkpoint.config.mean == pytest.approx((0.48145466, 0.4578275, 0.40821073))


def test_where_normalisation_depends_on_whose_weights_they_are_one_is_asked(folder):
    with pytest.raises(UnusableModel, match="ViT-L-14/laion2b_s32b_b82k"):
        clip_sources.from_file(folder / WEIGHTS, "ViT-L-14")
    assert clip_sources.from_file(folder / WEIGHTS, "ViT-L-14/laion2b_s32b_b82k").config.mean == (
        0.5,
        0.5,
        0.5,
    )


def test_an_unknown_architecture_is_named(folder):
    with pytest.raises(UnusableModel, match="'ViT-Z-99'"):
        clip_sources.from_file(folder / WEIGHTS, "ViT-Z-99")


def test_weights_of_another_architecture_are_refused(folder):
    with pytest.raises(UnusableModel, match="does not fit its architecture"):
        clip_sources.from_file(folder / WEIGHTS, "RN50/openai").load()


@pytest.mark.parametrize("content", [b"", b"not safetensors at all", pickle.dumps({"weights": [1.0]})])
def test_a_file_that_is_damaged_or_of_another_kind_is_refused(folder, content):
    (folder / WEIGHTS).write_bytes(content)
    with pytest.raises(UnusableModel, match="cannot be read"):
        clip_sources.from_folder(folder).load()


def test_a_file_cut_off_is_refused(folder):
    content = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(content[: len(content) // 2])
    with pytest.raises(UnusableModel, match="cannot be read"):
        clip_sources.from_folder(folder).load()


def test_foreign_tensors_are_refused(folder):
    save_file({"something": np.zeros(3, np.float32)}, folder / WEIGHTS)
    with pytest.raises(UnusableModel, match="does not fit"):
        clip_sources.from_folder(folder).load()


def test_a_pickle_is_not_opened(folder, tmp_path):
    class Payload:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "ran",))

    file = tmp_path / "model.pt"
    file.write_bytes(pickle.dumps(Payload()))
    with pytest.raises(UnusableModel, match=r"no \.safetensors file"):
        clip_sources.ClipCheckpoint(file, clip_sources.from_folder(folder).config).load()
    assert not (tmp_path / "ran").exists()


def test_a_hub_that_cannot_be_reached_is_said_with_another_way(tmp_path):
    pytest.importorskip("huggingface_hub", reason="it comes with photoseek[clip] only")
    program = (
        "import sys; from pathlib import Path; from photoseek.errors import UnusableModel\n"
        "from photoseek.models import clip_sources\n"
        "try: clip_sources.from_hub('owner/name', Path(sys.argv[1]))\n"
        "except UnusableModel as error: print(error)"
    )
    # In a process of its own: the hub's address is read when its client is imported.
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path / "hub")},
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert told.stdout.startswith("owner/name cannot be fetched from the model hub"), told.stderr
    assert CONFIG in told.stdout
    assert len(told.stdout.splitlines()) == 1
