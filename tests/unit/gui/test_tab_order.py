"""The Tab key goes to every control, in the order in which one reads, and comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui import tab_order
from photoseek.gui.app import Program


def walked(library: Program, qtbot: QtBot, start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Every control that has the focus on the way around."""
    library.window.activateWindow()
    start.setFocus()
    found: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in found:
        found.append(now)
        qtbot.keyClick(now, key)
    assert QApplication.focusWidget() is start
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_no_control_of_the_grid_s_page_is_left_out(library: Program, qtbot: QtBot, key: Qt.Key) -> None:
    window = library.window
    found = walked(library, qtbot, window.grid_page.grid, key)
    assert set(found) == set(tab_order.controls(window))
    assert len(found) > 12


def test_it_goes_along_as_one_reads(library: Program, qtbot: QtBot) -> None:
    window = library.window
    found = walked(library, qtbot, window.sidebar_button)
    stations = (
        window.sidebar_button,
        window.search_bar.field,
        window.map_button,
        window.settings_button,
        window.sidebar.tree,
        window.grid_page.order,
        window.grid_page.grid,
        window.words_panel.tabs["near"],
        window.progress.text,
    )
    places = [found.index(station) for station in stations]
    assert places == sorted(places)


def test_what_came_later_has_its_place(library: Program, ids: list[int], qtbot: QtBot) -> None:
    window, side = library.window, library.window.photo_page.side
    library.session.viewing.open(ids[0])
    qtbot.waitUntil(lambda: window.photo_page.photo_id() == ids[0])
    found = walked(library, qtbot, window.photo_page.view)
    assert side.add_to_album is not None
    stations = (side.captions["en"].edit, side.add_to_album, side.show_folder, window.progress.text)
    places = [found.index(station) for station in stations]
    assert places == sorted(places)


def test_hidden_and_disabled_controls_are_passed_by(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column, line = QVBoxLayout(root), QHBoxLayout()
    last, second, first, hidden, disabled = (QPushButton(root) for _ in range(5))
    column.addLayout(line)
    for button in (first, hidden, second):
        line.addWidget(button)
    column.addWidget(disabled)
    column.addWidget(last)
    hidden.hide()
    disabled.setEnabled(False)
    root.show()
    assert list(tab_order.controls(root)) == [first, second, last]
