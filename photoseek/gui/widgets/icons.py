"""Icons of the Phosphor set, out of the font that QtAwesome brings along, drawn once in each size and colour.

Its functions are not called: they import every name of Qt a second time and load eleven more fonts, which
takes a fifth of a second and 40 MB, and they draw an icon anew whenever it is painted.
"""

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

GLYPH = 0.875  # of an icon's height: the font's letters have room around them


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """The icon ``name`` of the Phosphor set in one colour, and in another where it is disabled."""
    return _made(name, colour.rgba(), (disabled or colour).rgba())


@lru_cache(maxsize=512)
def _made(name: str, colour: int, disabled: int) -> QIcon:
    return QIcon(_Engine(_font()[1][name], colour, disabled))


class _Engine(QIconEngine):
    """Paints one letter of the font. Colours are QRgb with alpha."""

    def __init__(self, letter: str, colour: int, disabled: int) -> None:
        super().__init__()
        self._letter, self._colour, self._disabled = letter, colour, disabled

    def clone(self) -> QIconEngine:
        return _Engine(self._letter, self._colour, self._disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        painter.save()
        _draw(painter, rect, self._letter, self._colour_in(mode))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _drawn(self._letter, self._colour_in(mode), size.width(), size.height())

    def _colour_in(self, mode: QIcon.Mode) -> int:
        return self._disabled if mode is QIcon.Mode.Disabled else self._colour


@lru_cache(maxsize=512)
def _drawn(letter: str, colour: int, width: int, height: int) -> QPixmap:
    """``width`` and ``height`` in pixels of the screen."""
    pixmap = QPixmap(width, height)
    if pixmap.isNull():  # of no size, as a button has that is pressed out of a small window
        return pixmap
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw(painter, pixmap.rect(), letter, colour)
    painter.end()
    return pixmap


def _draw(painter: QPainter, rect: QRect, letter: str, colour: int) -> None:
    font = QFont(_font()[0])
    font.setPixelSize(max(1, round(GLYPH * rect.height())))
    painter.setFont(font)
    painter.setPen(QColor.fromRgba(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)


@cache
def _font() -> tuple[str, dict[str, str]]:
    """The family of the font, loaded, and its letters by the names of their icons."""
    package = find_spec("qtawesome")  # does not import it
    assert package is not None
    assert package.origin is not None
    fonts = Path(package.origin).parent / "fonts"
    number = QFontDatabase.addApplicationFont(str(next(fonts.glob("phosphor-*.ttf"))))
    numbers = json.loads(next(fonts.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    letters = {name: chr(int(place, 16)) for name, place in numbers.items()}
    return QFontDatabase.applicationFontFamilies(number)[0], letters
