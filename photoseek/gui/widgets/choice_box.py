"""A drop-down list with the caret of the icon set; the style sheet takes the style's own one away."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from photoseek.gui.widgets.icons import icon

CARET = 14  # pixels


class ChoiceBox(QComboBox):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(self.width() - CARET - 10, (self.height() - CARET) // 2, CARET, CARET)
        icon("caret-down", self.palette().placeholderText().color()).paint(painter, place)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past a closed list must not change a setting
