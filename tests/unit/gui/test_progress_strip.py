import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.progress_strip import ProgressStrip, described, duration
from photoseek.ipc.messages import Progress
from photoseek.library.records import Counts

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.fixture
def strip(qtbot: QtBot) -> ProgressStrip:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show()
    return strip


def test_work_is_told_with_count_rate_and_time_left() -> None:
    working = Progress("embedding", 1200, 5000, 3, 14.2, False)
    text = described(working, ENGLISH)
    assert text == "Learning what the photos show: 1,200 of 5,000, 14 a second, about 4 minutes left"


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress("scanning", 0, 0, 0, 0.0, False), "Looking for photos …"),
        (Progress("captioning", 1, 3, 0, 0.0, False), "Writing captions: 1 of 3"),
        (Progress("idle", 3, 3, 0, 9.0, False), "Up to date"),
        (Progress("embedding", 1, 3, 0, 9.0, True), "Paused. Searching goes on working."),
    ],
)
def test_every_stage_has_its_words(progress: Progress, text: str) -> None:
    assert described(progress, ENGLISH) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(12, "10 seconds"), (80, "80 seconds"), (100, "2 minutes"), (3600, "60 minutes"), (9000, "2 hours")],
)
def test_a_duration_is_rounded_as_one_would_say_it(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_bar_shows_how_far_the_work_is(strip: ProgressStrip) -> None:
    strip.show_progress(Progress("embedding", 25, 100, 0, 1.0, False))
    assert (strip.bar.value(), strip.bar.maximum()) == (25, 100)
    strip.show_progress(Progress("idle", 100, 100, 0, 1.0, False))
    assert strip.bar.value() == 0


def test_pause_becomes_go_on(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.show_progress(Progress("embedding", 25, 100, 0, 1.0, False))
    with qtbot.waitSignal(strip.pause_wanted, timeout=1000) as wanted:
        qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert wanted.args == [True]
    strip.show_progress(Progress("embedding", 25, 100, 0, 1.0, True))
    assert strip.pause.accessibleName() == "Go on"
    with qtbot.waitSignal(strip.pause_wanted, timeout=1000) as wanted:
        qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert wanted.args == [False]


def test_failures_are_offered_only_when_there_are_some(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.show_counts(Counts(10, 10, 0, 0, 1, 0))
    assert strip.failures.isHidden()
    assert strip.counts.text() == "10 photos"
    strip.show_counts(Counts(10, 7, 0, 2, 1, 0))
    assert strip.counts.text() == "10 photos, 3 without a caption yet"
    assert strip.failures.text() == "2 files could not be read"
    with qtbot.waitSignal(strip.failures_wanted, timeout=1000):
        qtbot.mouseClick(strip.failures, Qt.MouseButton.LeftButton)
