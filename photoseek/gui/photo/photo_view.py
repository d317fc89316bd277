"""One big photo: fitted, zoomed by wheel, pinch and keys, moved by dragging, turned, parts lit up."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from photoseek.gui.language import tr
from photoseek.gui.photo.region_overlay import Outline, paint_outlines
from photoseek.gui.widgets.focus_ring import FocusRing
from photoseek.gui.widgets.layers import NOTHING, Layers

STEP = 1.25  # one press of a key, or one notch of a wheel
FITTED_AT_MOST = 2.0  # a small photo is enlarged no further than this to fill the page
LARGEST = 8.0  # screen pixels per photo pixel; beyond that one sees squares, not the photo
PAN = 0.2  # of the widget's side: one press of an arrow key


class PhotoView(QWidget):
    """Shows a picture. While it is fitted it stays fitted when the window changes its size.

    The picture's pixels are counted as it is shown, after its ``turns``.
    """

    zoom_changed = Signal(float, bool)
    """Screen pixels per photo pixel, and whether the photo is fitted."""
    carried = Signal()
    """The user drags the photo away, as one can while all of it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = NOTHING
        self._turns = 0
        self._message = ""
        self._dark = False
        self._has_hand = False  # as the pointer, where the photo can be moved
        self._outlines: tuple[Outline, ...] = ()
        self._scale = 1.0
        self._centre = QPointF()  # the photo's pixel in the middle of the widget
        self._fitted = True
        self._dragged_from: QPointF | None = None
        self._carried_from: QPointF | None = None
        self._ring = FocusRing(self)
        self._leaving = QImage()  # what a fade begins with
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fade.valueChanged.connect(lambda _value: self.update())
        self._fade.finished.connect(self._end_fade)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 240))
        self.setAccessibleName(tr("Photo"))
        self.grabGesture(Qt.GestureType.PinchGesture)

    def set_image(self, image: QImage, *, keep_view: bool = False, turns: int = 0) -> None:
        """As ``set_layers``, of a picture in one size."""
        self.set_layers(Layers((image,)), keep_view=keep_view, turns=turns)

    def set_layers(
        self, layers: Layers, *, keep_view: bool = False, turns: int = 0, fade_ms: int = 0
    ) -> None:
        """Show a photo. ``keep_view``: the same photo, sharper; zoom and place stay. A message stays.

        ``turns``: quarter turns clockwise. ``fade_ms``: how long the photo before fades into it.
        """
        before, image = self._layers.full, layers.full
        keep_view = keep_view and turns == self._turns and not before.isNull() and not image.isNull()
        ratio = image.width() / before.width() if keep_view else 1.0
        if fade_ms and not before.isNull() and not keep_view:
            self._leaving = self.grab().toImage()
            self._fade.setDuration(fade_ms)
            self._fade.start()
        self._layers, self._turns = layers, turns % 4
        if keep_view and not self._fitted:
            self._scale /= ratio
            self._centre *= ratio
            self.update()
        else:
            self.fit()

    def set_turns(self, turns: int) -> None:
        """Turn the photo that is shown."""
        if turns % 4 != self._turns:
            self._turns = turns % 4
            self.fit()

    def set_message(self, text: str) -> None:
        """Say why there is no photo, or only a small one; empty: nothing to say."""
        self._message = text
        self.setAccessibleDescription(text)
        self.update()

    def set_dark(self, dark: bool) -> None:
        """Black around the photo: it has the screen for itself."""
        self._dark = dark
        self.update()

    def show_outlines(self, outlines: Sequence[Outline]) -> None:
        """Parts of the photo to point at; none: the photo alone."""
        if tuple(outlines) != self._outlines:
            self._outlines = tuple(outlines)
            self.update()

    def outlines(self) -> tuple[Outline, ...]:
        return self._outlines

    def message(self) -> str:
        return self._message

    def image(self) -> QImage:
        """The picture in full, before its turns."""
        return self._layers.full

    def turns(self) -> int:
        return self._turns

    def scale_factor(self) -> float:
        return self._scale

    def is_fitted(self) -> bool:
        return self._fitted

    def photo_place(self) -> QRectF:
        """Where the photo lies in the widget."""
        size = self._size() * self._scale
        corner = QPointF(self.width() / 2, self.height() / 2) - self._centre * self._scale
        return QRectF(corner, size)

    def fit(self) -> None:
        """As large as fits; a small photo at most twice its size."""
        self._fitted = True
        self._scale = self._fitting_scale()
        size = self._size()
        self._centre = QPointF(size.width() / 2, size.height() / 2)
        self._changed()

    def actual_size(self) -> None:
        """One pixel of the photo on one of the screen."""
        self.zoom_to(1.0 / self.devicePixelRatioF(), QPointF(self.width() / 2, self.height() / 2))

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        self.zoom_to(self._scale * factor, around or QPointF(self.width() / 2, self.height() / 2))

    def zoom_to(self, scale: float, around: QPointF) -> None:
        """``around``: the place in the widget that keeps its pixel."""
        fitting = self._fitting_scale()
        scale = min(max(scale, min(fitting, 1.0)), LARGEST)
        if self._layers.full.isNull():
            return
        offset = around - QPointF(self.width() / 2, self.height() / 2)
        self._centre += offset / self._scale - offset / scale
        self._scale = scale
        self._fitted = abs(scale - fitting) < 1e-6
        self._keep_inside()
        self._changed()

    def pan(self, by: QPointF) -> None:
        """Move what is looked at by so many pixels of the screen."""
        self._centre += by / self._scale
        self._keep_inside()
        self.update()

    # --- Qt: painting --------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        around = QColor(0, 0, 0) if self._dark else self.palette().window().color()
        painter.fillRect(self.rect(), around)
        fading = self._fade.state() is QVariantAnimation.State.Running
        if fading:
            painter.drawImage(self.rect(), self._leaving)
            painter.setOpacity(float(self._fade.currentValue()))
            painter.fillRect(self.rect(), around)
        if not self._layers.full.isNull():
            self._paint_photo(painter)
            if self._outlines and not fading:
                paint_outlines(painter, self._outlines, self.photo_place(), self.palette(), self._turns)
        if self._message:
            self._paint_message(painter)
        self._ring.paint(painter)
        painter.end()

    def _paint_photo(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._scale < 3.0)
        place = self.photo_place()
        unturned = place.size().transposed() if self._turns % 2 else place.size()
        painter.translate(place.center())
        painter.rotate(90 * self._turns)
        target = QRectF(QPointF(-unturned.width() / 2, -unturned.height() / 2), unturned)
        painter.drawImage(target, self._layers.for_scale(self._scale * self.devicePixelRatioF()))
        painter.restore()

    def _paint_message(self, painter: QPainter) -> None:
        room = self.rect().adjusted(40, 20, -40, -20)
        wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        place = painter.boundingRect(room, wrap, self._message).adjusted(-16, -10, 16, 10)
        place.moveCenter(self.rect().center())
        if not self._layers.full.isNull():
            place.moveBottom(room.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().alternateBase())
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(place, wrap | Qt.AlignmentFlag.AlignVCenter, self._message)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self._keep_inside()

    # --- Qt: hands -----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QGestureEvent):
            return self._pinched(event)
        if isinstance(event, QNativeGestureEvent):
            return self._gestured(event)
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        on_touchpad = event.device().type() is QInputDevice.DeviceType.TouchPad
        zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if on_touchpad and not self._fitted and not zooms:
            self.pan(-QPointF(event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()))
        elif event.angleDelta().y():
            self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._fitted:
            self._carried_from = event.position()
        else:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.pan(self._dragged_from - event.position())
            self._dragged_from = event.position()
        elif self._carried_from is not None:
            way = (event.position() - self._carried_from).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._carried_from = None
                self.carried.emit()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = self._carried_from = None
        self._show_hand()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._fit_or_actual(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        arrows = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        if event.key() in (keys.Key_Plus, keys.Key_Equal):
            self.zoom_by(STEP)
        elif event.key() == keys.Key_Minus:
            self.zoom_by(1 / STEP)
        elif event.key() == keys.Key_0:
            self.fit()
        elif event.key() == keys.Key_1:
            self.actual_size()
        elif event.key() in arrows and not self._fitted:
            across, down = arrows[keys(event.key())]
            self.pan(QPointF(across * PAN * self.width(), down * PAN * self.height()))
        else:
            super().keyPressEvent(event)

    def _pinched(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        middle = self.mapFromGlobal(pinch.centerPoint())
        self.zoom_by(pinch.scaleFactor(), middle)
        self.pan(pinch.lastCenterPoint() - pinch.centerPoint())
        return True

    def _gestured(self, event: QNativeGestureEvent) -> bool:
        """A touchpad that tells gestures itself."""
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
        elif event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            self._fit_or_actual(event.position())
        else:
            return False
        return True

    # --- inside --------------------------------------------------------------------------------

    def _size(self) -> QSizeF:
        size = QSizeF(self._layers.full.size())
        return size.transposed() if self._turns % 2 else size

    def _fitting_scale(self) -> float:
        if self._layers.full.isNull():
            return 1.0
        size = self._size()
        return min(self.width() / size.width(), self.height() / size.height(), FITTED_AT_MOST)

    def _fit_or_actual(self, around: QPointF) -> None:
        if self._fitted:
            self.zoom_to(1.0 / self.devicePixelRatioF(), around)
        else:
            self.fit()

    def _keep_inside(self) -> None:
        """No empty border on a side where the photo is larger than the widget."""
        half_width, half_height = self.width() / 2 / self._scale, self.height() / 2 / self._scale
        width, height = self._size().width(), self._size().height()
        x, y = self._centre.x(), self._centre.y()
        x = width / 2 if 2 * half_width >= width else min(max(x, half_width), width - half_width)
        y = height / 2 if 2 * half_height >= height else min(max(y, half_height), height - half_height)
        self._centre = QPointF(x, y)

    def _end_fade(self) -> None:
        self._leaving = QImage()

    def _show_hand(self) -> None:
        if self._has_hand:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _changed(self) -> None:
        if self._has_hand == self._fitted:
            self._has_hand = not self._fitted
            self._show_hand()
        self.update()
        self.zoom_changed.emit(self._scale, self._fitted)
