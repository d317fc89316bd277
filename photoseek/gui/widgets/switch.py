"""A check box that looks like what it does: a switch, on or off."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox

_GAP = 12  # pixels between the switch and its text
_RIM = 3  # pixels around, for the focus ring


class Switch(QCheckBox):
    """All of it can be clicked; the rest is a check box, for the keyboard and for screen readers, too."""

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text())
        track = self._track()
        width = track.width() + (_GAP + text.width() if self.text() else 0)
        return QSize(round(width) + 2 * _RIM, max(text.height(), round(track.height())) + 2 * _RIM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, roles = self.palette(), QPalette.ColorRole
        track, on = self._track(), self.isChecked()
        if not self.isEnabled():
            painter.setOpacity(0.5)
        outline = palette.color(roles.Highlight if on else roles.PlaceholderText)
        painter.setPen(QPen(outline, 1.5))
        painter.setBrush(palette.color(roles.Highlight) if on else Qt.GlobalColor.transparent)
        radius = track.height() / 2
        painter.drawRoundedRect(track, radius, radius)
        inset = 3.5
        side = track.height() - 2 * inset
        left = track.right() - inset - side if on else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.HighlightedText if on else roles.PlaceholderText))
        painter.drawEllipse(QRectF(left, track.top() + inset, side, side))
        if self.hasFocus():
            painter.setPen(QPen(palette.color(roles.Highlight if not on else roles.WindowText), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, radius + 2, radius + 2)
        painter.setPen(palette.color(roles.WindowText))
        text = self.rect().adjusted(round(track.right()) + _GAP, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, int(flags) | int(Qt.TextFlag.TextShowMnemonic), self.text())
        painter.end()

    def _track(self) -> QRectF:
        height = self.fontMetrics().height() + 1.0
        width = round(1.8 * height)
        return QRectF(_RIM, (self.height() - height) / 2, width, height)
