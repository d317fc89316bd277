"""A path that wraps anywhere: it has no spaces where a label would break it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_FLAGS = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class PathLabel(QLabel):
    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)  # the height depends on the width

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width, 1), 100_000)
        return self.fontMetrics().boundingRect(room, int(_FLAGS), self.text()).height()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self.rect(), int(_FLAGS), self.text())
