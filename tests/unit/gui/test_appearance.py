import re
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui import appearance
from photoseek.gui.appearance import DARK, LIGHT, SIZES, Colours
from photoseek.paths import resource


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
    for ground in (colours.window, colours.surface, colours.raised, colours.hover):
        for text in (colours.text, colours.muted, colours.attention, colours.accent):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.window, colours.text) >= 4.5  # the month beside the timeline


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_can_be_used_stands_out_from_its_ground(colours: Colours) -> None:
    for ground in (colours.window, colours.surface, colours.raised):
        assert contrast(colours.outline, ground) >= 3.0, ground  # WCAG 1.4.11
        assert contrast(colours.accent, ground) >= 3.0, ground  # a focus ring


def test_every_colour_of_the_style_sheet_is_one_of_ours() -> None:
    sheet = resource("style", "window.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert not re.findall(r":[^;{}]*#[0-9a-fA-F]{3,8}\b[^{}]*;", rules)
    assert set(re.findall(r"\$(\w+)", rules)) <= {field.name for field in fields(Colours)} | set(SIZES)
    assert "font-size" not in re.sub(r"font-size: \$\w+;", "", rules)  # the system's, or of it


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_the_system_s_wish_is_followed(
    scheme: Qt.ColorScheme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: scheme)
    wanted = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    assert appearance.colours_of(qapp, "system") == wanted


def test_the_system_s_letters_keep_their_size(qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 1.5)
    qapp.setFont(larger)
    try:
        colours = appearance.apply(qapp, "light")
        for name in ("", "title", "pageTitle", "lead", "empty", "caption"):
            label = QLabel("x")
            qtbot.addWidget(label)
            label.setObjectName(name)
            appearance.dress(label, colours)
            label.ensurePolished()
            assert label.fontInfo().pointSizeF() >= larger.pointSizeF() - 0.5, name
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize(("choice", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_choice_dresses_the_whole_program(
    choice: appearance.Appearance, colours: Colours, qapp: QApplication, qtbot: QtBot
) -> None:
    assert appearance.apply(qapp, choice) == colours
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("x", QDialog(window))  # a dialog is dressed as the window that it belongs to
    label.setObjectName("muted")
    window.ensurePolished()  # else Qt keeps what the sheet says for the next widget at this address
    appearance.dress(window, colours)
    assert "$" not in window.styleSheet()
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(colours.muted)


def test_a_system_without_a_wish_gets_light(qapp: QApplication) -> None:
    assert qapp.styleHints().colorScheme() is not Qt.ColorScheme.Dark
    assert appearance.colours_of(qapp, "system") == LIGHT


@pytest.mark.parametrize(("choice", "colours"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("name", ["", "caption", "wordField", "nameEditor", "patterns"])
def test_the_hint_in_an_empty_field_can_be_read(
    name: str, choice: appearance.Appearance, colours: Colours, qapp: QApplication, qtbot: QtBot
) -> None:
    appearance.apply(qapp, choice)
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        field.setObjectName(name)
        appearance.dress(field, colours)
        field.ensurePolished()
        hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert (hint.name(), hint.alpha()) == (colours.muted, 255)
