"""The shipped weights on real photographs."""

from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import UnknownWords
from photoseek.images.decode import decode
from photoseek.models.inference import Inference
from photoseek.paths import Paths
from photoseek.settings import Settings

NAMES = ("astronaut", "cat", "coffee", "flower", "motorcycle", "rocket", "temple")


@pytest.fixture(scope="module")
def inference(tmp_path_factory: pytest.TempPathFactory) -> Inference:
    paths = Paths(tmp_path_factory.mktemp("inference"))
    paths.create()
    return Inference.load(paths, Settings(runtime="torch"))


@pytest.fixture(scope="module")
def representations(inference: Inference, sample_photographs: Path) -> list[bytes]:
    files = [next(sample_photographs.glob(f"{name}.*")) for name in NAMES]
    return inference.represent(np.stack([decode(file).square for file in files]))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("cat", "cat"),
        ("a tabby cat", "cat"),
        ("espresso", "coffee"),
        ("a cup of coffee on a table", "coffee"),
        ("an astronaut in an orange suit", "astronaut"),
        ("a parked motorbike", "motorcycle"),
        ("rocket", "rocket"),
        ("a motorcycle", "motorcycle"),
        ("temple", "temple"),
        ("an orange flower", "flower"),
    ],
)
def test_words_find_the_photograph_that_shows_them(
    inference: Inference, representations: list[bytes], words: str, name: str
) -> None:
    scores = inference.embed_photos(representations) @ inference.embed_words(words.split())
    assert NAMES[int(scores.argmax())] == name, dict(zip(NAMES, scores.round(2).tolist(), strict=True))


def test_vectors_have_unit_length(inference: Inference, representations: list[bytes]) -> None:
    vectors = inference.embed_photos(representations)
    assert vectors.shape == (len(NAMES), inference.embedding_dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(inference.embed_words(["dog"])), 1, atol=1e-5)


def test_captions_differ_from_photo_to_photo_and_name_what_is_plain(
    inference: Inference, representations: list[bytes]
) -> None:
    captions = inference.caption(representations)
    texts = dict(zip(NAMES, (caption.text for caption in captions), strict=True))
    assert len(set(texts.values())) >= len(NAMES) - 1, texts
    assert "cat" in texts["cat"].split()
    assert "motorcycle" in texts["motorcycle"].split()
    for caption in captions:
        assert len(caption.word_log_probs) == len(caption.text.split())
        assert caption.log_prob < sum(caption.word_log_probs) <= 0


def test_a_photo_is_most_like_its_own_crop(
    inference: Inference, representations: list[bytes], sample_photographs: Path
) -> None:
    square = decode(next(sample_photographs.glob("cat.*")), square_side=400).square
    cropped = square[60:320, 80:340]
    (crop,) = inference.represent(cropped[None])
    similar = inference.similarity(crop, representations)
    assert NAMES[int(similar.argmax())] == "cat"


def test_unknown_words_are_left_out_and_a_text_of_nothing_else_is_refused(inference: Inference) -> None:
    np.testing.assert_array_equal(inference.embed_words(["xyzzy", "cat"]), inference.embed_words(["cat"]))
    with pytest.raises(UnknownWords, match="xyzzy"):
        inference.embed_words(["xyzzy"])


def test_nothing_asked_is_nothing_answered(inference: Inference) -> None:
    assert inference.embed_photos([]).shape == (0, inference.embedding_dimensions)
    assert inference.caption([]) == []
    assert inference.similarity(b"", []).shape == (0,)
