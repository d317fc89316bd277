"""Disks that are full or may not be written: said, and the work goes on as soon as they can be."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoseek import settings
from photoseek.errors import LibraryProblem
from photoseek.ipc import messages
from photoseek.library import backup, photos
from photoseek.library.database import Database
from photoseek.paths import Paths
from photoseek.search.graph import Graph, load
from photoseek.settings import Settings
from tests.support.photos import noise, write_image
from tests.support.small_disk import fill, make_room, set_read_only, small_disk
from tests.support.stand_in_worker import AGAIN_AFTER, StandInWorker

COUNT = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Photos whose thumbnails alone are too many for a small disk."""
    for seed in range(COUNT):
        write_image(tmp_path / "photos" / f"{seed}.jpg", noise(seed, 320, 240))
    return tmp_path / "photos"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 24) as place:
        yield place


def soon(base: Path) -> StandInWorker:
    """A worker that tries again at once, and does not wait a quarter of a minute."""
    return StandInWorker(base, {**os.environ, AGAIN_AFTER: "0.5"})


def is_waiting(notice: messages.Notice) -> bool:
    return "waits and goes on by itself" in notice.text


def test_the_work_waits_for_room_on_a_full_disk_and_goes_on_by_itself(disk: Path, folder: Path) -> None:
    with soon(disk / "base") as worker:
        fill(disk, left=400_000)
        worker.wait(messages.Progress)
        reply = worker.do(messages.AddFolder, path=str(folder))
        notice = worker.wait(messages.Notice, is_waiting)
        assert "is full" in notice.text
        failed = worker.do(messages.MakeAlbum, name="Mine" * 200_000)
        assert isinstance(failed, messages.Failed)
        assert "is full" in failed.message
        make_room(disk)
        if isinstance(reply, messages.Failed):
            worker.do(messages.AddFolder, path=str(folder))
        worker.until_done()
        assert worker.counts().photos == COUNT
        worker.wait(messages.Notice, lambda one: "goes on." in one.text)
        assert (
            len([one for one in worker.messages if isinstance(one, messages.Notice) and is_waiting(one)]) == 1
        )
        assert worker.end() == 0
    assert not list(disk.rglob("*.new"))
    with soon(disk / "base") as again:
        again.until_done()
        assert isinstance(again.do(messages.Search, words="red"), messages.Hits)


def test_a_library_that_may_not_be_written_is_named(disk: Path, folder: Path) -> None:
    with soon(disk / "base") as worker:
        worker.do(messages.AddFolder, path=str(folder))
        worker.until_done()
        assert worker.end() == 0
    set_read_only(disk, True)
    with soon(disk / "base") as locked_out:
        with pytest.raises(EOFError):
            locked_out.wait(messages.Ready)
        *_, told = (one for one in locked_out.messages if isinstance(one, messages.Notice))
        assert "cannot be written" in told.text
        assert locked_out.process.wait() == 1
    library = Database.open_for_reading(Paths(disk / "base").library)
    with library.read() as session:
        assert photos.counts(session).photos == COUNT
    library.close()
    set_read_only(disk, False)
    with soon(disk / "base") as again:
        again.until_done()
        assert again.counts().photos == COUNT


def test_without_a_cache_all_goes_on_and_it_is_told(disk: Path, folder: Path, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "base")
    paths.create()
    (disk / "thumbnails").mkdir()
    (disk / "compiled_models").mkdir()
    for child in sorted(paths.cache.iterdir()):
        child.rmdir()
    paths.cache.rmdir()
    paths.cache.symlink_to(disk, target_is_directory=True)
    set_read_only(disk, True)
    with soon(paths.base) as worker:
        assert str(paths.cache) in worker.wait(messages.Notice).text
        worker.do(messages.AddFolder, path=str(folder))
        worker.until_done()
        assert worker.counts().photos == COUNT
        assert isinstance(worker.do(messages.Search, words="red"), messages.Hits)
        assert worker.end() == 0


def test_nothing_half_written_takes_the_place_of_what_was_there(disk: Path) -> None:
    paths = Paths(disk / "base")
    paths.create()
    settings.save(Settings(appearance="dark"), paths.settings)
    graph = Graph(4)
    graph.save(paths.vector_index, "embedding", 1)
    database = Database.open_for_writing(paths.library)
    fill(disk)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(appearance="light"), paths.settings)
    assert settings.load(paths.settings).appearance == "dark"
    with pytest.raises(OSError):  # noqa: PT011 - hnswlib says nothing itself
        graph.save(paths.vector_index, "other", 2)
    assert load(paths.vector_index, "embedding", 4) is not None
    with pytest.raises(LibraryProblem):
        backup.copy(paths.library, disk / "copy.db")
    assert not (disk / "copy.db").exists()
    database.close()
    assert not list(disk.rglob("*.new"))
