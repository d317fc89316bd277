import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from photoseek.gui.actions import Actions
from photoseek.gui.photo.photo_bar import PhotoBar


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_its_buttons_do_what_the_actions_do(window: QMainWindow, qtbot: QtBot) -> None:
    actions, bar = Actions(window), PhotoBar(window)
    bar.use_actions(actions)
    assert bar.favourite is not None
    with qtbot.waitSignal(actions["favourite"].triggered):
        bar.favourite.click()


def test_the_heart_says_what_it_would_do(window: QMainWindow) -> None:
    bar = PhotoBar(window)
    bar.show_favourite(True)  # nothing to show it with yet
    bar.use_actions(Actions(window))
    assert bar.favourite is not None
    bar.show_favourite(True)
    assert bar.favourite.accessibleName() == "No longer a favourite"
    bar.show_favourite(False)
    assert bar.favourite.accessibleName() == "Make it a favourite"
    assert "Ctrl+D" in bar.favourite.toolTip()


def test_every_button_has_a_name_and_a_hint(window: QMainWindow) -> None:
    bar = PhotoBar(window)
    bar.use_actions(Actions(window))
    buttons = (bar.back, bar.previous, bar.next, bar.zoom_in, bar.zoom_out, bar.fit, bar.details)
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
