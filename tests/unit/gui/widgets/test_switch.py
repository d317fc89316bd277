from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from photoseek.gui.appearance import LIGHT, palette_of
from photoseek.gui.widgets.switch import Switch


def test_a_switch_is_turned_by_mouse_and_key_and_looks_like_it(qtbot: QtBot) -> None:
    switch = Switch("Also on battery")
    switch.setPalette(palette_of(LIGHT))
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    switch.show()

    def is_filled() -> bool:
        track = switch._track()
        place = QPoint(round(track.center().x()), round(track.center().y()))
        return switch.grab().toImage().pixelColor(place) == QColor(LIGHT.accent)

    assert not is_filled()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())  # on its text
    assert switch.isChecked()
    assert is_filled()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
