"""Light and dark: a palette each, and one style sheet written in their words, and in the system's letters."""

from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from photoseek.paths import resource

Appearance = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class Colours:
    """Every colour of the window. Text keeps WCAG AA (4.5 : 1) on every ground, also on ``hover``."""

    window: str
    surface: str  # fields, lists, cards
    raised: str  # a button, a chip; also a photo that has not arrived
    hover: str
    line: str  # between parts
    outline: str  # of what can be written in, chosen or dragged: 3 : 1 on its ground
    text: str
    muted: str
    accent: str
    on_accent: str
    attention: str


LIGHT = Colours(
    window="#f7f7f8",
    surface="#ffffff",
    raised="#ececef",
    hover="#e1e1e6",
    line="#dcdce1",
    outline="#85868f",
    text="#1c1c1f",
    muted="#5f6068",
    accent="#3159c9",
    on_accent="#ffffff",
    attention="#9a4a00",
)
DARK = Colours(
    window="#1a1b1e",
    surface="#232428",
    raised="#2d2f34",
    hover="#3a3c43",
    line="#3a3c43",
    outline="#7b7d88",
    text="#ececf0",
    muted="#a6a7b0",
    accent="#8db0ff",
    on_accent="#0d1630",
    attention="#f0b273",
)
_IS_STYLED = "photoseek.is_styled"
SIZES = {"read": 1.17, "roomy": 1.25, "head": 1.4, "title": 1.8}
"""Letters larger than the system's, by so much: what is read or written, what is said on an empty page, the
heading of a page, and of a dialog or the first page."""


def apply(application: QApplication, choice: Appearance) -> Colours:
    """Give the whole program its colours and return them. "system" follows the desktop."""
    colours = colours_of(application, choice)
    if application.property(_IS_STYLED) is None:  # once: another style takes all widgets apart
        application.setStyle("Fusion")  # the one style that takes every colour from the palette, everywhere
        application.setProperty(_IS_STYLED, True)
    palette = palette_of(colours)
    if application.palette() != palette:
        application.setPalette(palette)
    return colours


def dress(window: QWidget, colours: Colours) -> None:
    """Put the style sheet on a window, and so on its dialogs and menus.

    Not on the whole program: that takes Qt more than twice as long, and the window is to go on meanwhile.
    """
    sheet = resource("style", "window.qss").read_text(encoding="utf-8")
    usual = QFontInfo(QApplication.font()).pointSizeF()
    sizes = {name: f"{usual * times:.1f}pt" for name, times in SIZES.items()}
    sheet = Template(sheet).substitute(asdict(colours), **sizes)
    if window.styleSheet() != sheet:  # setting it walks through every widget
        window.setStyleSheet(sheet)


def colours_of(application: QApplication, choice: Appearance) -> Colours:
    """The colours for a choice; a desktop that does not say what it prefers gets light."""
    if choice == "system":
        dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    else:
        dark = choice == "dark"
    return DARK if dark else LIGHT


def palette_of(colours: Colours) -> QPalette:
    """The same colours as Qt's roles, for delegates and for what paints itself."""
    roles = QPalette.ColorRole
    palette = QPalette(QColor(colours.raised), QColor(colours.window))
    for role, colour in {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.surface,
        roles.AlternateBase: colours.raised,
        roles.Text: colours.text,
        roles.PlaceholderText: colours.muted,
        roles.Button: colours.raised,
        roles.ButtonText: colours.text,
        roles.ToolTipBase: colours.surface,
        roles.ToolTipText: colours.text,
        roles.Mid: colours.line,
        roles.Midlight: colours.hover,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.Accent: colours.accent,
        roles.Link: colours.accent,
        roles.BrightText: colours.attention,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def muted(widget: QWidget) -> QColor:
    """The colour of what is said quietly."""
    # The program's palette: in a widget's own, a style sheet makes it too faint to read.
    return QApplication.palette(widget).color(QPalette.ColorRole.PlaceholderText)
