"""Below the search bar: which typed words are not known, and known ones to click instead."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.search.search_bar import shortened
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.ipc.messages import UnknownWord

SHOWN_WORDS = 3  # more than three wrong words is another language, not a slip
SHOWN_NEAREST = 4
CHIP_ROOM = 10  # pixels that a chip is higher than its text, and the line before it


class WordButton(QToolButton):
    """A known word to click instead of an unknown one."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wordChip")
        self.setText(word)
        self.setAccessibleName(tr("Search for {word} instead").format(word=word))
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class UnknownWordsBar(QFrame):
    """Hidden while every word is known."""

    replaced = Signal(str, str)
    """The unknown word, and the known one chosen in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unknownWords")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(20, 4, 20, 4)
        self._rows.setSpacing(4)
        self.hide()

    def show_words(self, unknown: Sequence[UnknownWord]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for entry in unknown[:SHOWN_WORDS]:
            self._rows.addWidget(self._row(entry))
        self.setVisible(bool(unknown))

    def _row(self, entry: UnknownWord) -> QWidget:
        row = QWidget(self)
        parts = FlowLayout(row)
        said = tr("PhotoSeek does not know the word “{word}”.").format(word=shortened(entry.word))
        end = tr("Did you mean") if entry.nearest else tr("It is left out.")
        label = QLabel(f"{said} {end}", row)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setMinimumHeight(label.fontMetrics().height() + CHIP_ROOM)
        parts.addWidget(label)
        for near in entry.nearest[:SHOWN_NEAREST]:
            button = WordButton(near, row)
            button.clicked.connect(partial(self.replaced.emit, entry.word, near))
            parts.addWidget(button)
        return row
