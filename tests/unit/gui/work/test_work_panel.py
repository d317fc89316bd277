"""The panel of the background work, and its steps."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.work.failure_items import FailureItems
from photoseek.gui.work.work_panel import MARGIN, WorkPanel
from photoseek.gui.work.work_steps import steps
from photoseek.ipc.messages import Progress
from photoseek.library.records import Failure
from photoseek.settings import Settings

BROKEN = Failure(7, Path("/p/2019/broken.jpg"), "decode", "truncated", 2)
EMPTY = Failure(8, Path("/p/caf\udce9.jpg"), "decode", "empty file", 1)


@pytest.fixture(autouse=True)
def english() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a strip at its bottom."""
    window = QWidget()
    window.resize(900, 700)
    strip = QWidget(window)
    strip.setObjectName("strip")
    strip.setGeometry(0, 660, 900, 40)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def panel(window: QWidget, qtbot: QtBot) -> WorkPanel:
    strip = window.findChild(QWidget, "strip")
    made = WorkPanel(FailureItems(window), strip, window)
    made.show_settings(Settings())
    made.open()
    return made


def states(progress: Progress, *, makes_captions: bool = True) -> list[str]:
    return [step.state for step in steps(progress, makes_captions=makes_captions)]


def test_the_steps_before_the_one_in_hand_are_done_and_those_after_it_wait() -> None:
    going = Progress("embedding", 1200, 5000, 0, 1.0, False)
    assert states(going) == ["done", "done", "going", "waiting", "waiting", "waiting"]
    assert steps(going, makes_captions=True)[2].note == "1,200 of 5,000"
    assert set(states(Progress("idle", 0, 0, 0, 0.0, False))) == {"done"}
    assert states(going, makes_captions=False)[3:5] == ["off", "off"]


def test_it_says_what_goes_on_how_far_and_why_not(panel: WorkPanel) -> None:
    panel.show_progress(Progress("embedding", 1200, 5000, 0, 14.0, False))
    assert panel.what.text() == "Learning what the photos show"
    assert panel.far.text().startswith("1,200 of 5,000, 14 a second")
    assert (panel.bar.value(), panel.bar.maximum()) == (1200, 5000)
    _, name, note = panel.steps.rows[2]
    assert (name.accessibleName(), note.text()) == ("Learn what it shows: going on", "1,200 of 5,000")
    panel.show_progress(Progress("embedding", 1200, 5000, 0, 0.0, False, "battery"))
    assert panel.far.text() == "It goes on when the computer is plugged in."
    panel.show_progress(Progress("idle", 5000, 5000, 0, 0.0, False))
    assert panel.far.text() == "There is nothing left to do."
    assert not panel.bar.isVisible()


def test_pause_asks_for_the_other_state(panel: WorkPanel, qtbot: QtBot) -> None:
    for paused in (False, True):
        panel.show_progress(Progress("embedding", 1, 2, 0, 1.0, paused))
        with qtbot.waitSignal(panel.pause_wanted) as wanted:
            qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
        assert wanted.args == [not paused]


def test_when_it_may_go_on_is_a_setting(panel: WorkPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.settings_changed) as changed:
        qtbot.keyClick(panel.idle, Qt.Key.Key_Space)
    assert changed.args == [Settings(work="idle")]
    with qtbot.waitSignal(panel.settings_changed) as changed:
        qtbot.mouseClick(panel.battery, Qt.MouseButton.LeftButton)
    assert changed.args == [Settings(work="idle", work_on_battery=False)]
    with qtbot.assertNotEmitted(panel.settings_changed):
        panel.show_settings(Settings(work="idle", work_on_battery=False))


def test_one_some_or_all_failures_are_tried_again(panel: WorkPanel, window: QWidget, qtbot: QtBot) -> None:
    items = panel.failures.view.model()
    assert isinstance(items, FailureItems)
    assert not panel.failure_part.isVisible()
    items.set_failures([BROKEN, EMPTY])
    assert panel.failure_part.isVisible()
    QApplication.processEvents()  # lays the new part out
    with qtbot.waitSignal(panel.failures.retry_wanted) as wanted:
        qtbot.mouseClick(panel.failures.retry, Qt.MouseButton.LeftButton)
    assert wanted.args == [[]]
    panel.failures.view.setCurrentIndex(items.index(1))
    with qtbot.waitSignal(panel.failures.retry_wanted) as wanted:
        qtbot.mouseClick(panel.failures.retry, Qt.MouseButton.LeftButton)
    assert wanted.args == [[8]]
    with qtbot.waitSignal(panel.failures.folder_wanted) as shown:
        qtbot.mouseClick(panel.failures.show_folder, Qt.MouseButton.LeftButton)
    assert shown.args == [EMPTY.path]


def test_it_stands_on_the_strip_inside_the_window_and_leaves_on_escape(
    panel: WorkPanel, window: QWidget, qtbot: QtBot
) -> None:
    assert panel.geometry().bottom() + 1 == 660 - MARGIN
    assert panel.pos().x() == MARGIN
    assert panel.height() > 200
    window.resize(300, 300)
    window.findChild(QWidget, "strip").setGeometry(0, 260, 300, 40)
    window.resize(320, 300)
    assert window.rect().contains(panel.geometry())
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert panel.mapTo(window, QPoint(0, 0)).x() == MARGIN


def test_a_low_window_shows_less_of_it_and_nothing_over_anything(panel: WorkPanel, window: QWidget) -> None:
    panel.show_progress(Progress("embedding", 1200, 5000, 2, 1.0, False))
    items = panel.failures.view.model()
    assert isinstance(items, FailureItems)
    items.set_failures([BROKEN, EMPTY])
    assert panel.steps.isVisible()
    strip = window.findChild(QWidget, "strip")
    assert strip is not None
    strip.move(0, 380)
    window.resize(900, 420)
    assert not panel.steps.isVisible()
    shown = [panel.pause, panel.idle, panel.battery, panel.failures]
    tops = [part.mapTo(panel, QPoint(0, 0)).y() for part in shown]
    bottoms = [top + part.height() for top, part in zip(tops, shown, strict=True)]
    assert all(bottom <= top for bottom, top in zip(bottoms, tops[1:], strict=False))
    assert bottoms[-1] <= panel.height()
