"""Paints the cells of the grid: the photo, a ring when chosen, its caption when pointed at, its badges."""

import time
from functools import lru_cache
from math import inf

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from photoseek.gui.grid.thumbnail_loader import Thumbnail, ThumbnailLoader, Wish
from photoseek.gui.widgets.icons import icon
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import Photo

RADIUS = 6.0
CAPTION_LINES = 3
FADE_S = 0.12  # in which a photo comes up; longer would be waiting
BADGE = 24  # pixels
LEAST_FOR_BADGES = 70  # pixels of a cell; a smaller one would be all badges


class CellPainter:
    """Paints frame by frame: what all cells of one share is looked up once.

    ``is_fading`` and ``is_waiting`` say whether a photo of this frame comes up, or is not there yet.
    """

    def __init__(self, thumbnails: ThumbnailLoader) -> None:
        self._thumbnails = thumbnails
        self.is_fading = self.is_waiting = False
        self._ratio = 1.0  # pixels of the screen for each pixel of a widget
        self._fades_until = 0.0
        self._palette, self._font, self._empty = QPalette(), QFont(), QColor()

    def begin_frame(self, widget: QWidget, *, fades: bool) -> None:
        """``fades``: photos come up softly."""
        self._ratio = widget.devicePixelRatioF()
        self._palette, self._font = widget.palette(), widget.font()
        self._empty = self._palette.alternateBase().color()
        # Photos that came before this are up.
        self._fades_until = time.monotonic() - FADE_S if fades else inf
        self.is_fading = self.is_waiting = False

    def wish(self, photo: Photo, size: QSize) -> Wish:
        """The thumbnail that a cell of ``size`` shows."""
        if self._ratio != 1.0:
            size = QSize(round(size.width() * self._ratio), round(size.height() * self._ratio))
        return Wish(photo, size, RADIUS * self._ratio)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        photo: Photo | None,
        *,
        chosen: bool,
        current: bool,
        hovered: bool,
    ) -> None:
        """``photo`` is None while its record is on its way; ``current``: the keys are here."""
        found = self._thumbnails.look(self.wish(photo, rect.size())) if photo is not None else None
        if found is None or found.since > self._fades_until or found.image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._empty)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if photo is None:
            return
        if found is None:
            self.is_waiting = True
        elif found.image.isNull():
            _paint_missing(painter, rect, self._palette, is_online=photo.online)
        else:
            self._paint_photo(painter, rect, found)
        if hovered or current:
            _paint_caption(painter, rect, photo, self._font)
        if photo.favourite or chosen or not photo.online:
            _paint_badges(painter, rect, photo, self._palette, self._ratio, chosen=chosen)
        if chosen or current:
            _paint_ring(painter, rect, self._palette, chosen=chosen)

    def is_up(self, found: Thumbnail | None) -> bool:
        """Whether it is seen as it is to be seen."""
        return found is not None and found.is_exact and found.since <= time.monotonic() - FADE_S

    def _paint_photo(self, painter: QPainter, rect: QRect, found: Thumbnail) -> None:
        comes_up = found.since > self._fades_until
        if comes_up:
            self.is_fading = True
            painter.setOpacity(min(1.0, max(0.0, 1 - (found.since - self._fades_until) / FADE_S)))
        self.is_waiting |= not (found.is_exact and found.is_sharp)
        if found.is_exact:
            painter.drawImage(rect, found.image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(rect), found.image, _middle(found.image, rect.size()))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        if comes_up:
            painter.setOpacity(1.0)


def _middle(image: QImage, shape: QSize) -> QRectF:
    """The largest middle part of an image that has the shape of ``shape``."""
    size = shape.scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    part = QRectF(0, 0, max(size.width(), 1), max(size.height(), 1))
    part.moveCenter(QRectF(image.rect()).center())
    return part


