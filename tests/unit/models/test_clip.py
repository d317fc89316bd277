"""OpenCLIP networks: what open_clip makes of a photo and a text, and what is refused."""

from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch

from photoseek.errors import DamagedWeights, UnusableModel
from photoseek.models import clip, clip_sources, weights
from photoseek.models.clip import Clip, build
from photoseek.models.installing import install
from photoseek.paths import Paths
from tests.support.clip_checkpoint import ARCHITECTURE, PIXELS, needs_open_clip, write_checkpoint

pytestmark = needs_open_clip


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("published") / "Tiny CLIP")


@pytest.fixture(scope="module")
def folder(checkpoint, tmp_path_factory) -> Path:
    return install(Paths(tmp_path_factory.mktemp("base")), str(checkpoint)).folder


def changed(part: str, **values: object) -> dict:
    architecture = deepcopy(ARCHITECTURE)
    architecture[part].update(values)
    return architecture


def test_a_text_has_the_vector_that_open_clip_gives_it(checkpoint, folder):
    import open_clip

    network = clip_sources.from_folder(checkpoint).load().eval()
    tokens = open_clip.SimpleTokenizer(context_length=12)(["a dog on a beach"])
    with torch.inference_mode():
        expected = network.encode_text(tokens, normalize=True)[0].numpy()
    found = Clip.load(folder).embed_text("a dog on a beach")
    np.testing.assert_allclose(found, expected, atol=5e-3)  # weights are kept as float16


def test_a_photo_of_the_right_size_has_the_vector_that_open_clip_gives_it(checkpoint, folder):
    photos = np.random.default_rng(0).integers(0, 256, (2, 32, 32, 3), np.uint8)
    network = clip_sources.from_folder(checkpoint).load().eval()
    pixels = (photos / 255 - np.array(PIXELS["mean"])) / np.array(PIXELS["std"])
    with torch.inference_mode():
        expected = network.encode_image(
            torch.from_numpy(pixels.transpose(0, 3, 1, 2)).float(), normalize=True
        ).numpy()
    np.testing.assert_allclose(Clip.load(folder).embed_photos(photos), expected, atol=5e-3)


def test_photos_of_any_size_are_brought_to_the_networks_own(folder):
    grey = np.full((1, 260, 260, 3), 99, np.uint8)
    network = Clip.load(folder)
    np.testing.assert_allclose(network.embed_photos(grey), network.embed_photos(grey[:, :32, :32]), atol=1e-5)


def test_a_text_that_is_too_long_is_cut(folder):
    vector = Clip.load(folder).embed_text("dog " * 500)
    np.testing.assert_allclose(np.linalg.norm(vector), 1, atol=1e-5)


@pytest.mark.parametrize(
    "architecture",
    [
        changed("text_cfg", hf_model_name="xlm-roberta-base"),
        changed("text_cfg", hf_tokenizer_name="timm/ViT-B-16-SigLIP"),
        changed("vision_cfg", timm_model_name="hf-hub:timm/resnet50"),
        changed("vision_cfg", layers="many"),
        changed("vision_cfg", unheard_of=1),
        {"embed_dim": 16},
        {**ARCHITECTURE, "multimodal_cfg": {}},
    ],
)
def test_what_cannot_be_built_from_its_own_file_is_refused(architecture):
    with pytest.raises(UnusableModel):
        build(architecture)


def test_without_open_clip_one_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr(clip.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnusableModel, match=r'-m pip install "open-clip-torch'):
        clip.import_open_clip()


def test_weights_of_another_network_are_noticed(folder, tmp_path):
    arrays, config, _ = weights.load("clip", folder)
    weights.save("clip", arrays, {**config, "architecture": changed("vision_cfg", layers=2)}, tmp_path)
    with pytest.raises(DamagedWeights, match="belongs to another version"):
        Clip.load(tmp_path)
