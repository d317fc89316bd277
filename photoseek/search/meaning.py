"""What a query means to the networks: where in the index to look, and how likely each word would be said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoseek.models.vocabulary import join, language_of
from photoseek.search import ranking, relevance
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.query import Query, Term
from photoseek.search.rows import Vectors

if TYPE_CHECKING:
    from photoseek.models.inference import Inference
    from photoseek.models.tags import Evidence

LEAN = 0.5
"""How far the search leans from the text's vector towards what its words look like. Only which photos
are looked at closely depends on it."""
UNLIKELY = -4.0
"""Log odds below which an unwanted word is as good as not there."""


@dataclass(frozen=True)
class WordOdds:
    """Words that mean something, how much each counts (sums up to 1), and how to see them."""

    words: tuple[str, ...]
    weights: Vectors
    evidence: "Evidence"

    def of(self, vectors: Vectors) -> Vectors:
        """(n, D) index vectors -> log odds (n, W) of each word."""
        odds = self.evidence.log_odds(vectors, relevance.UNSEEN_ODDS)
        return np.clip(odds, relevance.UNSEEN_ODDS, relevance.MOST_ODDS)

    def mean(self, vectors: Vectors) -> Vectors:
        """(n, D) -> (n,): averaged over the words by their weight."""
        return np.asarray(self.of(vectors) @ self.weights, np.float32)

    @property
    def direction(self) -> Vectors | None:
        """The unit vector (D,) towards photos that show the words."""
        unit = [direction / np.linalg.norm(direction) for direction in self.evidence.directions]
        total = np.sum(unit, axis=0) if unit else np.zeros(1, np.float32)
        length = float(np.linalg.norm(total))
        return np.asarray(total / length, np.float32) if length > 1e-6 else None


@dataclass(frozen=True)
class Meaning:
    """A query as the networks understand it; ``vector`` is None when they know none of its words."""

    vector: Vectors | None
    wanted: WordOdds | None
    unwanted: WordOdds | None
    words: int
    """How many words of what is wanted mean something."""

    @property
    def towards(self) -> Vectors | None:
        """Where in the index to look for candidates: a unit vector (D,)."""
        if self.vector is None or self.wanted is None or self.wanted.direction is None:
            return self.vector
        leaning = self.vector + LEAN * self.wanted.direction
        return np.asarray(leaning / np.linalg.norm(leaning), np.float32)

    def scores(self, cosines: Vectors, vectors: Vectors) -> Vectors:
        """Scores (n,) from cosines with ``vector`` (n,) and the photos' index vectors (n, D)."""
        odds = None if self.wanted is None else self.wanted.mean(vectors)
        scores = relevance.score(cosines, odds)
        if self.unwanted is not None:
            shown = np.maximum(self.unwanted.of(vectors).max(axis=1) - UNLIKELY, 0)
            scores = scores - relevance.ODDS_WEIGHT * shown
        return np.asarray(scores, np.float32)

    def fit(self, scores: Vectors) -> Vectors:
        """Log odds (n,) that photos of these scores fit."""
        return relevance.fit(scores, self.words, with_odds=self.wanted is not None)


def understand(inference: "Inference", query: Query) -> Meaning:
    """The meaning of a query; words that the model does not know are left out."""
    wanted = [term for term in query.terms if term.weight > 0]
    unwanted = [term for term in query.terms if term.weight < 0]
    vector = ranking.combine(_embedded(inference, wanted), _embedded(inference, unwanted))
    telling = telling_words(inference, query.wanted)
    return Meaning(vector, _odds(inference, wanted), _odds(inference, unwanted), len(telling))


def telling_words(inference: "Inference", words: Iterable[str]) -> list[str]:
    """The words that the model knows and that mean something by themselves."""
    return [word for word in words if word not in FUNCTION_WORDS and inference.knows(word)]


def _embedded(inference: "Inference", terms: Iterable[Term]) -> list[tuple[float, Vectors]]:
    embedded = []
    for term in terms:
        words = [word for word in term.words if inference.knows(word)]
        if words:
            embedded.append((abs(term.weight), inference.embed_words(words)))
    return embedded


def _odds(inference: "Inference", terms: Iterable[Term]) -> WordOdds | None:
    weights: dict[str, float] = {}
    for term in terms:
        for word in term.words:
            weights[word] = weights.get(word, 0.0) + abs(term.weight)
    return word_odds(inference, weights)


def word_odds(inference: "Inference", weights: Mapping[str, float]) -> WordOdds | None:
    """How to see those of the words that are known and mean something, by how much each counts.

    None when nothing is known of their looks: another language, or another network's index vectors.
    """
    words = telling_words(inference, weights)
    if not words or language_of(join(words)) != "en":
        return None
    evidence = inference.evidence(words)
    if evidence is None:
        return None
    shares = np.array([weights[word] for word in words], np.float32)
    return WordOdds(tuple(words), shares / shares.sum(), evidence)
