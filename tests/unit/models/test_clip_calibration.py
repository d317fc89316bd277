"""A network's cosines, taken to the shipped model's scale."""

from collections.abc import Sequence

import numpy as np
import pytest

from photoseek.models.clip import ClipConfig
from photoseek.models.clip_calibration import calibrate

EXAMPLES = [(text, np.full((8, 8, 3), number, np.uint8)) for number, text in enumerate(["cat", "red moon"])]
CONFIG = ClipConfig({"embed_dim": 3}, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))


def vectors(cosine: float) -> np.ndarray:
    """Photos of two texts; the cosine with its own is by ``cosine`` above that with the other."""
    found = np.array([[cosine + 0.1, 0.1, 0], [0.1, cosine + 0.1, 0]], np.float32)
    found[:, 2] = np.sqrt(1 - np.square(found).sum(axis=1))
    return found


class Network:
    """Photos by the number they are painted with; texts are axes."""

    config = CONFIG

    def __init__(self, gap: float) -> None:
        self._photos = vectors(gap)

    def embed_photos(self, squares: np.ndarray) -> np.ndarray:
        return self._photos[squares[:, 0, 0, 0]]

    def embed_text(self, text: str) -> np.ndarray:
        return np.eye(3, dtype=np.float32)["cat red moon".index(text) // 4]


class Shipped(Network):
    def represent(self, squares: np.ndarray) -> np.ndarray:
        return squares

    def embed_words(self, words: Sequence[str]) -> np.ndarray:
        return self.embed_text(" ".join(words))


def test_own_and_other_words_get_the_shipped_models_mean_cosines():
    config = calibrate(Network(0.15), Shipped(0.6), EXAMPLES)
    assert config is not None
    assert 0.25 * config.scale + config.offset == pytest.approx(0.7, abs=1e-6)
    assert 0.10 * config.scale + config.offset == pytest.approx(0.1, abs=1e-6)


@pytest.mark.parametrize("gap", [0.01, -0.05])
def test_a_network_that_tells_nothing_apart_has_no_scale(gap):
    assert calibrate(Network(gap), Shipped(0.6), EXAMPLES) is None


def test_two_photos_of_one_thing_both_are_its_own():
    twice = [*EXAMPLES, ("cat", EXAMPLES[0][1])]
    assert calibrate(Network(0.15), Shipped(0.6), twice) == calibrate(Network(0.15), Shipped(0.6), EXAMPLES)
