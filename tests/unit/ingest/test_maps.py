"""Maps are made once, added to, and made anew when the library has outgrown them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoseek.ingest import maps
from photoseek.ingest.projection import Vectors
from photoseek.library import points
from photoseek.library.database import Database
from tests.support.vector_library import AXES, AxisInference, add_photos, axis_inference, mixture


class Counting:
    """A projection onto the first two axes, and how many vectors it was given each time."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, vectors: Vectors) -> Vectors:
        self.sizes.append(len(vectors))
        return vectors[:, :2]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open_for_writing(tmp_path / "library.db")
    yield database
    database.close()


@pytest.fixture
def project() -> Counting:
    return Counting()


def take_in(database: Database, folder: Path, first: int, stop: int) -> None:
    names = {f"{number}.jpg": mixture(dog=1, beach=number) for number in range(first, stop)}
    add_photos(database, folder, names)


def update(database: Database, project: Counting) -> bool:
    return maps.update_photos(database, axis_inference(), project)  # type: ignore[arg-type]


def on_the_map(database: Database, inference: AxisInference | None = None) -> dict[int, points.Point]:
    with database.read() as session:
        return points.photos(session, maps.photo_map_id(inference or axis_inference()))  # type: ignore[arg-type]


def test_a_map_is_made_once(database: Database, project: Counting, tmp_path: Path) -> None:
    assert not update(database, project)
    take_in(database, tmp_path / "a", 0, 6)
    assert update(database, project)
    assert not update(database, project)
    assert project.sizes == [6]
    assert len(on_the_map(database)) == 6


def test_new_photos_are_placed_until_the_library_has_outgrown_its_map(
    database: Database, project: Counting, tmp_path: Path
) -> None:
    take_in(database, tmp_path / "a", 0, 6)
    update(database, project)
    before = on_the_map(database)
    take_in(database, tmp_path / "b", 6, 12)
    assert update(database, project)
    after = on_the_map(database)
    assert (project.sizes, len(after)) == ([6], 12)
    assert {photo_id: after[photo_id] for photo_id in before} == before
    take_in(database, tmp_path / "c", 12, 13)
    assert update(database, project)
    assert (project.sizes, len(on_the_map(database))) == ([6, 13], 13)


def test_a_large_library_is_learnt_from_a_sample(
    database: Database, project: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "SAMPLE", 5)
    take_in(database, tmp_path / "a", 0, 20)
    update(database, project)
    assert (project.sizes, len(on_the_map(database))) == ([5], 20)
    assert not update(database, project)


def test_another_joint_model_makes_another_map(database: Database, project: Counting, tmp_path: Path) -> None:
    take_in(database, tmp_path / "a", 0, 6)
    update(database, project)
    other = AxisInference(axis_inference().word_vectors, embedding_id="another")
    assert on_the_map(database, other) == {}
    assert not maps.update_photos(database, other, project)  # type: ignore[arg-type]  # nothing embedded yet


def test_words_are_mapped_once_and_without_function_words(database: Database, project: Counting) -> None:
    vectors = axis_inference().word_vectors
    assert maps.update_words(database, vectors, project)
    assert not maps.update_words(database, vectors, project)
    with database.read() as session:
        assert list(points.words(session, maps.word_map_id(vectors))) == list(AXES)
    assert project.sizes == [len(AXES)]


def test_other_word_vectors_make_another_map() -> None:
    vectors = axis_inference().word_vectors
    other = type(vectors)(vectors.words, np.roll(vectors.vectors, 1, axis=0), vectors.rows)
    assert maps.word_map_id(vectors) != maps.word_map_id(other)
