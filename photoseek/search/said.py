"""What the text of photos says of a query: captions made by a model, and what the user told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sqlalchemy.orm import Session

from photoseek.library import fulltext
from photoseek.search import ranking
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.query import Query
from photoseek.search.rows import Ids, Vectors


@dataclass(frozen=True)
class Said:
    """For each word of a query the photos whose text holds it, and those the user told it of."""

    query: Query
    holders: dict[str, Ids]
    tellers: dict[str, Ids]
    shares: dict[str, float]
    """How much of what is wanted each word is, by its weight and rarity; sums up to 1."""

    @classmethod
    def of(cls, session: Session, query: Query, photos: int) -> "Said":
        """Look the words up in a library of so many photos."""
        holders = _holders(session, (*query.wanted, *query.unwanted))
        tellers = _holders(session, query.wanted, told=True)
        return cls(query, holders, tellers, _shares(query, holders, photos))

    def ids(self, limit: int, among: Ids | None = None) -> Ids:
        """Up to ``limit`` photos, only of those in ``among``, whose text holds most of what is wanted."""
        saying = np.flatnonzero(self._made)
        if among is not None:
            saying = saying[np.isin(saying, among, assume_unique=True)]
        return ranking.best(saying, self.made(saying) + self.told(saying), limit)[0]

    def made(self, ids: Ids) -> Vectors:
        """Which share of the query each photo's whole text holds: (n,)."""
        return ranking.at(ids, self._made)

    def told(self, ids: Ids) -> Vectors:
        """Which share of the query the user told of each photo: (n,)."""
        return ranking.at(ids, self._told)

    @cached_property
    def _made(self) -> Vectors:
        return ranking.coverage(self.holders, self.shares)

    @cached_property
    def _told(self) -> Vectors:
        return ranking.coverage(self.tellers, self.shares)

    def unwanted(self, ids: Ids) -> Vectors:
        """1 for each photo whose text holds all words of an unwanted term, else 0: (n,)."""
        says = np.zeros(len(ids), bool)
        for term in self.query.terms:
            words = [word for word in term.words if word not in FUNCTION_WORDS]
            if term.weight < 0 and words:
                says |= np.all([np.isin(ids, self.holders[word]) for word in words], axis=0)
        return says.astype(np.float32)


def _holders(session: Session, words: Sequence[str], *, told: bool = False) -> dict[str, Ids]:
    holders = {}
    for word in words:
        # Half of all captions hold "a": slow to look up, and it tells nothing.
        is_telling = word not in FUNCTION_WORDS
        holders[word] = fulltext.search(session, word, told=told) if is_telling else np.empty(0, np.int64)
    return holders


def _shares(query: Query, holders: dict[str, Ids], photos: int) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term in query.terms:
        if term.weight > 0:
            for word in term.words:
                if word in FUNCTION_WORDS:
                    continue
                rarity = ranking.rarity(len(holders[word]), photos)
                weights[word] = weights.get(word, 0.0) + term.weight * rarity
    total = sum(weights.values())
    return {word: weight / total for word, weight in weights.items()} if total else {}
