"""The ring around a large view that the keyboard has come to; a click needs none, the hand is there."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget


def is_by_keyboard(event: QFocusEvent) -> bool:
    """Whether the focus comes by a key that goes from control to control."""
    reasons = Qt.FocusReason
    return event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason)


def paint_ring(painter: QPainter, widget: QWidget) -> None:
    """Along the inner edge of ``widget``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(widget.palette().highlight().color(), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(2, 2, -2, -2), 8, 8)
