import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.work.progress_strip import ProgressStrip
from photoseek.ipc.messages import Progress
from photoseek.library.records import Counts


@pytest.fixture(autouse=True)
def english() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture
def strip(qtbot: QtBot) -> ProgressStrip:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show()
    return strip


def test_the_bar_shows_how_far_the_work_is(strip: ProgressStrip) -> None:
    strip.show_progress(Progress("embedding", 25, 100, 0, 1.0, False))
    assert (strip.bar.value(), strip.bar.maximum()) == (25, 100)
    strip.show_progress(Progress("idle", 100, 100, 0, 1.0, False))
    assert strip.bar.value() == 0


def test_pause_becomes_go_on(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.show_progress(Progress("embedding", 25, 100, 0, 1.0, False))
    with qtbot.waitSignal(strip.pause_wanted) as wanted:
        qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert wanted.args == [True]
    strip.show_progress(Progress("embedding", 25, 100, 0, 1.0, True))
    assert strip.pause.accessibleName() == "Go on"
    with qtbot.waitSignal(strip.pause_wanted) as wanted:
        qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert wanted.args == [False]


def test_failures_are_offered_only_when_there_are_some(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.show_counts(Counts(10, 10, 0, 0, 1, 0))
    assert strip.failures.isHidden()
    assert "10 photo" in strip.counts.text()
    assert "without a caption" not in strip.counts.text()
    strip.show_counts(Counts(1000, 997, 0, 2, 1, 0))
    assert "1,000 photo" in strip.counts.text()
    assert "3 without a caption yet" in strip.counts.text()
    assert strip.failures.text().startswith("2 file")
    with qtbot.waitSignal(strip.failures_wanted):
        qtbot.mouseClick(strip.failures, Qt.MouseButton.LeftButton)


def test_what_is_said_opens_the_panel_and_is_read_out(strip: ProgressStrip, qtbot: QtBot) -> None:
    strip.say("Black & white")
    assert strip.text.accessibleName() == "Black & white"
    assert strip.text.text() == "Black && white"
    with qtbot.waitSignal(strip.panel_wanted):
        qtbot.keyClick(strip.text, Qt.Key.Key_Space)


def test_a_narrow_strip_cuts_what_it_says_with_dots(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.resize(1000, 40)
    strip.show()
    strip.say("The background worker is started again in a few seconds, and everything goes on.")
    whole = strip.text.text()
    assert whole.endswith("goes on.")
    strip.resize(320, 40)
    assert strip.text.text().endswith("…")
    assert strip.text.accessibleName() == whole
