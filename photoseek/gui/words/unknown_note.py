"""Says which words are not known, with the nearest known ones to click instead."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.words.word_chip import WordChip
from photoseek.ipc.messages import UnknownWord

SHOWN_NEAREST = 5
LONGEST = 24  # letters of an unknown word that are shown; a pasted address has no end


class UnknownNote(QFrame):
    """Hidden while every word is known."""

    replaced = Signal(str, str)
    """The unknown word, and the known one chosen in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unknownNote")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self._parts: list[QWidget] = []
        self.hide()

    def show_words(self, unknown: Sequence[UnknownWord]) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for entry in unknown:
            self._add(entry)
        self.setVisible(bool(unknown))

    def text(self) -> str:
        """What it says, without the words to click."""
        return "\n".join(part.text() for part in self._parts if isinstance(part, QLabel))

    def chips(self) -> list[WordChip]:
        return [chip for part in self._parts for chip in part.findChildren(WordChip)]

    def _add(self, entry: UnknownWord) -> None:
        word = entry.word if len(entry.word) <= LONGEST else f"{entry.word[:LONGEST]}…"
        alone = tr("PhotoSeek does not know “{word}”.")
        said = tr("PhotoSeek does not know “{word}”. Did you mean:") if entry.nearest else alone
        label = QLabel(said.format(word=word), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._show(label)
        if not entry.nearest:
            return
        row = QWidget(self)
        flow = FlowLayout(row)
        for near in entry.nearest[:SHOWN_NEAREST]:
            chip = WordChip(near, "", row)
            chip.setToolTip(plain_tip(tr("Use “{word}” instead").format(word=near)))
            chip.setAccessibleName(tr("Use “{word}” instead").format(word=near))
            chip.clicked.connect(partial(self.replaced.emit, entry.word, near))
            flow.addWidget(chip)
        self._show(row)

    def _show(self, part: QWidget) -> None:
        self._column.addWidget(part)
        self._parts.append(part)
        part.show()
