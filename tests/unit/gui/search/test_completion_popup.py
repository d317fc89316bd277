from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.search.completion_popup import COMPLETION_ROLE, CompletionItems, CompletionPopup
from photoseek.gui.search.completions import Completion, Kind
from photoseek.gui.search.search_field import SearchField
from photoseek.library.records import Scope

LINES = [
    Completion("word", "running", 106, 2),
    Completion("word", "rug", 3, 2),
    Completion("camera", "Rugged 3000", 1, 2, Scope(camera="Rugged 3000")),
]


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField(self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addStretch(1)
        self.popup = self.field.popup = CompletionPopup(self)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.resize(600, 500)
    with qtbot.waitExposed(window):
        window.show()
    window.field.setFocus()
    return window


def offer(window: Window, typed: str = "ru") -> None:
    window.field.setText(typed)
    window.popup.offer(LINES, typed, window.field, 0)


def test_the_lines_are_a_sound_model(qtbot: QtBot) -> None:
    items = CompletionItems()
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    items.set_lines(LINES)
    assert items.rowCount() == 3
    assert items.index(2).data(COMPLETION_ROLE) == LINES[2]
    spoken = [items.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken[0].startswith("running, 106 photo")
    assert spoken[2].startswith("Rugged 3000, Camera")
    items.set_lines([])
    assert items.rowCount() == 0


def test_arrows_walk_through_the_list_and_enter_chooses(window: Window, qtbot: QtBot) -> None:
    offer(window)
    assert window.field.hasFocus()
    assert window.popup.geometry().top() >= window.field.geometry().bottom()
    for _ in range(2):
        qtbot.keyClick(window.field, Qt.Key.Key_Down)
    assert window.field.accessibleDescription().startswith("rug, 3 photo")
    with qtbot.waitSignal(window.popup.chosen) as chosen:
        qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert chosen.args == [LINES[1]]
    assert not window.popup.is_open()


def test_up_begins_at_the_end_and_past_an_end_no_line_is_lit(window: Window, qtbot: QtBot) -> None:
    offer(window)
    current = window.popup.list.currentIndex
    qtbot.keyClick(window.field, Qt.Key.Key_Up)
    assert current().row() == 2
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    assert not current().isValid()
    with qtbot.waitSignal(window.field.finished):
        qtbot.keyClick(window.field, Qt.Key.Key_Return)  # nothing is lit: what is typed is meant


def test_a_click_chooses_and_leaves_the_focus_where_it_was(window: Window, qtbot: QtBot) -> None:
    offer(window)
    view = window.popup.list
    place = view.visualRect(window.popup.items.index(2)).center()
    with qtbot.waitSignal(window.popup.chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [LINES[2]]
    assert window.field.hasFocus()


def test_escape_closes_the_list_and_typing_goes_on(window: Window, qtbot: QtBot) -> None:
    offer(window)
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert not window.popup.is_open()
    qtbot.keyClicks(window.field, "n")
    assert window.field.text() == "run"


def test_down_goes_to_the_photos_while_there_is_no_list(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.field.down_pressed):
        qtbot.keyClick(window.field, Qt.Key.Key_Down)


def test_nothing_to_offer_hides_the_list(window: Window) -> None:
    offer(window)
    window.popup.offer([], "ru", window.field, 0)
    assert not window.popup.is_open()


def test_the_list_stays_within_a_small_window(window: Window) -> None:
    window.resize(300, 120)
    window.popup.offer(LINES, "ru", window.field, 250)
    assert window.rect().contains(window.popup.geometry())


def test_every_kind_of_line_is_painted(window: Window) -> None:
    kinds = get_args(Kind)
    window.popup.offer([Completion(kind, kind, 3) for kind in kinds], "", window.field, 0)
    before = window.popup.grab().toImage()
    window.popup.step(1)
    assert window.popup.grab().toImage() != before
