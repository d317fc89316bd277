"""Which photos lie nearest a vector. A cache of the library's embeddings, made anew at will.

Vectors are kept in two places, searched as one:

- *rows*: a plain matrix; one matrix product finds the nearest exactly. A library of ordinary size
  lives there alone, read from the database at every start, so that no file can be out of date.
- *graph*: an HNSW graph with a file, for libraries beyond EXACT_LIMIT. Photos move there from the
  rows a few at a time (``settle``), so that no search ever waits for the graph to be built.

The library decides what is in it: ``reconcile`` compares ids, adds and removes. An id means the
same photo for ever, and a photo has one vector per model, so ids are all there is to compare;
should the file belong to another library with the same ids, a sample of its vectors tells.
"""

import logging
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from photoseek.library import embeddings
from photoseek.library.database import Database
from photoseek.search import graph as graphs
from photoseek.search import ranking
from photoseek.search.graph import Graph
from photoseek.search.rows import Ids, Rows, Vectors

# Measured with 384 numbers a vector on 2 cores: one product over 20,000 rows takes 0.5 to 5 ms, over
# 100,000 rows 8 to 40 ms; the graph answers in 1 ms but costs 1 ms for every photo added.
EXACT_LIMIT = 20_000
SETTLE_RATIO = 4  # photos settled for each one added, so that the graph catches up with a long import
SETTLE_AT_ONCE = 256  # at most, about a quarter of a second
SAMPLE = 128  # newest vectors compared with the library's when a graph is loaded

_log = logging.getLogger(__name__)


class VectorIndex:
    """Photo ids and their unit vectors under one embedding model. For one thread at a time."""

    def __init__(
        self,
        file: Path,
        embedding_id: str,
        dimensions: int,
        graph: Graph | None = None,
        exact_limit: int = EXACT_LIMIT,
    ) -> None:
        self.embedding_id = embedding_id
        self.dimensions = dimensions
        self.generation = -1  # of the library, at the last reconcile
        self._file = file
        self._graph = graph
        self._exact_limit = exact_limit
        self._graph_is_saved = True
        self._rows = Rows(dimensions)

    @classmethod
    def open_or_build(
        cls,
        file: Path,
        database: Database,
        embedding_id: str,
        dimensions: int,
        exact_limit: int = EXACT_LIMIT,
    ) -> "VectorIndex":
        """The index of the library as it is now. Reads ``file`` where that helps, writes nothing."""
        with database.read() as session:
            graph = None
            wanted = embeddings.ids(session, embedding_id)
            if len(wanted) > exact_limit:
                graph = graphs.load(file, embedding_id, dimensions)
            if graph is not None and not _agrees(graph, session, embedding_id, wanted):
                _log.warning("The vector index is of another library and is made anew")
                graph = None
            index = cls(file, embedding_id, dimensions, graph, exact_limit)
            index._hold(session, wanted)
        return index

    def __len__(self) -> int:
        return len(self._rows) + len(self._graph or ())

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._rows or (self._graph is not None and photo_id in self._graph)

    @property
    def ids(self) -> Ids:
        """Every photo id, ascending."""
        rows = self._rows.ids
        return np.sort(rows if self._graph is None else np.concatenate([rows, self._graph.ids]))

    def reconcile(self, session: Session) -> None:
        """Make it hold what the library holds: photos with a file and a vector of this model."""
        if embeddings.generation(session) != self.generation:
            self._hold(session, embeddings.ids(session, self.embedding_id))

    def _hold(self, session: Session, wanted: Ids) -> None:
        held = self.ids
        self.remove(np.setdiff1d(held, wanted, assume_unique=True))
        missing = np.setdiff1d(wanted, held, assume_unique=True)
        if len(missing) > len(wanted) / 2:
            ids, vectors = embeddings.load_all(session, self.embedding_id)
            chosen = np.isin(ids, missing)
            self._rows.append(ids[chosen], vectors[chosen])
        elif len(missing):
            self.add(missing, embeddings.vectors(session, self.embedding_id, missing.tolist()))
        self.generation = embeddings.generation(session)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add photos: int64 (n,) and unit float32 (n, D). Ids that are there already are left alone."""
        ids = np.asarray(ids, np.int64)
        new = ~self._rows.holds(ids)
        if self._graph is not None:
            new &= ~self._graph.holds(ids)
        self._rows.append(ids[new], np.asarray(vectors, np.float32)[new])
        self.settle(min(SETTLE_RATIO * len(ids), SETTLE_AT_ONCE))

    def remove(self, ids: Ids) -> None:
        """Take photos out; ids that are not there are ignored."""
        for photo_id in np.asarray(ids, np.int64).tolist():
            self._rows.remove(photo_id)
        if self._graph is not None:
            before = len(self._graph)
            self._graph.remove(np.asarray(ids, np.int64))
            self._graph_is_saved &= before == len(self._graph)
            if self._graph.worn:
                left = self._graph.ids
                vectors = self._graph.vectors(left)
                self._graph = None
                self._rows.append(left, vectors)

    def settle(self, limit: int) -> int:
        """Move up to ``limit`` photos from the rows to the graph; returns how many are left to move."""
        if len(self) <= self._exact_limit:
            return 0
        if self._graph is None:
            self._graph = Graph(self.dimensions, capacity=2 * self._exact_limit)
        first = max(0, len(self._rows) - limit)
        moved = self._rows.ids[first:].copy()
        if len(moved):
            self._graph.add(moved, self._rows.matrix[first:])
            self._graph_is_saved = False
            for photo_id in reversed(moved.tolist()):
                self._rows.remove(photo_id)
        return len(self._rows)

    def query(self, vector: Vectors, limit: int, among: Ids | None = None) -> tuple[Ids, Vectors]:
        """The ``limit`` photos nearest to a unit vector (D,): ids and cosines, best first, ties by id.

        ``among``: only these photos, as far as they are here.
        """
        ids = self._rows.ids
        scores = self._rows.matrix @ vector
        if among is not None:
            inside = np.isin(ids, among)
            ids, scores = ids[inside], scores[inside]
        if self._graph is not None:
            more_ids, more_scores = self._graph.query(vector, limit, among)
            ids, scores = np.concatenate([ids, more_ids]), np.concatenate([scores, more_scores])
        return ranking.best(ids, scores, limit)

    def vectors(self, ids: Ids) -> Vectors:
        """The unit vectors (n, D) of photos; NaN for one that is not here."""
        if self._graph is None:
            return self._rows.vectors(ids)
        found = self._graph.vectors(ids)
        beside = self._rows.holds(ids)
        found[beside] = self._rows.vectors(ids[beside])
        return found

    def save(self) -> None:
        """Write the graph if it has changed. Failing is no harm: the file only spares time."""
        if self._graph is None or self._graph_is_saved:
            return
        try:
            self._graph.save(self._file, self.embedding_id, self.generation)
        except OSError as error:
            _log.warning("The vector index was not saved: %s", error)
        else:
            self._graph_is_saved = True


def _agrees(graph: Graph, session: Session, embedding_id: str, wanted: Ids) -> bool:
    """Whether the graph's newest photos have the vectors that the library gives them."""
    # The newest, because libraries that share a past (a restored backup) differ there.
    shared = np.intersect1d(graph.ids, wanted, assume_unique=True)[-SAMPLE:]
    if not len(shared):
        return False
    expected = embeddings.vectors(session, embedding_id, shared.tolist())
    return bool(np.allclose(graph.vectors(shared), expected, atol=1e-2))
