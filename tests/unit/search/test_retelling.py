from dataclasses import dataclass

import numpy as np
import pytest

from photoseek.search import retelling
from photoseek.search.query import parse


@dataclass(frozen=True)
class Captioner:
    """Would say each word with a probability that is the first byte of the photo."""

    caption_languages: tuple[str, ...] = ("en",)

    def word_log_probs(self, words, representations, language):  # type: ignore[no-untyped-def]
        likely = np.array([[data[0] / 100] * len(words) for data in representations], np.float32)
        return np.log(likely)


PHOTOS = [bytes([80]), bytes([20]), bytes([50])]


def test_gains_order_photos_by_likelihood_and_balance_out() -> None:
    gains = retelling.gains(Captioner(), ("a", "dog"), PHOTOS)  # type: ignore[arg-type]
    assert gains.argsort().tolist() == [1, 2, 0]
    assert gains.sum() == pytest.approx(0, abs=1e-6)
    assert gains[0] - gains[2] == pytest.approx(np.log(0.8 / 0.5))


def test_a_language_that_no_captioner_speaks_is_not_judged() -> None:
    assert retelling.gains(Captioner(), ("一", "只", "狗"), PHOTOS).tolist() == [0, 0, 0]  # type: ignore[arg-type]


def test_one_photo_needs_no_judge() -> None:
    assert retelling.gains(Captioner(), ("a", "dog"), PHOTOS[:1]).tolist() == [0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a brown dog runs on the beach", "a brown dog runs on the beach"),
        ('dog "two men in a boat" -night', "two men in a boat"),
        ("brown dog", ""),
        ("the man in the", ""),
        ("dog^2 beach^2 ball^2", ""),
    ],
)
def test_only_a_sentence_is_told_again(query: str, words: str) -> None:
    assert " ".join(retelling.sentence(parse(query))) == words
