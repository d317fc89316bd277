from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.similar_strip import SimilarItems, SimilarStrip
from photoseek.library.records import Photo


def photo(number: int) -> Photo:
    return Photo(number, Path(f"/p/{number}.jpg"), True, f"{number}", 40, 30, None, f"caption {number}")


PHOTOS = [photo(number) for number in (5, 3, 9)]


@pytest.fixture
def strip(qtbot: QtBot) -> SimilarStrip:
    strip = SimilarStrip()
    qtbot.addWidget(strip)
    strip.resize(600, 160)
    strip.show_photos(PHOTOS)
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


def test_the_items_are_a_good_model(qtbot: QtBot) -> None:
    items = SimilarItems()
    tester = QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    items.set_photos(PHOTOS)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    with qtbot.waitSignal(items.dataChanged):
        items.take_pictures({3: picture})
    assert items.index(1).data(Qt.ItemDataRole.DecorationRole) == picture
    assert items.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert items.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "caption 9"
    items.set_photos(())
    assert items.rowCount() == 0
    del tester


def test_a_click_and_a_key_open_a_photo(strip: SimilarStrip, qtbot: QtBot) -> None:
    place = strip.list.visualRect(strip.items.index(1)).center()
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.mouseClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [3]
    strip.list.setCurrentIndex(strip.items.index(0))
    qtbot.keyClick(strip.list, Qt.Key.Key_Right)
    qtbot.keyClick(strip.list, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip.list, Qt.Key.Key_Return)
    assert opened.args == [9]


def test_pictures_are_painted_when_they_are_there(strip: SimilarStrip) -> None:
    red = QImage(96, 96, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    place = strip.list.visualRect(strip.items.index(2)).center()
    before = strip.list.viewport().grab().toImage().pixelColor(place)
    strip.items.take_pictures({9: red})
    assert strip.list.viewport().grab().toImage().pixelColor(place) == red.pixelColor(0, 0) != before


def test_it_folds_and_tells_why_it_is_empty(strip: SimilarStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.folded) as folded:
        qtbot.mouseClick(strip.fold, Qt.MouseButton.LeftButton)
    assert folded.args == [True]
    assert not strip.list.isVisible()
    strip.set_folded(False)
    strip.say("No other photo is much like this one.")
    assert strip.said.isVisible()
    assert strip.items.rowCount() == 0
    strip.show_photos(PHOTOS)
    assert strip.list.isVisible()


def test_the_keyboard_is_seen_to_be_at_the_first_photo(strip: SimilarStrip) -> None:
    strip.activateWindow()
    strip.fold.setFocus()
    strip.show_photos(PHOTOS)
    strip.list.setFocus()
    assert strip.list.currentIndex().row() == 0
