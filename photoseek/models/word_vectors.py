"""A wide vocabulary of English words as vectors: neighbours, analogies, spellings. NumPy alone.

The vectors are distilled from a sentence encoder by ``training.words``; similarity is the cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from photoseek.errors import UnknownWords
from photoseek.models import weights
from photoseek.models.vocabulary import is_ideograph

_ALIKE = 0.5  # share of letters in common above which a word may have been meant


@dataclass(frozen=True)
class WordVectors:
    """``words`` by frequency and their ``vectors``: float32 (N, D), unit length."""

    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    rows: dict[str, int]

    @classmethod
    def load(cls, folder: Path | None = None) -> "WordVectors":
        """The shipped vocabulary. Raises DamagedWeights."""
        arrays, config, _ = weights.load("words", folder)
        vectors = arrays["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        words = tuple(config["words"])
        return cls(words, vectors, {word: row for row, word in enumerate(words)})

    def __contains__(self, word: str) -> bool:
        return word in self.rows

    def __len__(self) -> int:
        return len(self.words)

    def lookup(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, D) of ``words``. Raises UnknownWords for those that are not known."""
        unknown = [word for word in words if word not in self.rows]
        if unknown:
            raise UnknownWords({word: self.nearest_spellings(word) for word in unknown})
        return self.vectors[[self.rows[word] for word in words]]

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
        come first. Gibberish gets the few words that are least unlike it, Chinese none.
        """
        if any(map(is_ideograph, word)):
            return []
        near = _alike(word, self.words, limit, _ALIKE) or _alike(word, self.words, min(limit, 3), 0.0)
        return [known for known, _, _ in near]

    def _nearest(self, target: NDArray[np.float32], without: set[str], limit: int) -> list[tuple[str, float]]:
        norm = float(np.linalg.norm(target))
        if norm == 0:
            return []
        cosines = self.vectors @ (target / norm)
        wanted = min(limit + len(without), len(self.words))
        best = np.argpartition(-cosines, wanted - 1)[:wanted]
        ranked = best[np.lexsort((best, -cosines[best]))]
        return [(self.words[row], float(cosines[row])) for row in ranked if self.words[row] not in without][
            :limit
        ]


def _alike(word: str, words: Sequence[str], limit: int, least: float) -> list[tuple[str, float, int]]:
    return process.extract(word, words, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=least)