def _paint_missing(painter: QPainter, rect: QRect, palette: QPalette, *, is_online: bool) -> None:
    side = min(40, rect.width() // 3, rect.height() // 3)
    place = QRect(0, 0, side, side)
    place.moveCenter(rect.center())
    icon("file-x" if is_online else "link-break", palette.placeholderText().color()).paint(painter, place)


def _paint_ring(painter: QPainter, rect: QRect, palette: QPalette, *, chosen: bool) -> None:
    """Accent outside, the window's colour inside, so that it stands out from any photo.

    The current photo that is not chosen, too, has a thinner one: it is where the keys are.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 3.0 if chosen else 2.0
    inner = QRectF(rect).adjusted(width - 0.5, width - 0.5, 0.5 - width, 0.5 - width)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 1.5))
    painter.drawRoundedRect(inner, RADIUS - 2, RADIUS - 2)
    outer = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), width))
    painter.drawRoundedRect(outer, RADIUS, RADIUS)


def _paint_badges(
    painter: QPainter, rect: QRect, photo: Photo, palette: QPalette, ratio: float, *, chosen: bool
) -> None:
    """From the upper right corner to the left: a favourite, not there at the moment. Chosen: on the left."""
    if min(rect.width(), rect.height()) < LEAST_FOR_BADGES:
        return
    names = [
        name for name, is_so in (("heart-fill", photo.favourite), ("link-break", not photo.online)) if is_so
    ]
    dark, white = QColor(0, 0, 0, 130).rgba(), QColor(255, 255, 255).rgba()
    place = rect.topRight() + QPoint(-BADGE - 7, 8)
    for name in names:
        painter.drawPixmap(place, _badge(name, white, dark, ratio))
        place -= QPoint(BADGE + 4, 0)
    if chosen:
        accent, on_accent = palette.highlight().color(), palette.highlightedText().color()
        mark = _badge("check", on_accent.rgba(), accent.rgba(), ratio)
        painter.drawPixmap(rect.topLeft() + QPoint(8, 8), mark)


@lru_cache(maxsize=32)
def _badge(name: str, colour: int, ground: int, ratio: float) -> QPixmap:
    """An icon on a disc, made once: the icon font is slow to paint. Colours as QRgb with alpha."""
    pixmap = QPixmap(QSize(round(BADGE * ratio), round(BADGE * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(ground))
    painter.drawEllipse(0, 0, BADGE, BADGE)
    inner = QRect(0, 0, BADGE - 9, BADGE - 9)
    inner.moveCenter(QRect(0, 0, BADGE, BADGE).center())
    icon(name, QColor.fromRgba(colour)).paint(painter, inner)
    painter.end()
    return pixmap


def _paint_caption(painter: QPainter, rect: QRect, photo: Photo, font: QFont) -> None:
    """White words on a dark fade, as plain text, on the lower part of the photo."""
    margin = 10
    metrics = QFontMetrics(font)
    text = photo.description or shown_name(photo)
    lines = wrapped(text, font, rect.width() - 2 * margin)
    lines = lines[: max(1, rect.height() // metrics.height() - 1)]
    height = len(lines) * metrics.height() + margin
    fade = QLinearGradient(0, rect.bottom() - height - 34, 0, rect.bottom())
    fade.setColorAt(0.0, QColor(0, 0, 0, 0))
    fade.setColorAt(0.45, QColor(0, 0, 0, 150))
    fade.setColorAt(1.0, QColor(0, 0, 0, 215))
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), RADIUS, RADIUS)
    painter.setClipPath(shape)
    painter.fillRect(rect.adjusted(0, max(0, rect.height() - height - 34), 0, 0), fade)
    painter.setPen(QColor(255, 255, 255))
    painter.setFont(font)
    top = rect.bottom() - height + metrics.ascent() + 2
    for number, line in enumerate(lines):
        painter.drawText(rect.left() + margin, top + number * metrics.height(), line)
    painter.restore()


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """The text in at most CAPTION_LINES lines of ``width`` pixels, the last one cut with "…"."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(lines) == CAPTION_LINES - 1:
            metrics = QFontMetrics(font)
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines


def shown_name(photo: Photo) -> str:
    """The file's name, fit for the screen even when it is not valid UTF-8."""
    return shown_path(photo.path.name)
