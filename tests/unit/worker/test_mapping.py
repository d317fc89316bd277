"""The thread that makes maps: once at a time, and over at once when the worker stops."""

import threading
from pathlib import Path

import pytest

from photoseek.ingest import maps
from photoseek.ingest.projection import Projector, Stopped, Vectors
from photoseek.ipc.messages import Event, MapReady, Notice
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


@pytest.fixture
def sent() -> list[Event]:
    return []


def finish(mapping: Mapping) -> None:
    """Wait until nothing is left to do."""
    for thread in threading.enumerate():
        if thread.name == "maps":
            thread.join(PATIENCE)


def test_both_maps_are_made_and_told_of(database: Database, sent: list[Event]) -> None:
    inference = axis_inference()
    mapping = Mapping(database, sent.append)
    mapping.begin(inference)  # type: ignore[arg-type]
    finish(mapping)
    assert sent == [MapReady("photos"), MapReady("words")]
    with database.read() as session:
        assert len(points.photos(session, maps.photo_map_id(inference))) == 2  # type: ignore[arg-type]
        assert len(points.words(session, maps.word_map_id(inference.word_vectors))) == 8


def test_a_map_that_is_wanted_comes_first_and_is_told_of_even_if_it_is_up_to_date(
    database: Database, sent: list[Event]
) -> None:
    mapping = Mapping(database, sent.append)
    mapping.begin(axis_inference(), "words")  # type: ignore[arg-type]
    finish(mapping)
    assert sent == [MapReady("words"), MapReady("photos")]
    mapping.begin(axis_inference())  # type: ignore[arg-type]
    finish(mapping)
    assert len(sent) == 2
    mapping.begin(axis_inference(), "photos")  # type: ignore[arg-type]
    finish(mapping)
    assert sent[2:] == [MapReady("photos")]


@pytest.mark.logs_errors
def test_who_waits_for_a_map_is_told_that_it_could_not_be_made(
    database: Database, sent: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    def project(self: Projector, vectors: Vectors) -> Vectors:
        raise RuntimeError("no memory")

    monkeypatch.setattr(Projector, "project", project)
    mapping = Mapping(database, sent.append)
    mapping.begin(axis_inference())  # type: ignore[arg-type]
    finish(mapping)
    assert sent == []  # nobody waits
    mapping.begin(axis_inference(), "photos")  # type: ignore[arg-type]
    finish(mapping)
    assert [type(event) for event in sent] == [Notice]


def test_stopping_ends_what_is_being_computed(
    database: Database, sent: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def project(self: Projector, vectors: Vectors) -> Vectors:
        begun.set()
        assert ended.wait(PATIENCE)
        raise Stopped

    monkeypatch.setattr(Projector, "project", project)
    monkeypatch.setattr(Projector, "stop", lambda self: ended.set())
    mapping = Mapping(database, sent.append)
    inference = axis_inference()
    mapping.begin(inference)  # type: ignore[arg-type]
    mapping.begin(inference)  # type: ignore[arg-type]
    assert begun.wait(PATIENCE)
    assert [thread.name for thread in threading.enumerate()].count("maps") == 1
    mapping.stop(PATIENCE)
    assert "maps" not in [thread.name for thread in threading.enumerate()]
    with database.read() as session:
        assert points.photos(session, maps.photo_map_id(inference)) == {}  # type: ignore[arg-type]
