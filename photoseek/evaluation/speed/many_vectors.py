"""A vector index of more photos than can be made in reasonable time: as they come in, without a library."""

import time
from collections.abc import Iterator
from functools import partial

import numpy as np
import psutil

from photoseek.evaluation.made_library import made_vectors
from photoseek.evaluation.speed.bench import Bench, Figures, costs
from photoseek.search import graph as graphs
from photoseek.search.rows import Ids, Vectors
from photoseek.search.searcher import POOL
from photoseek.search.vector_index import EXACT_LIMIT, VectorIndex

TIMES = 10  # as many vectors as the other measures have photos
SHARES = (0.01, 0.1, 0.25, 0.5, 1.0)  # of them, where the index is measured
QUERIES = 100
NEAREST = 10
_PUT_IN = 10_000  # vectors at once


def many_vectors(bench: Bench) -> Figures:
    """Search times, recall, building time and memory of the index on its way to its full size."""
    count = TIMES * bench.photos
    file = bench.folder / "many vectors"
    queries = made_vectors(bench.basis, QUERIES, seed=1)
    truth = _Nearest(queries)
    process = psutil.Process()
    before = process.memory_info().rss
    index = VectorIndex(file, "made", bench.inference.embedding_dimensions, exact_limit=EXACT_LIMIT)
    stops = sorted({max(1, round(share * count / _PUT_IN)) * _PUT_IN for share in SHARES})
    rows: list[dict[str, object]] = []
    seconds = 0.0
    for ids, vectors in _made(bench, stops[-1]):
        truth.see(ids, vectors)
        began = time.process_time()
        index.add(ids, vectors)
        while index.settle(256):
            pass
        seconds += time.process_time() - began
        bench.progress("building a large index", len(index), stops[-1])
        if len(index) in stops:
            found = [index.query(query, NEAREST)[0] for query in queries]
            rows.append(
                {
                    "vectors": len(index),
                    "building_cpu_s": round(seconds, 1),
                    "recall": truth.recall(found),
                    "ten_nearest_ms": costs([partial(index.query, one, NEAREST) for one in queries]),
                    "thousand_nearest_ms": costs([partial(index.query, one, POOL) for one in queries]),
                    "memory_mb": round((process.memory_info().rss - before) / 1e6),
                    "process_mb": round(process.memory_info().rss / 1e6),
                }
            )
    index.save()
    del index
    began = time.perf_counter()
    graphs.load(file, "made", bench.inference.embedding_dimensions)
    opened = time.perf_counter() - began
    megabytes = round(file.stat().st_size / 1e6) if file.exists() else None  # a small index has no file
    for path in (file, graphs.stamp_file(file)):
        path.unlink(missing_ok=True)
    return {"rows": rows, "file_mb": megabytes, "opening_s": round(opened, 1)}


def _made(bench: Bench, count: int) -> Iterator[tuple[Ids, Vectors]]:
    for begin in range(0, count, _PUT_IN):
        yield np.arange(begin, begin + _PUT_IN), made_vectors(bench.basis, _PUT_IN, seed=2 + begin)


class _Nearest:
    """The photos that are really the nearest to each query, of all that were seen."""

    def __init__(self, queries: Vectors) -> None:
        self._queries = queries
        self._ids = np.empty((len(queries), 0), np.int64)
        self._scores = np.empty((len(queries), 0), np.float32)

    def see(self, ids: Ids, vectors: Vectors) -> None:
        every = np.concatenate([self._scores, self._queries @ vectors.T], axis=1)
        whose = np.concatenate([self._ids, np.broadcast_to(ids, (len(every), len(ids)))], axis=1)
        best = np.argpartition(-every, NEAREST)[:, :NEAREST]
        self._scores = np.take_along_axis(every, best, axis=1)
        self._ids = np.take_along_axis(whose, best, axis=1)

    def recall(self, found: list[Ids]) -> float:
        """The share of them that was found."""
        shares = [len(np.intersect1d(one, other)) for one, other in zip(found, self._ids, strict=True)]
        return round(float(np.mean(shares)) / NEAREST, 4)
