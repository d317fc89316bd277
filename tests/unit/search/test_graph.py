from pathlib import Path

import numpy as np

from photoseek.search import graph as graphs
from photoseek.search.graph import Graph

DIMENSIONS = 24
WIDTH = 12  # so narrow that a worse graph would find less


def unit(count: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSIONS), np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def found(graph: Graph, queries: np.ndarray) -> list[list[int]]:
    return [sorted(graph.query(query, 4, width=WIDTH)[0].tolist()) for query in queries]


def test_photos_that_come_back_have_the_links_that_they_had(tmp_path: Path) -> None:
    ids, vectors, queries = np.arange(1, 801), unit(800), unit(50, seed=1)
    graph = Graph(DIMENSIONS, links=4)
    graph.add(ids, vectors)
    before = found(graph, queries)
    gone = np.random.default_rng(2).choice(len(ids), 160, replace=False)
    graph.remove(ids[gone])
    assert not graph.holds(ids[gone]).any()
    graph.save(tmp_path / "graph", "embedding", 0)
    loaded = graphs.load(tmp_path / "graph", "embedding", DIMENSIONS)
    assert loaded is not None
    for one in (graph, loaded):
        one.add(ids[gone], vectors[gone])
        assert len(one) == len(ids)
        assert found(one, queries) == before


def test_a_photo_that_comes_back_with_another_vector_is_found_by_that() -> None:
    ids, vectors = np.arange(1, 101), unit(100)
    graph = Graph(DIMENSIONS)
    graph.add(ids, vectors)
    graph.remove(ids[:2])
    graph.add(ids[:2], np.stack([vectors[0], unit(1, seed=5)[0]]))
    assert graph.query(vectors[0], 1)[0].tolist() == [1]
    assert graph.query(unit(1, seed=5)[0], 1)[0].tolist() == [2]
    assert 2 not in graph.query(vectors[1], 1)[0]
