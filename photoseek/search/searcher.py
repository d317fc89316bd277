"""Every question a library answers: photos for words, photos like a photo, words for words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from photoseek.errors import UnknownWords, UserError
from photoseek.images.decode import decode
from photoseek.library import embeddings, fulltext
from photoseek.library.database import Database
from photoseek.search import ranking, suggestions
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.graph import Ids, Vectors
from photoseek.search.query import Query, Term, parse
from photoseek.search.relevance import Band, bands
from photoseek.search.suggestions import Suggested
from photoseek.search.vector_index import VectorIndex

if TYPE_CHECKING:
    from photoseek.models.inference import Inference  # a type here; whoever has one has loaded torch

POOL = 1000  # photos that the vectors, and as many that full text, put up for ranking
RERANKED = 200  # photos compared by their whole representations, about 9 kB each
SPELLINGS_FOR = 5  # unknown words of a query that suggestions are looked up for; each takes a moment
EVERY = 2**31 - 1  # no limit


class ScoredPhoto(NamedTuple):
    """One photo of an answer; a higher score is a better hit, comparable within one answer."""

    photo_id: int
    score: float
    band: Band


@dataclass(frozen=True)
class Answer:
    """Photos, best first; ``unknown`` maps each word that was left out to known ones near it."""

    hits: tuple[ScoredPhoto, ...]
    unknown: dict[str, list[str]] = field(default_factory=dict)


class Searcher:
    """Answers from one library. For one thread at a time, like its index."""

    def __init__(self, database: Database, inference: "Inference", index: VectorIndex) -> None:
        self._database = database
        self._inference = inference
        self._word_vectors = inference.word_vectors  # read now, not at the first query
        self._index = index

    def by_words(self, text: str, limit: int = 200) -> Answer:
        """Photos for a query such as ``dog beach -people``; none, when none fits.

        Raises UnknownWords when no wanted word is known: not to the word vectors, and not to any
        caption, file name or folder name of this library.
        """
        query = parse(text)
        with self._database.read() as session:
            self._index.reconcile(session)
            holders = _holders(session, (*query.wanted, *query.unwanted))
            tellers = _holders(session, query.wanted, told=True)
        known = {word for word in holders if self._has_vector(word) or len(holders[word])}
        unknown = self._nearest_known([word for word in holders if word not in known | FUNCTION_WORDS])
        if known.isdisjoint(query.wanted or query.unwanted):
            raise UnknownWords(unknown)
        vector = ranking.combine(
            self._embedded(term for term in query.terms if term.weight > 0),
            self._embedded(term for term in query.terms if term.weight < 0),
        )
        return Answer(self._ranked(query, vector, holders, tellers, limit), unknown)

    def by_photo(self, photo_id: int, limit: int = 200) -> Answer:
        """Photos like one of the library, without itself. Raises UserError if it is not there (any more)."""
        with self._database.read() as session:
            found = embeddings.representations(session, self._inference.encoder_id, [photo_id])
        if photo_id not in found:
            raise UserError("This photo is no longer in the library.")
        answer = self.by_representation(found[photo_id], limit + 1)
        return Answer(tuple(hit for hit in answer.hits if hit.photo_id != photo_id)[:limit])

    def by_file(self, path: Path, limit: int = 200) -> Answer:
        """Photos like any image file; if the library holds it, it comes first. Nothing is stored.

        Raises UnreadablePhoto.
        """
        square = decode(path, square_side=self._inference.input_size).square
        return self.by_representation(self._inference.represent(square[None])[0], limit)

    def by_representation(self, representation: bytes, limit: int = 200) -> Answer:
        """Photos like the one that the encoder described so."""
        vector = self._inference.embed_photos([representation])[0]
        with self._database.read() as session:
            self._index.reconcile(session)
            ids, scores = self._index.query(vector, max(limit, RERANKED))
            candidates = ids[:RERANKED].tolist()
            found = embeddings.representations(session, self._inference.encoder_id, candidates)
        compared = np.array([photo_id for photo_id in candidates if photo_id in found], dtype=np.int64)
        if len(compared):
            others = [found[photo_id] for photo_id in compared.tolist()]
            exact = self._inference.similarity(representation, others)
            first, first_scores = ranking.best(compared, exact, limit)
            # The rest keep the index's order, below all that were compared.
            rest = ~np.isin(ids, compared)
            ids = np.concatenate([first, ids[rest]])
            scores = np.concatenate([first_scores, np.minimum(scores[rest], exact.min())])
        ids, scores = ids[:limit], scores[:limit]
        return Answer(_hits(ids, scores, ["possible"] * len(ids)))

    def suggest(self, text: str, limit: int = 40) -> list[Suggested]:
        """Words to add to the words typed so far, with cosine and count, best first."""
        with self._database.read() as session:
            return suggestions.suggest(session, self._word_vectors, text, limit)

    def _has_vector(self, word: str) -> bool:
        return self._inference.knows(word)

    def _nearest_known(self, words: Sequence[str]) -> dict[str, list[str]]:
        spellings = self._word_vectors.nearest_spellings
        return {
            word: spellings(word) if position < SPELLINGS_FOR else [] for position, word in enumerate(words)
        }

    def _embedded(self, terms: Iterable[Term]) -> list[tuple[float, Vectors]]:
        embedded = []
        for term in terms:
            words = [word for word in term.words if self._has_vector(word)]
            if words:
                embedded.append((abs(term.weight), self._inference.embed_words(words)))
        return embedded

    def _ranked(
        self,
        query: Query,
        vector: Vectors | None,
        holders: dict[str, Ids],
        tellers: dict[str, Ids],
        limit: int,
    ) -> tuple[ScoredPhoto, ...]:
        wanted = _shares(query, holders, len(self._index))
        saying = np.unique(np.concatenate([np.empty(0, np.int64), *(holders[word] for word in wanted)]))
        said = ranking.coverage(saying, holders, wanted) + ranking.coverage(saying, tellers, wanted)
        saying, _ = ranking.best(saying, said, max(POOL, limit))
        if vector is None:
            ids, cosines = saying, np.zeros(len(saying), np.float32)
        else:
            near, near_cosines = self._index.query(vector, max(POOL, limit))
            more = np.setdiff1d(saying, near)
            ids = np.concatenate([near, more])
            cosines = np.concatenate([near_cosines, self._index.scores(vector, more)])
            cosines = self._inference.calibrated(cosines)
        told = ranking.coverage(ids, tellers, wanted)
        scores = ranking.fuse(
            cosines,
            made=ranking.coverage(ids, holders, wanted),
            told=told,
            unwanted=_says_unwanted(query, holders, ids),
        )
        best, best_scores = ranking.best(ids, scores, limit)
        if not query.wanted:  # photos that are merely not what is unwanted have no score to reach
            return _hits(best, best_scores, ["possible"] * len(best))
        hits = _hits(best, best_scores, bands(best_scores, ranking.coverage(best, tellers, wanted)))
        return tuple(hit for hit in hits if hit.band != "weak")


def _holders(session: Session, words: Sequence[str], *, told: bool = False) -> dict[str, Ids]:
    """The photos whose text, or what the user told of them, holds each word."""
    holders = {}
    for word in words:
        # Half of all captions hold "a": slow to look up, and it tells nothing.
        found = [] if word in FUNCTION_WORDS else fulltext.search(session, word, EVERY, told=told)
        holders[word] = np.array([photo_id for photo_id, _ in found], dtype=np.int64)
    return holders


def _shares(query: Query, holders: dict[str, Ids], photos: int) -> dict[str, float]:
    """How much of what is wanted each word is, by its weight and rarity; sums up to 1."""
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


def _says_unwanted(query: Query, holders: dict[str, Ids], ids: Ids) -> Vectors:
    """1 for each photo whose text holds all words of an unwanted term, else 0: (n,)."""
    says = np.zeros(len(ids), bool)
    for term in query.terms:
        words = [word for word in term.words if word not in FUNCTION_WORDS]
        if term.weight < 0 and words:
            says |= np.all([np.isin(ids, holders[word]) for word in words], axis=0)
    return says.astype(np.float32)


def _hits(ids: Ids, scores: Vectors, bands: Sequence[Band]) -> tuple[ScoredPhoto, ...]:
    return tuple(map(ScoredPhoto, ids.tolist(), scores.tolist(), bands))
