"""Tags, parts and inversion: what the shipped weights see in real photographs, word by word."""

from pathlib import Path

import numpy as np
import pytest

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
def squares(sample_photographs: Path) -> dict[str, np.ndarray]:
    return {name: decode(next(sample_photographs.glob(f"{name}.*"))).square for name in NAMES}


@pytest.fixture(scope="module")
def representations(inference: Inference, squares: dict[str, np.ndarray]) -> list[bytes]:
    return inference.represent(np.stack([squares[name] for name in NAMES]))


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("cat", {"cat", "tabby", "tiger cat"}),
        ("coffee", {"coffee", "cup", "espresso"}),
        ("motorcycle", {"motorcycle", "motorbike", "moped", "bike"}),
        ("rocket", {"missile", "rocket", "projectile"}),
    ],
)
def test_a_photograph_is_tagged_with_what_it_shows(
    inference: Inference, representations: list[bytes], name: str, right: set[str]
) -> None:
    tags = inference.tags(representations)[NAMES.index(name)]
    assert len(tags) == 10
    confidences = [tag.confidence for tag in tags]
    assert confidences == sorted(confidences, reverse=True)
    assert 0 <= confidences[-1] <= confidences[0] <= 1
    assert right & {tag.word for tag in tags[:5]}, tags


def test_a_word_is_likeliest_where_it_is(inference: Inference, representations: list[bytes]) -> None:
    vectors = inference.embed_photos(representations)
    words = ["cat", "coffee", "motorcycle"]
    evidence = inference.evidence(words)
    assert evidence is not None
    odds = evidence.log_odds(vectors, unseen=-9.0)
    assert [NAMES[row] for row in odds.argmax(axis=0)] == words


def test_words_point_at_their_side_of_a_collage(
    inference: Inference, squares: dict[str, np.ndarray], representations: list[bytes]
) -> None:
    collage = np.concatenate([squares["cat"][:, ::2], squares["motorcycle"][:, ::2]], axis=1)
    (both,) = inference.represent(collage[None])
    photos = inference.embed_photos(representations)[[NAMES.index("cat"), NAMES.index("motorcycle")]]
    for place, word in enumerate(("cat", "motorcycle")):
        part = inference.part(both, [word])
        assert part is not None
        likeness = photos @ part
        assert likeness[place] > likeness[1 - place]


def test_the_captioner_asked_backwards_finds_what_it_would_say(
    inference: Inference, representations: list[bytes]
) -> None:
    inversion = inference.invert(["a", "motorcycle", "parked", "on", "a", "road"])
    assert inversion.log_probs[-1] > inversion.log_probs[0]
    scores = inference.embed_photos(representations) @ inference.imagine(
        ["a", "motorcycle", "parked", "on", "a", "road"]
    )
    assert NAMES[int(scores.argmax())] == "motorcycle"
