"""Below the search bar: which typed words are not known, and known ones to click instead."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from photoseek.ipc.messages import UnknownWord

SHOWN_WORDS = 3  # more than three wrong words is another language, not a slip
SHOWN_NEAREST = 4


class WordButton(QToolButton):
    """A known word to click instead of an unknown one."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wordChip")
        self.setText(word)
        self.setAccessibleName(f"Search for {word} instead")
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class UnknownWordsBar(QFrame):
    """Hidden while every word is known."""

    replaced = Signal(str, str)
    """The unknown word, and the known one chosen in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unknownWords")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 20, 6)
        self._row.setSpacing(6)
        self.hide()

    def show_words(self, unknown: Sequence[UnknownWord]) -> None:
        self._clear()
        for entry in unknown[:SHOWN_WORDS]:
            end = "Did you mean" if entry.nearest else "It is left out."
            label = QLabel(f"“{entry.word}” is not a word PhotoSeek knows. {end}", self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._row.addWidget(label)
            for near in entry.nearest[:SHOWN_NEAREST]:
                button = WordButton(near, self)
                button.clicked.connect(lambda _=False, a=entry.word, b=near: self.replaced.emit(a, b))
                self._row.addWidget(button)
            self._row.addSpacing(12)
        self._row.addStretch(1)
        self.setVisible(bool(unknown))

    def _clear(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
