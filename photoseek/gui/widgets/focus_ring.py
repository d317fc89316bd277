"""The ring around a large view that the keyboard has come to; a click needs none, the hand is there."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class FocusRing(QObject):
    """Knows whether the focus of ``widget`` came by a key that goes from control to control."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._is_seen = False
        widget.installEventFilter(self)

    def paint(self, painter: QPainter) -> None:
        """Along the inner edge of the widget, last of all it paints; nothing without such a focus."""
        if self._is_seen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._widget.palette().highlight().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self._widget.rect()).adjusted(2, 2, -2, -2), 8, 8)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._is_seen = event.gotFocus() and event.reason() in _BY_KEYBOARD
            self._widget.update()
        return super().eventFilter(watched, event)
