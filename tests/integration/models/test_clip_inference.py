"""The shipped model beside an OpenCLIP network: who does what."""

from pathlib import Path

import numpy as np
import pytest

from photoseek.images.decode import decode
from photoseek.models.clip import Clip
from photoseek.models.clip_inference import ClipInference
from photoseek.models.inference import Inference
from photoseek.models.installing import install
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.clip_checkpoint import needs_open_clip, write_checkpoint

pytestmark = needs_open_clip


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = Paths(tmp_path_factory.mktemp("base"))
    paths.create()
    install(paths, str(write_checkpoint(tmp_path_factory.mktemp("published") / "tiny")))
    return paths


@pytest.fixture(scope="module")
def shipped(paths: Paths) -> Inference:
    return Inference.load(paths, Settings(runtime="torch"))


@pytest.fixture(scope="module")
def inference(paths: Paths) -> Inference:
    found = Inference.load(paths, Settings(runtime="torch", model="tiny"))
    assert isinstance(found, ClipInference)
    return found


@pytest.fixture(scope="module")
def squares(sample_photographs: Path) -> np.ndarray:
    return np.stack(
        [decode(sample_photographs / name).square for name in ("cat.png", "coffee.png", "moon.png")]
    )


@pytest.fixture(scope="module")
def representations(inference: Inference, squares: np.ndarray) -> list[bytes]:
    return inference.represent(squares)


def test_photos_and_words_meet_in_the_networks_space(
    paths: Paths, inference: Inference, representations: list[bytes], squares: np.ndarray
) -> None:
    clip = Clip.load(paths.models / "tiny")
    vectors = inference.embed_photos(representations)
    np.testing.assert_allclose(vectors, clip.embed_photos(squares), atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(inference.embed_words(["red", "dog"]), clip.embed_text("red dog"), atol=1e-5)
    assert vectors.shape[1] == inference.embedding_dimensions == 16


def test_captions_tags_and_log_probabilities_stay_the_shipped_models(
    shipped: Inference, inference: Inference, representations: list[bytes], squares: np.ndarray
) -> None:
    own = shipped.represent(squares)
    assert [data[: len(own[0])] for data in representations] == own
    assert inference.captioner_id() == shipped.captioner_id()
    assert inference.caption(representations) == shipped.caption(own)
    assert inference.tags(representations) == shipped.tags(own)
    np.testing.assert_allclose(
        inference.word_log_probs(["a", "cat"], representations), shipped.word_log_probs(["a", "cat"], own)
    )


def test_everything_is_stored_under_a_name_of_its_own(shipped: Inference, inference: Inference) -> None:
    assert inference.encoder_id == f"{shipped.encoder_id}+{inference.embedding_id}"
    assert inference.embedding_id.startswith("clip-")


def test_photos_are_known_again_by_the_shipped_encoder(
    shipped: Inference, inference: Inference, representations: list[bytes], squares: np.ndarray
) -> None:
    own = shipped.represent(squares)
    np.testing.assert_allclose(
        inference.similarity(representations[0], representations), shipped.similarity(own[0], own), atol=1e-6
    )
    assert inference.embed_photos([]).shape == (0, 16)


def test_words_are_known_by_the_vocabulary_or_by_a_token_of_their_own(inference: Inference) -> None:
    assert "pikachu" not in inference.word_vectors
    assert inference.knows("pikachu")
    assert inference.knows("dog")
    assert not inference.knows("xqzvwk")
    assert not inference.knows("狗")
    assert inference.evidence(["dog"]) is None  # the shipped detectors know nothing of this space


def test_cosines_are_taken_to_the_shipped_scale(paths: Paths, squares: np.ndarray) -> None:
    examples = [(name, square) for name, square in zip(("cat", "coffee", "moon"), squares, strict=True)]
    told: list[str] = []
    folder = install(
        paths, str(write_checkpoint(paths.base / "untold")), examples=examples, tell=told.append
    ).folder
    config = Clip.load(folder).config
    # Random weights may or may not tell three photographs apart; either it was said or it was measured.
    assert bool(told) == (config.scale == 1)
    cosines = np.array([0.0, 0.1], np.float32)
    found = ClipInference(paths, Settings(), folder).calibrated(cosines)
    np.testing.assert_allclose(found, config.scale * cosines + config.offset, atol=1e-6)
