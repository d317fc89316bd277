"""The timeline beside the grid: years and months where their photos lie; point to see, drag to go there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractSlider, QLabel, QSizePolicy, QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.grid.grid_headings import scaled
from photoseek.gui.language import tr

PADDING = 14  # pixels above and below the track
LINE_AT = 16  # pixels from the right edge, where the dots are
DOTS_APART = 6  # pixels; months that lie closer have one dot
BUBBLE_MS = 900  # that the month stays to be read after a key


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a month begins, in pixels that the photos are scrolled by. A year of 0: without a date."""

    offset: int
    year: int
    title: str


class TimelineScrubber(QAbstractSlider):
    """Its value is how far the photos are scrolled; the keys go by months and years."""

    def __init__(self, parent: QWidget) -> None:
        """``parent`` holds the bubble, too, which lies over what is to the left."""
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._offsets: tuple[int, ...] = ()
        self._pointed: int | None = None  # a height within this widget
        self._painted = QPixmap()
        self._painted_for: tuple[object, ...] = ()
        self.setOrientation(Qt.Orientation.Vertical)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Timeline"))
        self._ground = parent
        self.bubble = QLabel(parent)
        self.bubble.setObjectName("timelineBubble")
        self.bubble.setTextFormat(Qt.TextFormat.PlainText)
        self.bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bubble.hide()
        self._hide_bubble = QTimer(self, singleShot=True, interval=BUBBLE_MS)
        self._hide_bubble.timeout.connect(self.bubble.hide)
        self.valueChanged.connect(self._moved)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """The months in the order in which they follow each other."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._offsets = tuple(mark.offset for mark in marks)
            self._moved()

    def title_at(self, value: int) -> str:
        """The month of what lies at a value."""
        mark = self._mark_at(value)
        return mark.title if mark is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._small()).horizontalAdvance("2000") + LINE_AT + 20, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 60)

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._track())
        painter.setPen(Qt.PenStyle.NoPen)
        quiet, accent = muted(self), self.palette().highlight().color()
        line = self.width() - LINE_AT
        if self._pointed is not None:
            painter.setBrush(quiet)
            painter.drawRoundedRect(QRectF(line - 8, self._pointed - 1, 16, 2), 1, 1)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(line - 8, self._height_of(self.value()) - 2, 16, 4), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 8, 8)
        painter.end()

    def _track(self) -> QPixmap:
        """Years and dots, which stay as they are while one scrolls."""
        ratio = self.devicePixelRatioF()
        painted_for = (self.size(), ratio, self.maximum(), self._marks, muted(self), self.font())
        if painted_for != self._painted_for:
            self._painted_for = painted_for
            self._painted = QPixmap(self.size() * ratio)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.transparent)
            self._paint_track(QPainter(self._painted), muted(self))
        return self._painted

    def _paint_track(self, painter: QPainter, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        painter.setPen(colour)
        for place, year in self._years():
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, year)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        line, last = self.width() - LINE_AT, -float(DOTS_APART)
        for mark in self._marks:
            y = self._height_of(mark.offset)
            if y - last >= DOTS_APART:
                painter.drawEllipse(QRectF(line - 1.5, y - 1.5, 3, 3))
                last = y
        painter.end()

    def _years(self) -> list[tuple[QRect, str]]:
        """Where each year is written; one that would touch the one before is left out."""
        height = QFontMetrics(self._small()).height()
        found: list[tuple[QRect, str]] = []
        year = None
        for mark in self._marks:
            if mark.year == year:
                continue
            year = mark.year
            top = round(self._height_of(mark.offset)) - height // 2
            place = QRect(0, top, self.width() - LINE_AT - 12, height)
            if year and (not found or place.top() > found[-1][0].bottom() + 3):
                found.append((place, str(year)))
        return found

    def _small(self) -> QFont:
        return scaled(self.font(), 0.88)

    # --- where ---------------------------------------------------------------------------------

    def _height_of(self, value: int) -> float:
        track = self.height() - 2 * PADDING
        return PADDING + track * min(value, self.maximum()) / max(self.maximum(), 1)

    def _value_at(self, height: float) -> int:
        track = max(self.height() - 2 * PADDING, 1)
        return round(min(max((height - PADDING) / track, 0.0), 1.0) * self.maximum())

    def _index_at(self, value: int) -> int:
        return bisect_right(self._offsets, value) - 1

    def _mark_at(self, value: int) -> Mark | None:
        return self._marks[max(self._index_at(value), 0)] if self._marks else None

    # --- mouse and keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._value_at(event.position().y()))
            self._point(round(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().y()))
        self._point(round(event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        if not self.rect().contains(event.position().toPoint()):
            self._point(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(round(event.position().y()))

    def leaveEvent(self, _event: QEvent) -> None:
        if not self.isSliderDown():
            self._point(None)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._point(None)  # what it said stood beside another place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: self._month(-1),
            Qt.Key.Key_Left: self._month(-1),
            Qt.Key.Key_Down: self._month(1),
            Qt.Key.Key_Right: self._month(1),
            Qt.Key.Key_PageUp: self._year(-1),
            Qt.Key.Key_PageDown: self._year(1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.maximum(),
        }
        value = steps.get(Qt.Key(event.key()))
        if value is None:
            super().keyPressEvent(event)
            return
        self.setValue(value)
        self._say(round(self._height_of(self.value())), self.title_at(self.value()))
        self._hide_bubble.start()

    def _month(self, by: int) -> int:
        """The value where the next month begins, or this one, or the one before."""
        here = self._index_at(self.value())
        if by < 0 and here >= 0 and self.value() > self._marks[here].offset:
            return self._marks[here].offset
        there = here + by
        return self._marks[there].offset if 0 <= there < len(self._marks) else self.maximum() if by > 0 else 0

    def _year(self, by: int) -> int:
        mark = self._mark_at(self.value())
        if mark is None:
            return self.value()
        first = {found.year: found.offset for found in reversed(self._marks)}
        if by < 0 and self.value() > first[mark.year]:
            return first[mark.year]
        beyond = [offset for offset in first.values() if (offset - first[mark.year]) * by > 0]
        return (min(beyond) if by > 0 else max(beyond)) if beyond else self.maximum() if by > 0 else 0

    def _point(self, height: int | None) -> None:
        self._pointed = height
        if height is None:
            self.bubble.hide()
        else:
            self._hide_bubble.stop()
            self._say(height, self.title_at(self._value_at(height)))
        self.update()

    def _say(self, height: int, text: str) -> None:
        self.bubble.setText(text)
        self.bubble.adjustSize()
        corner = self.mapTo(self._ground, QPoint(0, height))
        top = corner.y() - self.bubble.height() // 2
        lowest = self._ground.height() - self.bubble.height()
        self.bubble.move(corner.x() - self.bubble.width() - 6, min(max(top, 0), lowest))
        self.bubble.setVisible(bool(text))
        self.bubble.raise_()

    def _moved(self) -> None:
        title = self.title_at(self.value())
        if title != self.accessibleDescription():
            self.setAccessibleDescription(title)
        self.update()
