"""Scans one after another, and beside one that is stuck."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photoseek.ingest.scanner import ScanResult
from photoseek.library import folders
from photoseek.library.database import Database
from photoseek.library.records import Folder
from photoseek.worker import scans
from photoseek.worker.inbox import Inbox, ScanFailed, Scanned
from photoseek.worker.scans import Scans

PATIENCE = 20.0  # seconds


class Disk:
    """What a scan meets in place of a disk: folders named "dead" hang until ``let_go``."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.begun: list[str] = []

    def scan(
        self, database: Database, folder: Folder, below: Path, *, on_found: Callable[[int], None]
    ) -> ScanResult:
        self.begun.append(folder.path.name)
        if folder.path.name == "dead":
            self.let_go.wait(PATIENCE)
        if folder.path.name == "broken":
            raise OSError("broken")
        on_found(100)
        return ScanResult(folder, online=True, was_online=True)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk()
    monkeypatch.setattr(scans, "scan", made.scan)
    yield made
    made.let_go.set()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database.open_for_writing(tmp_path / "library.db")
    yield made
    made.close()


def add(database: Database, place: Path) -> int:
    place.mkdir()
    with database.write() as session:
        return folders.add(session, place).id


def ended(inbox: Inbox) -> Scanned | ScanFailed:
    while True:
        item = inbox.get(timeout=PATIENCE)
        if isinstance(item, Scanned | ScanFailed):
            return item


def test_a_scan_that_is_stuck_holds_up_no_other(
    disk: Disk, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "STUCK", 0.1)
    inbox = Inbox()
    dead, well = add(database, tmp_path / "dead"), add(database, tmp_path / "well")
    running = Scans(database, inbox)
    running.wish(dead)
    running.wish(well)
    first = ended(inbox)
    assert isinstance(first, Scanned)
    assert first.result is not None
    assert (first.result.folder.id, first.waiting) == (well, 0)
    running.wish(dead)  # not begun twice at a time
    running.wish(well)
    assert isinstance(ended(inbox), Scanned)
    assert disk.begun == ["dead", "well", "well"]
    disk.let_go.set()
    assert {type(ended(inbox)), type(ended(inbox))} == {Scanned}
    assert disk.begun == ["dead", "well", "well", "dead"]
    running.stop()


@pytest.mark.logs_errors
def test_a_scan_that_fails_says_so_and_the_next_one_is_done(
    disk: Disk, database: Database, tmp_path: Path
) -> None:
    inbox = Inbox()
    running = Scans(database, inbox)
    running.wish(add(database, tmp_path / "broken"))
    assert isinstance(ended(inbox), ScanFailed)
    running.wish(99)  # a folder that was removed
    gone = ended(inbox)
    assert isinstance(gone, Scanned)
    assert gone.result is None
    running.wish(add(database, tmp_path / "well"))
    assert isinstance(ended(inbox), Scanned)
    running.stop()
