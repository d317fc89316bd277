"""The main tasks of the window, done with keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.paths import Paths
from tests.support.scripted_requests import requests

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Where the focus is, as a person does."""
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is nowhere"
    qtbot.keyClick(widget, key, held)


def has_focus(part: QWidget) -> bool:
    now = QApplication.focusWidget()
    return now is part or (now is not None and part.isAncestorOf(now))


def test_find_a_photo_look_at_it_correct_its_caption_and_come_back(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    window, keys = library.window, Qt.Key
    window.activateWindow()
    assert has_focus(window.grid_page.grid)
    qtbot.keyClicks(QApplication.focusWidget(), "boat")
    assert has_focus(window.search_bar)
    press(qtbot, keys.Key_Return)
    qtbot.waitUntil(lambda: library.session.searching.is_answered())
    qtbot.waitUntil(lambda: len(library.photos.ids) == 1)
    window.grid_page.grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, keys.Key_Home)
    press(qtbot, keys.Key_Return)
    page = window.photo_page
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page and page.photo_id() > 0)
    edit = page.captions["en"].edit
    for _ in range(40):
        if has_focus(edit):
            break
        press(qtbot, keys.Key_Tab)
    assert has_focus(edit)
    press(qtbot, keys.Key_A, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "a red boat")
    press(qtbot, keys.Key_Return)
    qtbot.waitUntil(lambda: "a red boat" in requests(paths))
    press(qtbot, keys.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page
    assert has_focus(window.grid_page.grid)
    press(qtbot, keys.Key_Escape)
    assert library.session.searching.question.words == ""


def test_choose_photos_and_make_them_favourites(library: Program, paths: Paths, qtbot: QtBot) -> None:
    window, keys = library.window, Qt.Key
    window.activateWindow()
    window.grid_page.grid.setFocus()
    press(qtbot, keys.Key_Home)
    press(qtbot, keys.Key_Right, SHIFT)
    press(qtbot, keys.Key_Right, SHIFT)
    assert len(window.grid_page.grid.chosen_ids()) == 3
    press(qtbot, keys.Key_D, CTRL)
    qtbot.waitUntil(lambda: "SetFavourite" in requests(paths))


def test_open_and_leave_every_page_and_panel(library: Program, qtbot: QtBot) -> None:
    window, keys = library.window, Qt.Key
    window.activateWindow()
    window.grid_page.grid.setFocus()
    press(qtbot, keys.Key_M, CTRL)
    assert window.shows_map()
    press(qtbot, keys.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page
    press(qtbot, keys.Key_D, CTRL | SHIFT)
    assert window.pages.currentWidget() is window.duplicates_page
    press(qtbot, keys.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page
    press(qtbot, keys.Key_J, CTRL)
    assert library.session.working.panel.isVisible()
    press(qtbot, keys.Key_Escape)
    assert not library.session.working.panel.isVisible()
    press(qtbot, keys.Key_F8)
    assert not window.sidebar.isVisible()
    press(qtbot, keys.Key_F9)
    assert not window.words_panel.isVisible()
