"""Disks that stop answering, and that go and come elsewhere, while the real worker is at them."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photoseek.ipc import messages
from photoseek.library import files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Failure, Folder, Photo
from tests.support.hanging_disk import HangingDisk, why_not
from tests.support.photos import write_photo
from tests.support.stand_in_worker import TIME_LIMIT, StandInWorker

PATIENCE = 180.0  # seconds
NAMES = ("a.jpg", "b.jpg", "deep/c.jpg", "deep/d.jpg")

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can be tested")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[HangingDisk]:
    for seed, name in enumerate(NAMES):
        write_photo(tmp_path / "content" / name, seed)
    made = HangingDisk(tmp_path / "content", tmp_path / "disk")
    yield made
    made.pull()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    write_photo(tmp_path / "here" / "first.jpg", 100)
    return tmp_path / "here"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[StandInWorker]:
    with started(tmp_path) as running:
        yield running


def started(tmp_path: Path) -> StandInWorker:
    running = StandInWorker(tmp_path / "base", {**os.environ, TIME_LIMIT: "6"})
    running.wait(messages.Ready)
    return running


def watch(worker: StandInWorker, *chosen: Path) -> None:
    for folder in chosen:
        assert isinstance(worker.do(messages.AddFolder, path=str(folder)), messages.Done)


def look(worker: StandInWorker) -> tuple[set[Path], list[Failure], dict[Path, Folder]]:
    """The photos that are shown, the files set aside, and the folders."""
    database = Database.open_for_reading(worker.paths.library)
    try:
        with database.read() as session:
            shown: list[Photo] = photos.by_ids(session, photos.list_ids(session))
            known = {folder.path: folder for folder in folders.list_all(session)}
            return {photo.path for photo in shown if photo.online}, files.failures(session), known
    finally:
        database.close()


def until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def goes_on(worker: StandInWorker, here: Path, seed: int) -> None:
    """Searches are answered, and photos elsewhere are taken in."""
    new = write_photo(here / f"{seed}.jpg", seed)
    assert isinstance(worker.do(messages.Search, words="dog"), messages.Hits)
    until(lambda: new in look(worker)[0])


def test_a_photo_that_hangs_costs_itself_alone_and_is_tried_again(
    worker: StandInWorker, disk: HangingDisk, here: Path
) -> None:
    disk.hang("read b.jpg")
    watch(worker, disk.place, here)
    good = {disk.place / name for name in NAMES if name != "b.jpg"} | {here / "first.jpg"}
    until(lambda: look(worker)[0] == good and len(look(worker)[1]) == 1)
    (failure,) = look(worker)[1]
    assert (failure.path, failure.reason) == (disk.place / "b.jpg", "reading it takes more than a minute")
    goes_on(worker, here, 101)
    disk.hang("nothing")
    worker.do(messages.Rescan)
    until(lambda: disk.place / "b.jpg" in look(worker)[0] and not look(worker)[1])


@pytest.mark.parametrize("what", ["look *", "list *", "list deep", "all *"])
def test_a_folder_that_hangs_holds_up_no_search_and_no_other_folder(
    what: str, worker: StandInWorker, disk: HangingDisk, here: Path, tmp_path: Path
) -> None:
    watch(worker, here)
    disk.hang(what)
    asked = worker.ask(messages.AddFolder, path=str(disk.place))
    goes_on(worker, here, 101)
    disk.hang("nothing")
    worker.wait(messages.Done, lambda done: done.id == asked)
    everything = {disk.place / name for name in NAMES} | {here / "first.jpg", here / "101.jpg"}
    until(lambda: look(worker)[0] == everything)
    disk.hang(what)
    worker.do(messages.Rescan)
    goes_on(worker, here, 102)
    asked = worker.ask(messages.Search, path=str(disk.place / "a.jpg"))
    goes_on(worker, here, 103)
    worker.wait((messages.Hits, messages.Failed), lambda reply: reply.id == asked)
    assert worker.end() == 0
    with started(tmp_path) as again:  # the disk hangs from the beginning
        goes_on(again, here, 104)
        disk.hang("nothing")
        write_photo(tmp_path / "content" / "new.jpg", 50)
        again.do(messages.Rescan)
        until(lambda: disk.place / "new.jpg" in look(again)[0])
        assert look(again)[0] >= everything


def test_a_disk_that_dies_while_its_photos_come_is_offline_until_it_answers(
    worker: StandInWorker, disk: HangingDisk, here: Path, tmp_path: Path
) -> None:
    for number in range(40):
        write_photo(tmp_path / "content" / "many" / f"{number}.jpg", 200 + number)
    disk.hang("read 7.jpg")  # it is still well while it is looked through
    watch(worker, disk.place)
    until(lambda: len(look(worker)[0]) > len(NAMES))
    disk.hang("all *")
    watch(worker, here)
    goes_on(worker, here, 101)
    until(lambda: not look(worker)[2][disk.place].online)
    goes_on(worker, here, 102)
    disk.hang("nothing")
    until(lambda: look(worker)[2][disk.place].online)

    def all_there() -> bool:
        shown, failed, _ = look(worker)
        if failed:  # those that hung before their disk was given up
            worker.do(messages.Rescan)
        return len(shown) == len(NAMES) + 40 + 3

    until(all_there)


def test_a_disk_that_is_unmounted_and_mounted_elsewhere_keeps_what_was_said(
    worker: StandInWorker, disk: HangingDisk, here: Path, tmp_path: Path
) -> None:
    watch(worker, disk.place, here)
    until(lambda: len(look(worker)[0]) == len(NAMES) + 1)
    database = Database.open_for_reading(worker.paths.library)
    with database.read() as session:
        before = {one.path.name: one.id for one in photos.by_ids(session, photos.list_ids(session))}
    for name, photo_id in before.items():
        worker.do(messages.EditCaption, photo_id=photo_id, text=f"my {name}")
    disk.pull()
    until(lambda: not look(worker)[2][disk.place].online)
    goes_on(worker, here, 101)
    again = HangingDisk(tmp_path / "content", tmp_path / "elsewhere")
    try:
        watch(worker, again.place)
        until(lambda: {again.place / name for name in NAMES} <= look(worker)[0])
        with database.read() as session:
            after = photos.by_ids(session, photos.list_ids(session))
        moved = {
            one.path.name: (one.id, one.caption) for one in after if one.path.is_relative_to(again.place)
        }
        assert moved == {
            Path(name).name: (before[Path(name).name], f"my {Path(name).name}") for name in NAMES
        }
    finally:
        database.close()
        again.pull()
