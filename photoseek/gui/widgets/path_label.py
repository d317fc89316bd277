"""A path that wraps at its separators, or anywhere: it has no spaces where a label would break it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


class PathLabel(QLabel):
    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)  # the height depends on the width
        self._laid_out: tuple[int, QTextLayout] | None = None  # for a width, which is asked many times over

    def heightForWidth(self, width: int) -> int:
        return self._lines(width).lineCount() * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        self._lines(self.width()).draw(painter, QPointF())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._laid_out = None

    def _lines(self, width: int) -> QTextLayout:
        if self._laid_out is not None and self._laid_out[0] == width:
            return self._laid_out[1]
        breakable = "".join(f"{one}{_MAY_BREAK}" if one in "/\\_-. " else one for one in self.text())
        layout = QTextLayout(breakable, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top))
            top += self.fontMetrics().lineSpacing()
        layout.endLayout()
        self._laid_out = (width, layout)
        return layout
