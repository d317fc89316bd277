"""How the work goes, told no more often than a person can follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoseek.ipc.messages import Event, LibraryChanged, Progress
from photoseek.worker.reporter import EVERY, Reporter
from tests.support.indexing import Indexing, write_colour


class Telling:
    def __init__(self, indexing: Indexing) -> None:
        self.now = 100.0
        self.sent: list[Event] = []
        self.reporter = Reporter(indexing.database, self.sent.append, clock=lambda: self.now)

    def after(self, seconds: float) -> list[Event]:
        """What is sent when so much time has passed."""
        self.now += seconds
        self.sent.clear()
        self.reporter.send_due()
        return list(self.sent)

    def progress_after(self, seconds: float) -> Progress:
        (progress,) = (event for event in self.after(seconds) if isinstance(event, Progress))
        return progress


@pytest.fixture
def telling(tmp_path: Path) -> Iterator[Telling]:
    indexing = Indexing(tmp_path / "base", tmp_path / "photos")
    write_colour(indexing.folder / "a.png", "red")
    write_colour(indexing.folder / "b.png", "blue")
    (indexing.folder / "bad.jpg").touch()
    indexing.index()
    yield Telling(indexing)
    indexing.database.close()


def test_the_window_is_told_at_first_how_things_stand(telling: Telling) -> None:
    assert telling.after(0) == [Progress("idle", 3, 3, 1, 0.0, paused=False)]
    assert telling.after(60) == []
    assert telling.reporter.pause() is None


def test_changes_in_quick_succession_are_told_as_one(telling: Telling) -> None:
    telling.after(0)
    telling.reporter.changed(photos=True)
    assert telling.after(EVERY) == [LibraryChanged(True, False, False)]
    telling.reporter.changed(captions=True)
    telling.reporter.changed(folders=True)
    assert telling.after(EVERY / 2) == []
    assert telling.reporter.pause() == pytest.approx(EVERY / 2)
    assert telling.after(EVERY / 2) == [LibraryChanged(False, True, True)]
    assert telling.reporter.pause() is None


def test_progress_is_told_at_most_four_times_a_second_and_never_forgotten(telling: Telling) -> None:
    telling.after(0)
    told = 0
    for _ in range(40):
        telling.reporter.working("embedding", 1)
        told += len(telling.after(0.025))
    assert told <= 4
    telling.reporter.working("idle")
    assert telling.progress_after(EVERY).stage == "idle"


def test_the_rate_is_that_of_the_last_seconds(telling: Telling) -> None:
    telling.after(0)
    for _ in range(60):
        telling.reporter.working("embedding", 5)
        telling.after(0.5)
    for _ in range(60):
        telling.reporter.working("embedding", 10)
        telling.after(0.5)
    telling.reporter.working("embedding", 10)
    assert telling.progress_after(0.5).photos_per_second == pytest.approx(20, rel=0.1)


def test_the_first_batch_alone_tells_no_rate(telling: Telling) -> None:
    telling.after(0)
    telling.reporter.working("embedding", 4)
    assert telling.progress_after(1).photos_per_second == 0.0


def test_captioning_counts_captions_and_scanning_knows_no_total(telling: Telling) -> None:
    telling.after(0)
    telling.reporter.working("captioning", 1, (2, 5))
    captioning = telling.progress_after(1)
    assert (captioning.stage, captioning.done, captioning.total) == ("captioning", 2, 5)
    telling.reporter.scanning(1234)
    scanning = telling.progress_after(1)
    assert (scanning.stage, scanning.done, scanning.total) == ("scanning", 1234, 0)


def test_a_pause_is_told_and_has_no_rate(telling: Telling) -> None:
    telling.after(0)
    for _ in range(3):
        telling.reporter.working("embedding", 5)
        telling.after(1)
    telling.reporter.paused(True)
    progress = telling.progress_after(1)
    assert progress.paused
    assert progress.photos_per_second == 0.0
