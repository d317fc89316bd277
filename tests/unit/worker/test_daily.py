import time
from collections.abc import Callable

import pytest

from photoseek.errors import LibraryProblem
from photoseek.library import backup
from photoseek.library.database import Database
from photoseek.paths import Paths
from photoseek.worker.daily import DailyBackup


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def paths(base_directory) -> Paths:
    paths = Paths(base_directory)
    Database.open_for_writing(paths.library).close()
    return paths


def test_the_library_is_backed_up_by_itself_and_once(paths: Paths) -> None:
    begun = DailyBackup(paths, first_after=0.0, every=0.01)
    until(lambda: len(backup.automatic(paths)) == 1)
    (made,) = backup.automatic(paths)
    written = made.stat().st_mtime_ns
    time.sleep(0.1)
    begun.stop()
    assert made.stat().st_mtime_ns == written


def test_a_backup_that_fails_is_tried_again(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def fail(*_arguments: object) -> None:
        tries.append(1)
        raise LibraryProblem("the disk is full")

    monkeypatch.setattr(backup, "daily", fail)
    begun = DailyBackup(paths, first_after=0.0, every=0.01)
    until(lambda: len(tries) > 1)
    begun.stop()
    assert "the disk is full" in caplog.text
