"""Parts of a photo: which there are to ask about, and asking for photos like some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoseek.errors import UnknownWords
from photoseek.images.crops import Edges, crops
from photoseek.models.vocabulary import tokenize
from photoseek.search import ranking
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.graph import Vectors
from photoseek.search.meaning import word_odds

if TYPE_CHECKING:
    from photoseek.models.inference import Inference
    from photoseek.models.regions import Region

SHOWN = 8  # parts found in a photo; more cannot be told apart at a glance
SAME_BOX = 0.6  # of their union that two boxes share from which on they are of the same part
WHOLE = 0.9  # of the photo's area from which on a part is no part
LIKELY_ODDS = -1.0  # log odds that the photo shows a word from which on the word is worth pointing at


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a photo, in fractions of its sides, and how much photos like it are wanted; below zero
    they are pushed away."""

    box: Edges
    weight: float = 1.0


@dataclass(frozen=True)
class Target:
    """Something that photos may be like: where it is in the index (D,), and how much it counts.

    ``representation``: what the encoder says of it; None compares index vectors alone.
    """

    vector: Vectors
    representation: bytes | None = None
    weight: float = 1.0


def look_at(inference: "Inference", path: Path, parts: Sequence[Part]) -> list[Target]:
    """The parts of a photo file as targets. Raises UnreadablePhoto."""
    if not parts:
        return []
    squares = crops(path, [part.box for part in parts], inference.input_size)
    representations = inference.represent(squares)
    vectors = inference.embed_photos(representations)
    return [
        Target(vector, representation, part.weight)
        for vector, representation, part in zip(vectors, representations, parts, strict=True)
    ]


def weigh(likenesses: Vectors, weights: Sequence[float]) -> Vectors:
    """One likeness (n,) from those (n, T) to several targets: the mean of the wanted ones, less that of
    the unwanted ones."""
    signed = np.array(weights, np.float32)
    wanted, unwanted = np.maximum(signed, 0), np.maximum(-signed, 0)
    total = likenesses @ (wanted / max(wanted.sum(), 1e-6))
    if unwanted.any():
        push = ranking.UNWANTED_WEIGHT * float(unwanted.max()) / max(float(wanted.max()), 1e-6)
        total = total - push * (likenesses @ (unwanted / unwanted.sum()))
    return np.asarray(total, np.float32)


def find(inference: "Inference", representation: bytes, sentence: str, tags: Iterable[str]) -> list["Region"]:
    """What is where in a photo, best first: phrases of a sentence about it, and of its tags what they miss.

    Best is what the photo shows most surely; of phrases that point at the same place the sentence's own.
    """
    phrases = _located(inference, representation, tokenize(sentence), by_phrase=True)
    single = [
        region
        for tag in tags
        for region in _located(inference, representation, tokenize(tag), by_phrase=True)[:1]
    ]
    words = {word for region in (*phrases, *single) for word in region.words}
    sure = _sureness(inference, representation, words)
    taken: list[Region] = []
    for candidates in (phrases, single):
        for region in sorted(candidates, key=lambda it: -_surest(it, sure)):
            is_likely = _surest(region, sure) >= LIKELY_ODDS and _area(region.box) < WHOLE
            if is_likely and all(_overlap(region.box, other.box) < SAME_BOX for other in taken):
                taken.append(region)
    return sorted(taken, key=lambda it: -_surest(it, sure))[:SHOWN]


def _located(
    inference: "Inference", representation: bytes, words: Sequence[str], *, by_phrase: bool
) -> list["Region"]:
    try:
        alignment = inference.align(words, representation)
    except UnknownWords:
        return []
    return list(alignment.phrases if by_phrase else alignment.words)


def _sureness(inference: "Inference", representation: bytes, words: Iterable[str]) -> dict[str, float]:
    """Log odds that the photo shows each of the words that can be told."""
    odds = word_odds(inference, dict.fromkeys(sorted(words), 1.0))
    if odds is None:
        return {}
    values = odds.of(inference.embed_photos([representation]))[0].tolist()
    return dict(zip(odds.words, values, strict=True))


def _surest(region: "Region", sure: dict[str, float]) -> float:
    return max(
        (sure.get(word, LIKELY_ODDS) for word in region.words if word not in FUNCTION_WORDS), default=-99
    )


def _area(box: Edges) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: Edges, other: Edges) -> float:
    """What two boxes share, of what they cover together."""
    shared = _area(
        (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    )
    return shared / max(_area(one) + _area(other) - shared, 1e-9)
