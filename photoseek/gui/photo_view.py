"""One big photo: fitted, zoomed by wheel and keys around the pointer, moved by dragging."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

STEP = 1.25  # one press of a key, or one notch of a wheel
FITTED_AT_MOST = 2.0  # a small photo is enlarged no further than this to fill the page
LARGEST = 8.0  # screen pixels per photo pixel; beyond that one sees squares, not the photo


class PhotoView(QWidget):
    """Shows a ``QImage``. While it is fitted it stays fitted when the window changes its size."""

    zoom_changed = Signal(float, bool)
    """Screen pixels per photo pixel, and whether the photo is fitted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._message = ""
        self._scale = 1.0
        self._centre = QPointF()  # the photo's pixel in the middle of the widget
        self._fitted = True
        self._dragged_from: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 240))
        self.setAccessibleName("Photo")

    def set_image(self, image: QImage, *, keep_view: bool = False) -> None:
        """Show a photo. ``keep_view``: the same photo, sharper; zoom and place stay. A message stays."""
        keep_view = keep_view and not self._image.isNull() and not image.isNull()
        ratio = image.width() / self._image.width() if keep_view else 1.0
        self._image = image
        if keep_view and not self._fitted:
            self._scale /= ratio
            self._centre *= ratio
            self.update()
        else:
            self.fit()

    def set_message(self, text: str) -> None:
        """Say why there is no photo, or only a small one; empty: nothing to say."""
        self._message = text
        self.update()

    def message(self) -> str:
        return self._message

    def image(self) -> QImage:
        return self._image

    def scale_factor(self) -> float:
        return self._scale

    def is_fitted(self) -> bool:
        return self._fitted

    def fit(self) -> None:
        """As large as fits; a small photo at most twice its size."""
        self._fitted = True
        self._scale = self._fitting_scale()
        self._centre = QPointF(self._image.width() / 2, self._image.height() / 2)
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
        if self._image.isNull():
            return
        offset = around - QPointF(self.width() / 2, self.height() / 2)
        self._centre += offset / self._scale - offset / scale
        self._scale = scale
        self._fitted = abs(scale - fitting) < 1e-6
        self._keep_inside()
        self._changed()

    # --- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._image.isNull():
            self._paint_image(painter)
        if self._message:
            self._paint_message(painter)

    def _paint_message(self, painter: QPainter) -> None:
        room = self.rect().adjusted(40, 20, -40, -20)
        wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        place = painter.boundingRect(room, wrap, self._message).adjusted(-16, -10, 16, 10)
        place.moveCenter(self.rect().center())
        if not self._image.isNull():
            place.moveBottom(room.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().alternateBase())
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(place, wrap | Qt.AlignmentFlag.AlignVCenter, self._message)

    def _paint_image(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._scale < 3.0)
        width, height = self._image.width() * self._scale, self._image.height() * self._scale
        left = self.width() / 2 - self._centre.x() * self._scale
        top = self.height() / 2 - self._centre.y() * self._scale
        painter.drawImage(QRectF(left, top, width, height), self._image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self._keep_inside()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom_by(STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._fitted:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self._centre -= (event.position() - self._dragged_from) / self._scale
            self._dragged_from = event.position()
            self._keep_inside()
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._fitted:
            self.zoom_to(1.0 / self.devicePixelRatioF(), event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Plus, keys.Key_Equal):
            self.zoom_by(STEP)
        elif event.key() == keys.Key_Minus:
            self.zoom_by(1 / STEP)
        elif event.key() == keys.Key_0:
            self.fit()
        elif event.key() == keys.Key_1:
            self.actual_size()
        else:
            super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _fitting_scale(self) -> float:
        if self._image.isNull():
            return 1.0
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        return min(scale, FITTED_AT_MOST)

    def _keep_inside(self) -> None:
        """No empty border on a side where the photo is larger than the widget."""
        half_width, half_height = self.width() / 2 / self._scale, self.height() / 2 / self._scale
        width, height = self._image.width(), self._image.height()
        x, y = self._centre.x(), self._centre.y()
        x = width / 2 if 2 * half_width >= width else min(max(x, half_width), width - half_width)
        y = height / 2 if 2 * half_height >= height else min(max(y, half_height), height - half_height)
        self._centre = QPointF(x, y)

    def _changed(self) -> None:
        self.update()
        self.zoom_changed.emit(self._scale, self._fitted)
