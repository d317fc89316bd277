"""A small rounded button with a word, and beside it quietly what is known of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.widgets.pointing import Pointing

_GAP = 5  # pixels between the two
_ROOM = QSize(22, 10)  # around the text, borders included


class WordChip(QPushButton):
    pointed = Signal(bool)
    """Whether the pointer or the keyboard's focus is on it."""

    def __init__(self, word: str, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Pointing(self, self.pointed.emit)
        self.setObjectName("tagChip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_word(word, aside)

    def show_word(self, word: str, aside: str = "") -> None:
        """Another one."""
        self.word = word
        self._aside = aside
        self.setAccessibleName(f"{word}, {aside}" if aside else word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        aside = metrics.horizontalAdvance(self._aside) + _GAP if self._aside else 0
        return QSize(metrics.horizontalAdvance(self.word) + aside, metrics.height()) + _ROOM

    def minimumSizeHint(self) -> QSize:
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        metrics = self.fontMetrics()
        side = _ROOM.width() // 2 - 1  # a pixel to spare: widths of text are rounded
        room = self.rect().adjusted(side, 0, -side, 0)
        word_room = room.width() - (metrics.horizontalAdvance(self._aside) + _GAP if self._aside else 0)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        word = metrics.elidedText(self.word, Qt.TextElideMode.ElideRight, word_room)
        painter.drawText(room, vertical | Qt.AlignmentFlag.AlignLeft, word)
        painter.setPen(muted(self))
        painter.drawText(room, vertical | Qt.AlignmentFlag.AlignRight, self._aside)
