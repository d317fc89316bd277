"""The photo that is asked about, and its outlines."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.region_overlay import Outline
from photoseek.gui.search.asked_photo_panel import HEIGHT, AskedPhotoPanel


@pytest.fixture
def panel(qtbot: QtBot) -> AskedPhotoPanel:
    panel = AskedPhotoPanel()
    qtbot.addWidget(panel)
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    panel.photo.show_photo(image)
    panel.photo.show_outlines([Outline(0.0, 0.2, 0.4, 1.0, "dog"), Outline(0.6, 0.2, 1.0, 1.0, "ball")])
    panel.show()
    panel.photo.resize(panel.photo.sizeHint())
    return panel


def states(panel: AskedPhotoPanel) -> list[str]:
    return [outline.state for outline in panel.photo.outlines]


def test_the_photo_keeps_its_shape(panel: AskedPhotoPanel) -> None:
    assert (panel.photo.sizeHint().width(), panel.photo.sizeHint().height()) == (2 * HEIGHT, HEIGHT)


def test_each_click_takes_a_part_one_step_on(panel: AskedPhotoPanel, qtbot: QtBot) -> None:
    place = QPoint(round(0.8 * panel.photo.width()), round(0.6 * panel.photo.height()))
    seen = []
    for _ in range(3):
        with qtbot.waitSignal(panel.photo.changed):
            qtbot.mouseClick(panel.photo, Qt.MouseButton.LeftButton, pos=place)
        seen.append(states(panel))
    assert seen == [["plain", "kept"], ["plain", "banned"], ["plain", "plain"]]


def test_a_click_beside_the_parts_does_nothing(panel: AskedPhotoPanel, qtbot: QtBot) -> None:
    place = QPoint(panel.photo.width() // 2, 5)
    with qtbot.assertNotEmitted(panel.photo.changed, wait=50):
        qtbot.mouseClick(panel.photo, Qt.MouseButton.LeftButton, pos=place)


def test_the_keyboard_does_the_same(panel: AskedPhotoPanel, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(panel.photo, key)
    assert states(panel) == ["plain", "kept"]


def test_screen_readers_are_told_the_parts(panel: AskedPhotoPanel) -> None:
    assert panel.photo.accessibleDescription() == "dog, ball"


def test_parts_are_where_the_photo_was_turned_to(panel: AskedPhotoPanel, qtbot: QtBot) -> None:
    panel.photo.show_photo(QImage(400, 200, QImage.Format.Format_RGB32), turns=1)
    panel.photo.resize(panel.photo.sizeHint())
    assert panel.photo.width() < panel.photo.height()
    top = QPoint(round(0.4 * panel.photo.width()), round(0.2 * panel.photo.height()))  # it was at the left
    qtbot.mouseClick(panel.photo, Qt.MouseButton.LeftButton, pos=top)
    assert states(panel) == ["kept", "plain"]
