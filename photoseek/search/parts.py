"""Parts of a photo: which there are to ask about, and asking for photos like some of them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from photoseek.errors import UnknownWords
from photoseek.images.crops import Edges
from photoseek.images.decoders import crops_apart
from photoseek.models.inflections import base_forms
from photoseek.models.regions import Region
from photoseek.models.vocabulary import language_of, tokenize
from photoseek.search import ranking
from photoseek.search.meaning import word_odds
from photoseek.search.rows import Vectors
from photoseek.search.things import is_thing, phrases

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

SHOWN = 8  # parts found in a photo; more cannot be told apart at a glance
SAME_BOX = 0.6  # of their union that two boxes share from which on they are of the same part
WHOLE = 0.9  # of the photo's area from which on a part is no part
PLACE_COSTS = 1.0  # what the surest of 25 places must be surer than the whole photo to count as much
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


class Look(Protocol):
    """Finds something out that may take long: now, or by having the question put again once it is known."""

    def __call__(self, key: Hashable, find_out: Callable[[], NDArray[np.uint8]]) -> NDArray[np.uint8]: ...


def look_now(key: Hashable, find_out: Callable[[], NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """For who can wait."""
    return find_out()


def look_at(inference: "Inference", look: Look, path: Path, parts: Sequence[Part]) -> list[Target]:
    """The parts of a photo file as targets. Raises UnreadablePhoto."""
    if not parts:
        return []
    boxes = tuple(part.box for part in parts)
    squares = look(("parts", path, boxes), lambda: crops_apart(path, boxes, inference.input_size))
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


def find(inference: "Inference", representation: bytes, sentence: str, tags: Iterable[str]) -> list[Region]:
    """What is where in a photo, best first: the things that a sentence about it names, and those of its
    tags that point at other places.

    Best is what the photo shows most surely. Chinese falls into phrases as the alignment sees them.
    """
    words = tokenize(sentence)
    names = list(phrases(words)) if language_of(sentence) == "en" else []
    names += [tuple(name) for name in map(tokenize, tags) if name and is_thing(name[-1])]
    found = [
        replace(region, words=name)
        for name in names
        # The last word's place is surer by itself than in a whole sentence.
        for region in _aligned(inference, representation, name[-1:])
    ] or _aligned(inference, representation, words)
    sure = _seen(inference, representation, [region.words[-1] for region in found])

    def sureness(region: Region) -> float:
        return sure.get(region.words[-1], LIKELY_ODDS)

    small = [region for region in found if _area(region.box) < WHOLE]
    likely = [region for region in small if sureness(region) >= LIKELY_ODDS]
    taken: list[Region] = []
    for region in likely or sorted(small, key=sureness)[-1:]:
        # The sentence's own come first: they say more than tags.
        if all(_differ(region, other) for other in taken):
            taken.append(region)
    return sorted(taken, key=sureness, reverse=True)[:SHOWN]


def _seen(inference: "Inference", representation: bytes, words: Iterable[str]) -> dict[str, float]:
    """Log odds that a photo shows each of the words; those that nothing is known of are left out."""
    odds = word_odds(inference, dict.fromkeys(words, 1.0))
    if odds is None:
        return {}
    sure = odds.of(inference.embed_photos([representation]))[0]
    places = inference.embed_places(representation)
    if places is not None:
        sure = np.maximum(sure, odds.of(places).max(axis=0) - PLACE_COSTS)
    return dict(zip(odds.words, sure.tolist(), strict=True))


def _aligned(inference: "Inference", representation: bytes, words: Sequence[str]) -> list[Region]:
    try:
        return list(inference.align(words, representation).phrases)
    except UnknownWords:
        return []


def _differ(one: Region, other: Region) -> bool:
    """Whether two regions are worth showing side by side."""
    same_thing = _singular(one.words[-1]) == _singular(other.words[-1])
    return not same_thing and _overlap(one.box, other.box) < SAME_BOX


def _singular(word: str) -> str:
    return (base_forms(word) or [word])[0]


def _area(box: Edges) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: Edges, other: Edges) -> float:
    """What two boxes share, of what they cover together."""
    shared = _area(
        (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    )
    return shared / max(_area(one) + _area(other) - shared, 1e-9)
