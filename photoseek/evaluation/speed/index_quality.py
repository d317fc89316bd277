"""The vector index: how much of the exact answer its graph finds, for what time, and what it costs to make.

Measured on the graph alone, with other numbers of links than the program's, so that these can be chosen.
"""

import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photoseek.evaluation.made_library import made_sentences, made_vectors
from photoseek.evaluation.speed.bench import Bench, Figures, costs
from photoseek.search import graph as graphs
from photoseek.search.graph import Graph
from photoseek.search.meaning import understand
from photoseek.search.query import parse
from photoseek.search.rows import Ids, Vectors
from photoseek.search.searcher import POOL

LINKS = (16, 24, 32)
WIDTHS = (50, 100, 200, 400, 800)  # of the search
QUERIES = 200
NEAREST = 10
CHURN = 0.2


def vector_index(bench: Bench) -> Figures:
    """Recall of the ten nearest against exact search, latency and building time, by parameters."""
    vectors = made_vectors(bench.basis, bench.photos)
    queries = made_vectors(bench.basis, QUERIES, seed=1)
    ids = np.arange(len(vectors), dtype=np.int64)
    exact = costs([partial(_nearest, vectors, query) for query in queries])
    truth = [ids[_nearest(vectors, query)] for query in queries]
    curve = []
    for links in sorted({*LINKS, graphs.LINKS}):
        built, seconds = _built(bench, ids, vectors, links)
        curve += [
            {"links": links, "build_s": round(seconds, 1), **judged}
            for judged in _curve(built, queries, truth)
        ]
        if links == graphs.LINKS:
            chosen = built
    said = _directions(bench)
    said_truth = [ids[_nearest(vectors, query)] for query in said]
    words = _as_searched(chosen, said, said_truth)
    _churn(chosen, ids, vectors)
    return {
        "photos": len(vectors),
        "exact_ms": exact,
        "exact_recall": {
            "float16": _recall(vectors.astype(np.float16), queries, truth),
            "int8": _recall(_int8(vectors), queries, truth),
        },
        "program": {"links": graphs.LINKS, "least_width": graphs.SEARCH_WIDTH},
        "curve": curve,
        "after_churn": _curve(chosen, queries, truth),
        "words": words,
        "words_after_churn": _as_searched(chosen, said, said_truth),
        **_opened(bench, chosen),
    }


def _nearest(vectors: Vectors, query: Vectors) -> Ids:
    """Rows of the ten nearest, in no particular order."""
    return np.argpartition(-(vectors @ query), NEAREST)[:NEAREST]


def _built(bench: Bench, ids: Ids, vectors: Vectors, links: int) -> tuple[Graph, float]:
    graph = Graph(vectors.shape[1], capacity=len(ids), links=links)
    began = time.process_time()  # on one thread, so that other programs do not count
    for begin in range(0, len(ids), 1000):
        graph.add(ids[begin : begin + 1000], vectors[begin : begin + 1000])
        bench.progress(f"building with {links} links", begin, len(ids))
    return graph, time.process_time() - began


def _directions(bench: Bench) -> list[Vectors]:
    """Where words of a query lead: farther from all photos than any photo is, so harder to search from."""
    sentences = made_sentences(bench.basis, QUERIES, seed=2)
    queries = [" ".join(sentence.split()[: 1 + number % 4]) for number, sentence in enumerate(sentences)]
    found = [understand(bench.inference, parse(query)).towards for query in queries]
    return [direction for direction in found if direction is not None]


def _as_searched(graph: Graph, queries: list[Vectors], truth: list[Ids]) -> dict[str, object]:
    """As a search by words asks: for as many as are ranked, of which the ten nearest count here."""

    def ten(query: Vectors) -> Ids:
        ids, cosines = graph.query(query, POOL)
        return ids[np.argsort(-cosines)[:NEAREST]]

    asked = [partial(ten, query) for query in queries]
    return {"recall": _shared([ask() for ask in asked], truth), "ms": costs(asked)}


def _curve(graph: Graph, queries: Vectors, truth: list[Ids]) -> list[dict[str, object]]:
    return [{"width": width, **_judged(graph, queries, truth, width)} for width in WIDTHS]


def _judged(graph: Graph, queries: Vectors, truth: list[Ids], width: int) -> dict[str, object]:
    asked = [partial(graph.query, query, NEAREST, width=width) for query in queries]
    found = [ask()[0] for ask in asked]
    return {"recall": _shared(found, truth), "ms": costs(asked)}


def _shared(found: list[Ids], truth: list[Ids]) -> float:
    """The mean share of the nearest that were found."""
    shares = [len(np.intersect1d(one, other)) / NEAREST for one, other in zip(found, truth, strict=True)]
    return round(float(np.mean(shares)), 4)


def _recall(stored: NDArray[Any], queries: Vectors, truth: list[Ids]) -> float:
    """Of exact search among vectors that are stored with fewer bits."""
    kept = stored.astype(np.float32)
    return _shared([_nearest(kept, query) for query in queries], truth)


def _int8(vectors: Vectors) -> NDArray[np.int8]:
    """With one step for all, the finest that none of them exceeds."""
    return np.asarray(np.rint(vectors * (127 / np.abs(vectors).max())), np.int8)


def _churn(graph: Graph, ids: Ids, vectors: Vectors) -> None:
    """A fifth of the photos deleted, as many others added, and these replaced by the first ones again."""
    random = np.random.default_rng(2)
    gone = random.choice(ids, round(CHURN * len(ids)), replace=False)
    graph.remove(gone)
    others = len(ids) + np.arange(len(gone), dtype=np.int64)
    graph.add(others, vectors[gone[random.permutation(len(gone))]])
    graph.remove(others)
    graph.add(gone, vectors[gone])


def _opened(bench: Bench, graph: Graph) -> dict[str, object]:
    file = Path(bench.folder / "graph")
    began = time.perf_counter()
    graph.save(file, "made", 0)
    saved = time.perf_counter()
    graphs.load(file, "made", bench.inference.embedding_dimensions)
    loaded = time.perf_counter()
    size = file.stat().st_size
    for path in (file, graphs.stamp_file(file)):
        path.unlink()
    return {
        "megabytes": round(size / 1e6),
        "saving_s": round(saved - began, 2),
        "opening_s": round(loaded - saved, 2),
    }
