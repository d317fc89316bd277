"""What each request about the user's own things, parts of the library and parts of photos does."""

import math
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from photoseek.errors import UserError
from photoseek.ipc import messages
from photoseek.ipc.messages import AlbumMade, Changed, Done, Event, LibraryChanged
from photoseek.library import albums, files, folders, photos
from photoseek.library.records import FoundFile, Scope
from photoseek.search.searcher import Searcher
from photoseek.search.vector_index import VectorIndex
from photoseek.worker import handlers
from photoseek.worker.reporter import Reporter
from tests.support.indexing import Indexing, write_colour
from tests.support.inference import StandInInference


class Worker(SimpleNamespace):
    """As much of a worker as these requests need."""

    def __init__(self, indexing: Indexing) -> None:
        self.database = indexing.database
        self.sent: list[Event] = []
        self.reporter = Reporter(indexing.database, self.sent.append)
        self.woken = 0
        self.mapped: list[object] = []
        inference = StandInInference()
        index = VectorIndex.open_or_build(
            Path("nowhere"), self.database, inference.embedding_id, inference.embedding_dimensions
        )
        searcher = Searcher(self.database, inference, index)  # type: ignore[arg-type]
        self.engine = SimpleNamespace(inference=inference, searcher=searcher)
        self.mapping = SimpleNamespace(begin=lambda inference, which: self.mapped.append(which))

    def wake(self) -> None:
        self.woken += 1

    def do(self, request: messages.Request) -> messages.Reply | None:
        return handlers.handle(self, request)  # type: ignore[arg-type]

    def told(self) -> LibraryChanged | None:
        """What the window is told has changed since it was asked last."""
        self.sent.clear()
        self.reporter.send_due(now=True)
        changed = [event for event in self.sent if isinstance(event, LibraryChanged)]
        return changed[0] if changed else None


@pytest.fixture
def indexing(tmp_path: Path) -> Iterator[Indexing]:
    indexing = Indexing(tmp_path / "base", tmp_path / "photos")
    for place in ("red.png", "blue.png", "trip/green.png"):
        (indexing.folder / place).parent.mkdir(exist_ok=True, parents=True)
        write_colour(indexing.folder / place, Path(place).stem)
    indexing.index()
    yield indexing
    indexing.database.close()


@pytest.fixture
def ids(indexing: Indexing) -> dict[str, int]:
    with indexing.database.read() as session:
        found = photos.by_ids(session, photos.list_ids(session))
    return {photo.path.stem: photo.id for photo in found}


@pytest.fixture
def worker(indexing: Indexing) -> Worker:
    return Worker(indexing)


def test_favourites_and_rotations_are_answered_with_what_is_new(worker: Worker, ids: dict[str, int]) -> None:
    both = (ids["red"], ids["blue"])
    assert worker.do(messages.SetFavourite(1, both[:1], True)) == Changed(1, both[:1])
    assert worker.told() == LibraryChanged(False, False, False, albums_changed=True)
    assert worker.do(messages.SetFavourite(2, both, True)) == Changed(2, both[1:])
    assert worker.do(messages.Rotate(3, both[:1], -1)) == Changed(3, both[:1])
    assert worker.told() == LibraryChanged(False, False, False, albums_changed=True)
    with worker.database.read() as session:
        (red,) = photos.by_ids(session, [ids["red"]])
    assert (red.favourite, red.rotation) == (True, 3)


def test_an_album_is_made_filled_renamed_deleted_and_brought_back(
    worker: Worker, ids: dict[str, int]
) -> None:
    made = worker.do(messages.MakeAlbum(1, "Trip", (ids["red"],)))
    assert isinstance(made, AlbumMade)
    album_id = made.album_id
    both = (ids["red"], ids["blue"])
    assert worker.do(messages.AddToAlbum(2, album_id, both)) == Changed(2, both[1:])
    assert worker.do(messages.RemoveFromAlbum(3, album_id, both[:1])) == Changed(3, both[:1])
    assert worker.do(messages.RenameAlbum(4, album_id, "Lisbon")) == Done(4)
    worker.told()
    assert worker.do(messages.SetAlbumDeleted(5, album_id, True)) == Done(5)
    assert worker.told() == LibraryChanged(False, False, False, albums_changed=True)
    assert _albums(worker) == []
    assert worker.do(messages.SetAlbumDeleted(6, album_id, False)) == Done(6)
    assert _albums(worker) == [("Lisbon", 1)]
    with pytest.raises(UserError, match="Choose another name"):
        worker.do(messages.MakeAlbum(7, "lisbon"))


