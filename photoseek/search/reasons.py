"""Why a photo is an answer: how likely each word of the query would be said of it.

Word detectors tell (``models.tags``); for words that have none the captioner does: how much likelier
it says the word of this photo than of others. Chinese words are judged in the joint space. On the validation
split the detectors tell words that several people said of a photo from words that nobody said with
an area under the curve of 0.93, the captioner with one of 0.76.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from photoseek.models.vocabulary import is_ideograph
from photoseek.search import retelling
from photoseek.search.answer import WordReason
from photoseek.search.function_words import FUNCTION_CHARACTERS, FUNCTION_WORDS
from photoseek.search.meaning import word_odds

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

SEEN_ODDS = -2.5
"""Log odds from which on a word counts as seen: four in five words that several people said of a photo
reach it, and one in six of those that nobody said."""
SEEN_GAIN = 1.5
"""The same for the captioner's gain."""
SEEN_ABOVE = 1.0
"""The same for Chinese words, in standard deviations of other photos' likeness."""
ENOUGH = 8  # other photos that tell what is usual


def reasons(
    inference: "Inference", words: Sequence[str], representation: bytes, others: Sequence[bytes]
) -> tuple[WordReason, ...]:
    """A reason for each of ``words`` that means something and is known, in order.

    ``others`` are representations of other photos of the library, a sample.
    """
    odds = word_odds(inference, dict.fromkeys(words, 1.0))
    if odds is not None:
        values = odds.of(inference.embed_photos([representation]))[0].tolist()
        return tuple(
            WordReason(word, _probability(value), value >= SEEN_ODDS)
            for word, value in zip(odds.words, values, strict=True)
        )
    language = retelling.spoken(inference, words)
    if language is None or not others:
        return ()
    if any(map(is_ideograph, words)) and len(others) >= ENOUGH:
        return _by_likeness(inference, words, representation, others)
    likely = inference.word_log_probs(words, [representation, *others], language)  # (n, T)
    gains = likely[0] - likely[1:].mean(axis=0)
    found = []
    for run in _runs(words[: len(gains)]):  # beyond a caption's length none is judged
        gain = float(gains[run].mean())
        word = "".join(words[run])
        found.append(WordReason(word, _probability(gain - SEEN_GAIN), gain >= SEEN_GAIN))
    return tuple(found)


def _by_likeness(
    inference: "Inference", words: Sequence[str], representation: bytes, others: Sequence[bytes]
) -> tuple[WordReason, ...]:
    """By how many standard deviations the photo is liker a word than other photos are."""
    vectors = inference.embed_photos([representation, *others])
    found = []
    for run in _runs(words):
        if not any(map(inference.knows, words[run])):
            continue
        likeness = vectors @ inference.embed_words(words[run])
        above = float((likeness[0] - likeness[1:].mean()) / max(likeness[1:].std(), 1e-6))
        found.append(
            WordReason("".join(words[run]), _probability(2 * (above - SEEN_ABOVE)), above >= SEEN_ABOVE)
        )
    return tuple(found)


def _runs(words: Sequence[str]) -> list[slice]:
    """The places of words that mean something; Chinese characters side by side are one word."""
    runs: list[slice] = []
    for place, word in enumerate(words):
        if word in FUNCTION_WORDS or word in FUNCTION_CHARACTERS:
            continue
        goes_on = runs and runs[-1].stop == place and is_ideograph(word) and is_ideograph(words[place - 1])
        if goes_on:
            runs[-1] = slice(runs[-1].start, place + 1)
        else:
            runs.append(slice(place, place + 1))
    return runs


def _probability(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))
