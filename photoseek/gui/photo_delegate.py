"""Paints one cell of the grid: the photo, a ring when chosen, its caption when pointed at."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photoseek.gui.icon_button import icon
from photoseek.gui.photo_items import PHOTO_ROLE
from photoseek.gui.thumbnail_loader import ThumbnailLoader
from photoseek.library.records import Photo

RADIUS = 6.0
CAPTION_LINES = 3


class PhotoDelegate(QStyledItemDelegate):
    def __init__(self, thumbnails: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return option.rect.size()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        photo: Photo | None = index.data(PHOTO_ROLE)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(rect), RADIUS, RADIUS)
        painter.setClipPath(shape)
        image = self._thumbnails.image(photo) if photo is not None else None
        if image is None or image.isNull():
            painter.fillRect(rect, option.palette.color(QPalette.ColorRole.AlternateBase))
        if image is not None and image.isNull():
            side = min(40, rect.width() // 3)
            quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
            place = QRect(0, 0, side, side)
            place.moveCenter(rect.center())
            icon("file-x" if photo and photo.online else "link-break", quiet).paint(painter, place)
        elif image is not None:
            painter.drawImage(rect, image)
        if photo is not None and (hovered or current):
            _paint_caption(painter, rect, photo, option)
        painter.setClipping(False)
        if selected or current:
            _paint_ring(painter, rect, option.palette, strong=current or selected)
        painter.restore()


def _paint_ring(painter: QPainter, rect: QRect, palette: QPalette, *, strong: bool) -> None:
    """Accent outside, the window's colour inside, so that it stands out from any photo."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 1.5))
    painter.drawRoundedRect(inner, RADIUS - 2, RADIUS - 2)
    outer = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 3.0 if strong else 2.0))
    painter.drawRoundedRect(outer, RADIUS, RADIUS)


def _paint_caption(painter: QPainter, rect: QRect, photo: Photo, option: QStyleOptionViewItem) -> None:
    """White words on a dark fade, as plain text, on the lower part of the photo."""
    margin = 10
    metrics = QFontMetrics(option.font)
    text = photo.description or shown_name(photo)
    lines = wrapped(text, option, rect.width() - 2 * margin)
    height = len(lines) * metrics.height() + margin
    fade = QLinearGradient(0, rect.bottom() - height - 34, 0, rect.bottom())
    fade.setColorAt(0.0, QColor(0, 0, 0, 0))
    fade.setColorAt(0.45, QColor(0, 0, 0, 150))
    fade.setColorAt(1.0, QColor(0, 0, 0, 215))
    painter.fillRect(rect.adjusted(0, max(0, rect.height() - height - 34), 0, 0), fade)
    painter.setPen(QColor(255, 255, 255))
    painter.setFont(option.font)
    top = rect.bottom() - height + metrics.ascent() + 2
    for number, line in enumerate(lines):
        painter.drawText(rect.left() + margin, top + number * metrics.height(), line)


def wrapped(text: str, option: QStyleOptionViewItem, width: int) -> list[str]:
    """The text in at most CAPTION_LINES lines of ``width`` pixels, the last one cut with "…"."""
    layout = QTextLayout(text, option.font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(lines) == CAPTION_LINES - 1:
            metrics = QFontMetrics(option.font)
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines


def shown_name(photo: Photo) -> str:
    """The file's name, fit for the screen even when it is not valid UTF-8."""
    return photo.path.name.encode("utf-8", "replace").decode("utf-8")