def _albums(worker: Worker) -> list[tuple[str, int]]:
    with worker.database.read() as session:
        return [(album.name, album.photo_count) for album in albums.list_all(session)]


def test_chosen_failures_or_all_are_tried_again(worker: Worker, indexing: Indexing) -> None:
    with worker.database.write() as session:
        folder = folders.list_all(session)[0]
        files.add(session, folder.id, [FoundFile(Path(name), 1, 1) for name in ("a.jpg", "b.jpg", "c.jpg")])
        for waiting in files.pending(session, 9):
            files.set_aside(session, waiting.id, "read", "empty file")
        failed = [failure.file_id for failure in files.failures(session)]
    assert worker.do(messages.RetryFailures(1, tuple(failed[:1]))) == Done(1)
    assert _failures(worker) == ["b.jpg", "c.jpg"]
    assert worker.do(messages.RetryFailures(2)) == Done(2)
    assert _failures(worker) == []
    assert worker.woken == 2


def _failures(worker: Worker) -> list[str]:
    with worker.database.read() as session:
        return [failure.path.name for failure in files.failures(session)]


@pytest.mark.parametrize("weight", [0.0, -1.0, 1e308])
def test_a_photo_counts_within_reason_beside_words(
    worker: Worker, ids: dict[str, int], weight: float
) -> None:
    found = worker.do(messages.Search(1, "red", photo_id=ids["blue"], photo_weight=weight))
    assert isinstance(found, messages.Hits)
    assert found.hits
    assert all(math.isfinite(hit.score) for hit in found.hits)


def test_a_search_stays_in_its_part_of_the_library(worker: Worker, ids: dict[str, int]) -> None:
    with worker.database.read() as session:
        folder_id = folders.list_all(session)[0].id
    trip = Scope(folder_id=folder_id, below=Path("trip"))
    assert _hits(worker, messages.Search(1, words="red", scope=trip)) == [ids["green"]]
    assert _hits(worker, messages.Search(2, words="red"))[0] == ids["red"]
    assert _hits(worker, messages.Search(3, photo_id=ids["red"], scope=trip)) == [ids["green"]]
    outside = Scope(favourites=True)
    path = str(_path(worker, ids["red"]))
    assert _hits(worker, messages.Search(4, path=path, scope=outside)) == []


def test_parts_of_a_photo_are_wanted_or_pushed_away(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    flag = Image.new("RGB", (60, 30), (220, 40, 40))
    flag.paste((40, 60, 220), (30, 0, 60, 30))
    flag.save(tmp_path / "flag.png")
    path = str(tmp_path / "flag.png")
    left, right = messages.Part(0, 0, 0.5, 1), messages.Part(0.5, 0, 1, 1)
    away = messages.Part(0.5, 0, 1, 1, weight=-1)
    assert _hits(worker, messages.Search(1, path=path, parts=(left,)))[0] == ids["red"]
    assert _hits(worker, messages.Search(2, path=path, parts=(right,)))[0] == ids["blue"]
    found = _hits(worker, messages.Search(3, path=path, parts=(away,)))
    assert found.index(ids["red"]) < found.index(ids["blue"])


def _hits(worker: Worker, request: messages.Search) -> list[int]:
    answer = worker.do(request)
    assert isinstance(answer, messages.Hits)
    return [hit.photo_id for hit in answer.hits]


def _path(worker: Worker, photo_id: int) -> Path:
    with worker.database.read() as session:
        return photos.by_ids(session, [photo_id])[0].path


def test_what_is_where_is_told_of_photos_and_of_files(worker: Worker, ids: dict[str, int]) -> None:
    of_photo = worker.do(messages.FindParts(1, photo_id=ids["green"]))
    of_file = worker.do(messages.FindParts(2, path=str(_path(worker, ids["green"]))))
    for answer in (of_photo, of_file):
        assert isinstance(answer, messages.Regions)
        (region,) = answer.phrases
        assert "green" in region.words
        assert len(region.heat) == 25
    with pytest.raises(UserError, match="no longer in the library"):
        worker.do(messages.FindParts(3, photo_id=99_999))


def test_a_map_that_is_asked_for_is_begun(worker: Worker) -> None:
    assert worker.do(messages.MakeMap(1, "words")) == Done(1)
    assert worker.mapped == ["words"]
