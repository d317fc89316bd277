"""Which words a photo would be described with, and how surely: detectors in the index space.

A detector of a word is a direction and an offset; with a photo's index vector they make the log
odds that a person describing the photo would say the word (Fang et al. 2015, "From Captions to
Visual Concepts and Back", without their regions). They are fitted in closed form on the captions
that the joint space learnt from (``training.tags``), so that a single word, which no caption is,
has a measured meaning, too. ImageNet's class names, which captions hardly mention, are detected by
the ConSE part of the index vector; a word near a detected one ("pooch") borrows its detector.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photoseek.models import weights
from photoseek.models.class_names import class_names
from photoseek.models.vocabulary import tokenize
from photoseek.models.word_vectors import WordVectors

_log = logging.getLogger(__name__)
Vectors = NDArray[np.float32]

BORROWED_FROM = 0.6
"""Cosine from which on a word without a detector takes that of its neighbour."""
BORROWING_COSTS = 4.0
"""Log odds that a borrowed detector loses for each unit of cosine that is missing."""


class Tag(NamedTuple):
    """A word or the name of a class, and the probability, 0 to 1, that a photo shows it."""

    word: str
    confidence: float


@dataclass(frozen=True)
class Evidence:
    """Ways of seeing the words of a query: log odds are ``vectors @ directions.T + offsets``.

    ``words`` (K,) says which of the ``asked`` words each way belongs to; a word may have none, one
    or several, of which the surest counts.
    """

    asked: int
    words: NDArray[np.int64]
    directions: Vectors  # (K, D)
    offsets: Vectors  # (K,)

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Which of the asked words (W,) can be seen at all."""
        return np.isin(np.arange(self.asked), self.words)

    def log_odds(self, vectors: Vectors, unseen: float) -> Vectors:
        """(n, D) index vectors -> log odds (n, W) of each word; ``unseen`` for words that have no way."""
        odds = np.full((len(vectors), self.asked), -np.inf, np.float32)
        for way, word in enumerate(self.words.tolist()):
            found = vectors @ self.directions[way] + self.offsets[way]
            odds[:, word] = np.maximum(odds[:, word], found)
        odds[:, ~self.seen] = unseen
        return odds


@dataclass(frozen=True)
class WordDetectors:
    """``words`` with their ``directions`` (N, D) and ``offsets`` (N,), for index vectors of one embedding."""

    words: tuple[str, ...]
    directions: Vectors
    offsets: Vectors
    class_slope: float  # log odds of a class's word for each unit of ConSE cosine
    class_offset: float
    embedding_id: str

    @classmethod
    def load(cls, folder: Path | None = None) -> tuple["WordDetectors", str]:
        """Those in ``folder``, or the shipped ones, and their identity. Raises DamagedWeights."""
        arrays, config, identity = weights.load("tags", folder)
        return cls(
            tuple(config["words"]),
            arrays["directions"].astype(np.float32),
            arrays["offsets"].astype(np.float32),
            config["class_slope"],
            config["class_offset"],
            config["embedding_id"],
        ), identity

    def fitting(self, embedding_id: str, dimensions: int) -> "WordDetectors":
        """These if they are for that embedding; else those of classes alone, which need no fitting."""
        if self.embedding_id == embedding_id:
            return self
        _log.warning("The word detectors are for %s, not for %s: train tags", self.embedding_id, embedding_id)
        none = np.zeros((0, dimensions), np.float32)
        return replace(
            self, words=(), directions=none, offsets=np.zeros(0, np.float32), embedding_id=embedding_id
        )

    def save(self, folder: Path) -> Path:
        """Write ``tags.safetensors`` into ``folder``."""
        arrays = {"directions": self.directions, "offsets": self.offsets}
        config = {
            "words": list(self.words),
            "class_slope": self.class_slope,
            "class_offset": self.class_offset,
            "embedding_id": self.embedding_id,
        }
        return weights.save("tags", arrays, config, folder)

    def probabilities(self, vectors: Vectors) -> Vectors:
        """(n, D) index vectors -> (n, N): how likely a person would say each word."""
        return np.asarray(1 / (1 + np.exp(-(vectors @ self.directions.T + self.offsets))), np.float32)


class WordSight:
    """The detectors together with what else can be seen: classes, and words near detected ones."""

    def __init__(
        self,
        detectors: WordDetectors,
        vocabulary: WordVectors,
        class_direction: Callable[[Vectors], Vectors],
    ) -> None:
        """``class_direction`` turns a word vector (384,) into the direction (D,) whose inner product
        with an index vector is the ConSE cosine of photo and word."""
        self.detectors = detectors
        self._vocabulary = vocabulary
        self._class_direction = class_direction
        self._numbers = {word: number for number, word in enumerate(detectors.words)}
        self._class_words = {word for name in class_names() for word in tokenize(name)}
        self._lenders = [word for word in detectors.words if word in vocabulary]
        self._near = vocabulary.lookup(self._lenders)

    def evidence(self, words: Sequence[str]) -> Evidence:
        """How to see each of ``words``."""
        ways: list[tuple[int, Vectors, float]] = []
        for place, word in enumerate(words):
            ways += [(place, *way) for way in self._ways(word)]
        width = self.detectors.directions.shape[1]
        return Evidence(
            len(words),
            np.array([place for place, _, _ in ways], np.int64),
            np.array([direction for _, direction, _ in ways], np.float32).reshape(len(ways), width),
            np.array([offset for _, _, offset in ways], np.float32),
        )

    def support(self, words: Sequence[str], vector: Vectors) -> float:
        """The mean probability, 0 to 1, of what a sentence says of the photo with this index vector (D,).

        Words without a detector, such as "a" and "is", say nothing; a sentence of them alone has 0.
        """
        said = [self._numbers[word] for word in dict.fromkeys(words) if word in self._numbers]
        detectors = self.detectors
        odds = detectors.directions[said] @ vector + detectors.offsets[said]
        return float((1 / (1 + np.exp(-odds))).mean()) if said else 0.0

    def _ways(self, word: str) -> list[tuple[Vectors, float]]:
        detectors = self.detectors
        ways = []
        number = self._numbers.get(word)
        if number is not None:
            ways.append((detectors.directions[number], float(detectors.offsets[number])))
        if word in self._vocabulary:
            vector = self._vocabulary.lookup([word])[0]
            if word in self._class_words:
                direction = self._class_direction(vector)
                ways.append((detectors.class_slope * direction, detectors.class_offset))
            if not ways and len(self._near):
                cosines = self._near @ vector
                nearest = int(cosines.argmax())
                if cosines[nearest] >= BORROWED_FROM:
                    lender = self._numbers[self._lenders[nearest]]
                    cost = BORROWING_COSTS * (1 - float(cosines[nearest]))
                    ways.append((detectors.directions[lender], float(detectors.offsets[lender]) - cost))
        return ways


def merge(words: Sequence[str], said: Vectors, classes: Vectors, limit: int) -> list[Tag]:
    """The surest of ``words`` (N,), by ``said`` (N,), and of ImageNet's classes (1000,), best first.

    A name that is both counts once, by the surer one.
    """
    names = class_names()
    surest = {names[number]: float(classes[number]) for number in np.argsort(-classes)[:limit]}
    for number in np.argsort(-said)[: 2 * limit].tolist():
        surest[words[number]] = max(float(said[number]), surest.get(words[number], 0.0))
    ranked = sorted(surest.items(), key=lambda item: (-item[1], item[0]))
    return [Tag(word, confidence) for word, confidence in ranked[:limit]]
