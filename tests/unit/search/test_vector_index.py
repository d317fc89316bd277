import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from photoseek.library.database import Database
from photoseek.search import graph as graphs
from photoseek.search.vector_index import VectorIndex
from tests.support.vector_library import (
    DIMENSIONS,
    EMBEDDING_ID,
    add_photos,
    packed,
    random_vectors,
    remove_file,
    shown_ids,
)

LIMIT = 50  # the tests' exact limit, so that a graph of 200 photos is a large library


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open_for_writing(tmp_path / "library.db")
    yield database
    database.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.hnsw"


@pytest.fixture
def open_index(database: Database, file: Path) -> Callable[[], VectorIndex]:
    return lambda: VectorIndex.open_or_build(file, database, EMBEDDING_ID, DIMENSIONS, exact_limit=LIMIT)


def fill(database: Database, folder: Path, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    vectors = random_vectors(count, seed=seed)
    made = add_photos(database, folder, {f"{seed}-{row}.jpg": vector for row, vector in enumerate(vectors)})
    return np.array(list(made.values())), vectors.astype(np.float16).astype(np.float32)


def settle_and_save(index: VectorIndex) -> None:
    while index.settle(64):
        pass
    index.save()


def assert_finds_the_nearest(index: VectorIndex, ids: np.ndarray, vectors: np.ndarray) -> None:
    """A graph is not exact, but among a few hundred photos it must find itself and nearly all others."""
    overlap = 0
    for row in range(0, len(ids), 7):
        expected = ids[np.argsort(-(vectors @ vectors[row]), kind="stable")[:10]]
        found, scores = index.query(vectors[row], 10)
        assert found[0] == ids[row]
        assert scores[0] == pytest.approx(1.0, abs=1e-3)
        assert (np.diff(scores) <= 0).all()
        overlap += len(np.intersect1d(found, expected)) / 10
    assert overlap / len(range(0, len(ids), 7)) > 0.98


def test_a_small_library_is_searched_exactly_without_any_file(
    database: Database, tmp_path: Path, file: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 40)
    index = open_index()
    assert_finds_the_nearest(index, ids, vectors)
    settle_and_save(index)
    assert not file.parent.exists()


def test_an_empty_library_finds_nothing(open_index: Callable[[], VectorIndex]) -> None:
    index = open_index()
    ids, scores = index.query(random_vectors(1)[0], 10)
    assert len(index) == len(ids) == len(scores) == 0


def test_a_large_library_moves_into_the_graph_bit_by_bit_and_is_whole_at_every_moment(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 200)
    index = open_index()
    left = [index.settle(60) for _ in range(2)]
    assert left == [140, 80]
    assert len(index) == 200
    assert index.ids.tolist() == ids.tolist()
    assert_finds_the_nearest(index, ids, vectors)
    assert [index.settle(60) for _ in range(3)] == [20, 0, 0]
    assert_finds_the_nearest(index, ids, vectors)


def test_adding_photos_lets_the_graph_catch_up(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 100)
    more_ids, more_vectors = fill(database, tmp_path / "photos", 30, seed=1)
    index = open_index()
    more = random_vectors(10, seed=2)
    index.add(np.arange(1000, 1010), more)
    assert index.settle(0) == 140 - 40
    assert_finds_the_nearest(
        index,
        np.concatenate([ids, more_ids, np.arange(1000, 1010)]),
        np.concatenate([vectors, more_vectors, more]),
    )


def test_a_saved_graph_is_used_and_brought_up_to_date(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 100)
    settle_and_save(open_index())
    more_ids, more_vectors = fill(database, tmp_path / "photos", 20, seed=1)
    remove_file(database, tmp_path / "photos", "0-3.jpg")
    index = open_index()
    assert index.settle(0) == 0  # a hundred came from the file, and twenty are few enough to settle at once
    assert int(ids[3]) not in index
    kept_ids, kept_vectors = np.delete(ids, 3), np.delete(vectors, 3, axis=0)
    assert_finds_the_nearest(
        index, np.concatenate([kept_ids, more_ids]), np.concatenate([kept_vectors, more_vectors])
    )


def test_a_photo_that_came_back_is_found_again(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 100)
    index = open_index()
    settle_and_save(index)
    index.remove(ids[:1])
    assert index.query(vectors[0], 1)[0][0] != ids[0]
    index.save()
    reopened = open_index()
    assert reopened.query(vectors[0], 1)[0][0] == ids[0]
    while reopened.settle(64):
        pass
    assert_finds_the_nearest(reopened, ids, vectors)


def test_reconciling_follows_the_library(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 30)
    index = open_index()
    remove_file(database, tmp_path / "photos", "0-29.jpg")
    remove_file(database, tmp_path / "photos", "0-0.jpg")
    more_ids, more_vectors = fill(database, tmp_path / "photos", 5, seed=1)
    with database.read() as session:
        index.reconcile(session)
    assert index.ids.tolist() == shown_ids(database)
    assert_finds_the_nearest(
        index, np.concatenate([ids[1:29], more_ids]), np.concatenate([vectors[1:29], more_vectors])
    )


@pytest.mark.parametrize("damage", ["cut", "flipped", "stamp", "no stamp", "other model", "not JSON"])
def test_a_damaged_or_foreign_file_gives_no_wrong_hits(
    damage: str, database: Database, tmp_path: Path, file: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 100)
    settle_and_save(open_index())
    stamp_file = graphs.stamp_file(file)
    data, stamp = bytearray(file.read_bytes()), json.loads(stamp_file.read_text())
    if damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data)
    elif damage == "stamp":
        stamp_file.write_text(json.dumps({**stamp, "blake2b": "0"}))
    elif damage == "no stamp":
        stamp_file.unlink()
    elif damage == "other model":
        stamp_file.write_text(json.dumps({**stamp, "embedding_id": "another"}))
    else:
        stamp_file.write_text("{")
    index = open_index()
    assert index.settle(0) == 100  # nothing was taken from the file
    assert_finds_the_nearest(index, ids, vectors)
    settle_and_save(index)
    assert open_index().settle(0) == 0  # and it was replaced


