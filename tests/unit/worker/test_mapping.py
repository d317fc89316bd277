"""The thread that makes maps: once at a time, and over at once when the worker stops."""

import threading
from pathlib import Path

import pytest

from photoseek.ingest import maps
from photoseek.ingest.projection import Projector, Stopped, Vectors
from photoseek.library import points
from photoseek.library.database import Database
from photoseek.worker.mapping import Mapping
from tests.support.vector_library import add_photos, axis_inference, mixture

PATIENCE = 10.0


@pytest.fixture
def database(tmp_path: Path):
    database = Database.open_for_writing(tmp_path / "library.db")
    add_photos(database, tmp_path / "photos", {"a.jpg": mixture(dog=1), "b.jpg": mixture(cat=1)})
    yield database
    database.close()


def test_both_maps_are_made(database: Database) -> None:
    inference = axis_inference()
    mapping = Mapping(database)
    mapping.begin(inference)  # type: ignore[arg-type]
    mapping.stop(PATIENCE)
    with database.read() as session:
        assert len(points.photos(session, maps.photo_map_id(inference))) == 2  # type: ignore[arg-type]
        assert len(points.words(session, maps.word_map_id(inference.word_vectors))) == 8


def test_stopping_ends_what_is_being_computed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def project(self: Projector, vectors: Vectors) -> Vectors:
        begun.set()
        assert ended.wait(PATIENCE)
        raise Stopped

    monkeypatch.setattr(Projector, "project", project)
    monkeypatch.setattr(Projector, "stop", lambda self: ended.set())
    mapping = Mapping(database)
    inference = axis_inference()
    mapping.begin(inference)  # type: ignore[arg-type]
    mapping.begin(inference)  # type: ignore[arg-type]
    assert begun.wait(PATIENCE)
    assert [thread.name for thread in threading.enumerate()].count("maps") == 1
    mapping.stop(PATIENCE)
    assert "maps" not in [thread.name for thread in threading.enumerate()]
    with database.read() as session:
        assert points.photos(session, maps.photo_map_id(inference)) == {}  # type: ignore[arg-type]
