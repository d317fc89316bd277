"""The panel that asks for an album."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from photoseek.gui.sidebar.album_picker import AlbumPicker
from photoseek.library.records import Album

ALBUMS = [Album(1, "Coast", 3, None), Album(2, "Late summer", 5, None), Album(3, "Summer", 8, None)]


@pytest.fixture
def picker(qtbot: QtBot) -> Iterator[AlbumPicker]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    picker = AlbumPicker("Add 2 photos to an album", ALBUMS, {}, window)
    picker.show_above(window)
    yield picker
    picker.close()


def choices(picker: AlbumPicker) -> list[str]:
    root, model = picker.list.rootIndex(), picker.list.model()
    return [model.index(row, 0, root).data() for row in range(model.rowCount(root))]


def test_typing_finds_albums_those_that_begin_so_first(picker: AlbumPicker, qtbot: QtBot) -> None:
    assert choices(picker) == ["Coast", "Late summer", "Summer"]
    qtbot.keyClicks(picker.field, "sum")
    assert choices(picker) == ["Summer", "Late summer", "New album “sum”"]
    with qtbot.waitSignal(picker.album_chosen) as chosen:
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert chosen.args == [ALBUMS[2]]
    assert picker.isHidden()


def test_a_name_that_no_album_has_makes_one(picker: AlbumPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.field, " Alps  2021")
    assert choices(picker) == ["New album “Alps 2021”"]
    with qtbot.waitSignal(picker.album_named) as named:
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert named.args == ["Alps 2021"]


def test_the_panel_is_as_high_as_its_list(picker: AlbumPicker, qtbot: QtBot) -> None:
    before = picker.height()
    row = picker.list.height() // 3
    qtbot.keyClicks(picker.field, "coast")
    qtbot.waitUntil(lambda: picker.height() == before - 2 * row)


def test_an_album_s_own_name_does_not_offer_a_second_one(picker: AlbumPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.field, "COAST")
    assert choices(picker) == ["Coast"]


def test_arrow_keys_choose_while_typing_goes_on(picker: AlbumPicker, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        qtbot.keyClick(picker.field, key)
    with qtbot.waitSignal(picker.album_chosen) as chosen:
        qtbot.keyClick(picker.field, Qt.Key.Key_Enter)
    assert chosen.args == [ALBUMS[1]]


def test_a_click_chooses_and_escape_does_not(picker: AlbumPicker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picker.album_chosen):
        qtbot.keyClick(picker.field, Qt.Key.Key_Escape)
    assert picker.isHidden()
    picker.show()
    root = picker.list.rootIndex()
    place = picker.list.visualRect(picker.list.model().index(1, 0, root)).center()
    with qtbot.waitSignal(picker.album_chosen) as chosen:
        qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [ALBUMS[1]]


def test_without_albums_nothing_is_chosen_by_an_early_enter(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    picker = AlbumPicker("Add 2 photos to an album", [], {}, window)
    picker.show_above(window)
    with qtbot.assertNotEmitted(picker.album_named):
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.isVisible()
    picker.close()
