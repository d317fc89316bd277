import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from photoseek.gui import appearance
from photoseek.gui.appearance import DARK, LIGHT, Colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(colours: Colours) -> None:
    for ground in (colours.window, colours.surface, colours.raised):
        for text in (colours.text, colours.muted, colours.attention):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.accent, colours.window) >= 3.0  # a focus ring, WCAG 1.4.11


@pytest.mark.parametrize(("choice", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_choice_dresses_the_whole_program(
    choice: appearance.Appearance, colours: Colours, qapp: QApplication, qtbot: QtBot
) -> None:
    assert appearance.apply(qapp, choice) == colours
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)
    assert "$" not in qapp.styleSheet()
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setObjectName("muted")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(colours.muted)


def test_a_system_without_a_wish_gets_light(qapp: QApplication) -> None:
    assert qapp.styleHints().colorScheme() is not Qt.ColorScheme.Dark
    assert appearance.colours_of(qapp, "system") == LIGHT
