"""The map itself: points, pictures and words that are pushed, zoomed, pointed at and lassoed."""

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoseek.gui.map.map_geometry import Lasso, Points, View, fitted_view, nearest
from photoseek.gui.widgets.focus_ring import FocusRing

STEP = 1.25  # one notch of a wheel, one press of a key
PUSH = 80  # pixels for one press of an arrow
REACH = 24  # pixels from the pointer to a point that it points at
CLICK = 5  # pixels that a hand may move during a click


class MapView(QWidget):
    """A plane of points. What stands at the points is for subclasses to paint."""

    opened = Signal(int)
    """The row of a point that was clicked, or chosen with Enter."""
    lassoed = Signal(object)
    """The rows within a lasso."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: Points = np.zeros((0, 2), np.float32)
        self.view = View(0.0, 0.0, 1.0, 1, 1)
        self.pointed: int | None = None
        self.lasso_mode = False
        self._fitted = True
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._moved = False
        self._lasso: list[tuple[float, float]] | None = None
        self._ring = FocusRing(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_points(self, points: Points) -> None:
        self.points = points
        self.pointed = None
        self.fit()

    def fit(self) -> None:
        """The whole map."""
        self._fitted = True
        self.view = self._whole()
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        place = around or QPointF(self.width() / 2, self.height() / 2)
        self.view = self.view.zoomed(factor, place.x(), place.y(), self._whole().scale)
        self._fitted = False
        self.update()

    def push(self, right: float, down: float) -> None:
        self.view = self.view.moved(right, down)
        self._fitted = False
        self.update()

    def places(self) -> Points:
        """Where every point is on the screen."""
        return self.view.to_screen(self.points)

    def edge(self) -> int:
        """Pixels that what stands for a point may need beyond it."""
        return 48

    @abstractmethod
    def paint_points(self, painter: QPainter, places: Points) -> None:
        """Paint what stands at the points."""

    def row_at(self, place: QPointF) -> int | None:
        """The point that ``place`` points at."""
        return nearest(self.places(), place.x(), place.y(), REACH)

    # --- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if len(self.points):
            self.paint_points(painter, self.places())
        if self._lasso:
            self._paint_lasso(painter, self._lasso)
        self._ring.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            view = self.view
            self.view = View(view.x, view.y, view.scale, self.width(), self.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_by(1.0 + event.value(), event.position())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = self._last = event.position()
        self._moved = False
        if self.lasso_mode or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._lasso = [(event.position().x(), event.position().y())]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is None:
            self._point_at(self.row_at(place))
            return
        self._moved = self._moved or (place - self._pressed).manhattanLength() > CLICK
        if self._lasso is not None:
            self._lasso.append((place.x(), place.y()))
            self.update()
        elif self._moved:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.push(place.x() - self._last.x(), place.y() - self._last.y())
        self._last = place

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        lasso, self._lasso = self._lasso, None
        pressed, self._pressed = self._pressed, None
        self.unsetCursor()
        self.update()
        if pressed is None:
            return
        if not self._moved:
            row = self.row_at(event.position())
            if row is not None:
                self.opened.emit(row)
        elif lasso is not None:
            rows = Lasso(tuple(lasso)).inside(self.places())
            if len(rows):
                self.lassoed.emit(rows)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        pushes = {
            keys.Key_Left: (PUSH, 0),
            keys.Key_Right: (-PUSH, 0),
            keys.Key_Up: (0, PUSH),
            keys.Key_Down: (0, -PUSH),
        }
        key = keys(event.key())
        if key in pushes:
            self.push(*pushes[key])
            self._point_at(self.row_at(QPointF(self.width() / 2, self.height() / 2)))
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom_by(STEP)
        elif key == keys.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key == keys.Key_0:
            self.fit()
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and self.pointed is not None:
            self.opened.emit(self.pointed)
        else:
            super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _whole(self) -> View:
        return fitted_view(self.points, max(1, self.width()), max(1, self.height()), self.edge())

    def _point_at(self, row: int | None) -> None:
        if row != self.pointed:
            self.pointed = row
            self.setCursor(Qt.CursorShape.ArrowCursor if row is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _paint_lasso(self, painter: QPainter, corners: Sequence[tuple[float, float]]) -> None:
        accent = self.palette().highlight().color()
        painter.setPen(QPen(accent, 2))
        accent.setAlpha(40)
        painter.setBrush(accent)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def draw_card(painter: QPainter, image: QImage | None, place: QRect, ring: QColor, width: float) -> None:
    """A picture with round corners and a ring; grey until it is there."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(place), 6, 6)
    painter.save()
    painter.setClipPath(shape)
    if image is None or image.isNull():
        painter.fillRect(place, QColor(128, 128, 128, 60))
    else:
        painter.drawImage(place, image)
    painter.restore()
    painter.setPen(QPen(ring, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
