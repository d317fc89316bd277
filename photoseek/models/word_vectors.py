"""A wide vocabulary of English words as vectors: neighbours, analogies, spellings. NumPy alone.

The vectors are distilled from a sentence encoder by ``training.words``; similarity is the cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from photoseek.errors import UnknownWords
from photoseek.models import weights
from photoseek.models.vocabulary import is_ideograph

_ALIKE = 0.5  # share of letters in common above which a word may have been meant
_AT_ONCE = 4096  # words compared together: small enough to stay near the processor


@dataclass(frozen=True)
class WordVectors:
    """``words`` by frequency, with the row of each.

    ``directions`` (N, D), of any length and as they were stored: int8 takes 19 MB where float32 takes 75.
    """

    words: tuple[str, ...]
    directions: NDArray[Any]
    rows: dict[str, int]

    @classmethod
    def load(cls, folder: Path | None = None) -> "WordVectors":
        """The shipped vocabulary. Raises DamagedWeights."""
        arrays, config, _ = weights.load("words", folder)
        words = tuple(config["words"])
        return cls(words, arrays["vectors"], {word: row for row, word in enumerate(words)})

    def __contains__(self, word: str) -> bool:
        return word in self.rows

    def __len__(self) -> int:
        return len(self.words)

    @property
    def vectors(self) -> NDArray[np.float32]:
        """The vectors of all words (N, D), unit length. Made anew each time."""
        return self._unit(slice(None))

    def lookup(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, D) of ``words``. Raises UnknownWords for those that are not known."""
        unknown = [word for word in words if word not in self.rows]
        if unknown:
            raise UnknownWords({word: self.nearest_spellings(word) for word in unknown})
        return self._unit([self.rows[word] for word in words])

    def neighbours(self, words: str | Sequence[str], limit: int = 10) -> list[tuple[str, float]]:
        """The words nearest to a word, or to the mean of several, with their cosines, best first."""
        asked = [words] if isinstance(words, str) else list(words)
        return self._nearest(self.lookup(asked).mean(axis=0), set(asked), limit)

    def analogy(self, a: str, b: str, c: str, limit: int = 10) -> list[tuple[str, float]]:
        """``a`` is to ``b`` as ``c`` is to each of these (3CosAdd, Mikolov et al. 2013)."""
        first, second, third = self.lookup([a, b, c])
        return self._nearest(second - first + third, {a, b, c}, limit)

    def nearest_spellings(self, word: str, limit: int = 5) -> list[str]:
        """Known words written nearly like ``word``, the nearest first: what may have been meant.

        Compared by optimal string alignment, which knows swapped letters; of equals, frequent words
        come first. Gibberish gets the few words that are least unlike it; Chinese and a page
        without a space get none.
        """
        if len(word) > self._longest / _ALIKE or any(map(is_ideograph, word)):
            return []
        near = _alike(word, self.words, limit, _ALIKE) or _alike(word, self.words, min(limit, 3), 0.0)
        return [known for known, _, _ in near]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.words), default=0)

    @cached_property
    def _lengths(self) -> NDArray[np.float32]:
        parts = [
            np.linalg.norm(self.directions[begin : begin + _AT_ONCE].astype(np.float32), axis=1)
            for begin in range(0, max(1, len(self)), _AT_ONCE)
        ]
        return np.asarray(np.concatenate(parts), np.float32)

    def _unit(self, rows: Sequence[int] | slice) -> NDArray[np.float32]:
        unit: NDArray[np.float32] = self.directions[rows].astype(np.float32)
        unit /= self._lengths[rows, None]
        return unit

    def _cosines(self, target: NDArray[np.float32]) -> NDArray[np.float32]:
        """(D,) of unit length -> (N,)."""
        parts = [
            self.directions[begin : begin + _AT_ONCE].astype(np.float32) @ target
            for begin in range(0, len(self), _AT_ONCE)
        ]
        return np.asarray(np.concatenate(parts) / self._lengths, np.float32)

    def _nearest(self, target: NDArray[np.float32], without: set[str], limit: int) -> list[tuple[str, float]]:
        norm = float(np.linalg.norm(target))
        if norm == 0:
            return []
        cosines = self._cosines(target / norm)
        wanted = min(limit + len(without), len(self.words))
        best = np.argpartition(-cosines, wanted - 1)[:wanted]
        ranked = best[np.lexsort((best, -cosines[best]))]
        return [(self.words[row], float(cosines[row])) for row in ranked if self.words[row] not in without][
            :limit
        ]


def _alike(word: str, words: Sequence[str], limit: int, least: float) -> list[tuple[str, float, int]]:
    return process.extract(word, words, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=least)