def test_the_graph_of_another_library_with_the_same_ids_is_not_used(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, _ = fill(database, tmp_path / "photos", 100)
    settle_and_save(open_index())
    others = random_vectors(100, seed=9)
    with sqlite3.connect(tmp_path / "library.db") as connection:
        rows = [(packed(vector), int(photo_id)) for photo_id, vector in zip(ids, others, strict=True)]
        connection.executemany("UPDATE embeddings SET vector = ? WHERE photo_id = ?", rows)
    connection.close()
    index = open_index()
    assert index.settle(0) == 100
    assert_finds_the_nearest(index, ids, others.astype(np.float16).astype(np.float32))


def test_a_graph_of_mostly_deleted_photos_is_given_up(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 120)
    index = open_index()
    while index.settle(64):
        pass
    index.remove(ids[:70])
    assert index.ids.tolist() == ids[70:].tolist()
    assert_finds_the_nearest(index, ids[70:], vectors[70:])


def test_a_cache_that_cannot_be_written_does_no_harm(
    database: Database, tmp_path: Path, file: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 100)
    file.parent.write_text("a file where the folder should be")
    index = open_index()
    settle_and_save(index)
    assert_finds_the_nearest(index, ids, vectors)


def test_vectors_of_chosen_photos_come_from_rows_and_graph_alike(
    database: Database, tmp_path: Path, open_index: Callable[[], VectorIndex]
) -> None:
    ids, vectors = fill(database, tmp_path / "photos", 100)
    index = open_index()
    index.settle(60)
    asked = np.array([ids[99], ids[0], 12345, ids[50]])
    found = index.vectors(asked)
    assert np.isnan(found[2]).all()
    np.testing.assert_allclose(found[[0, 1, 3]], vectors[[99, 0, 50]], atol=1e-3)


def test_equal_vectors_are_ordered_by_photo_id(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "none", EMBEDDING_ID, DIMENSIONS)
    same = np.repeat(random_vectors(1), 20, axis=0)
    index.add(np.arange(20)[::-1], same)
    assert index.query(same[0], 5)[0].tolist() == [0, 1, 2, 3, 4]


def test_a_photo_added_twice_is_there_once(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "none", EMBEDDING_ID, DIMENSIONS)
    vectors = random_vectors(3)
    index.add(np.array([1, 2]), vectors[:2])
    index.add(np.array([2, 3]), vectors[1:])
    assert index.ids.tolist() == [1, 2, 3]


@pytest.mark.parametrize("share", [2, 20])
@pytest.mark.parametrize("passed_by", [0, 10_000])
def test_only_chosen_photos_are_found_in_rows_and_graph(
    database: Database,
    open_index: Callable[[], VectorIndex],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    share: int,
    passed_by: int,
) -> None:
    monkeypatch.setattr(graphs, "PASSED_BY", passed_by)
    ids, vectors = fill(database, tmp_path / "photos", 200)
    index = open_index()
    index.settle(120)  # the others stay rows
    chosen = ids[::share]
    found, scores = index.query(vectors[3], 8, among=np.append(chosen, 99_999))
    expected = chosen[np.argsort(-(vectors[::share] @ vectors[3]), kind="stable")[:8]]
    assert set(found) <= set(chosen.tolist())
    assert len(np.intersect1d(found, expected)) >= 7
    assert (np.diff(scores) <= 0).all()
    assert len(index.query(vectors[3], 1000, among=chosen)[0]) == len(chosen)
    assert len(index.query(vectors[3], 8, among=np.empty(0, np.int64))[0]) == 0
