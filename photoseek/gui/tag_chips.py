"""The words nearest to a photo, each a button that searches for it and, pointed at, shows where it is."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from photoseek.gui.flow_layout import FlowLayout
from photoseek.gui.language import tr
from photoseek.gui.word_chip import WordChip
from photoseek.library.records import Tag


class TagChips(QWidget):
    """Hidden while there are no tags."""

    chosen = Signal(str)
    """Search for this word."""
    added = Signal(str)
    """Add this word to the search."""
    pointed = Signal(str)
    """The word pointed at; empty: none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[Tag, ...] = ()
        self._flow = FlowLayout(self)
        self.setAccessibleName(tr("Tags"))
        self.hide()

    def show_tags(self, tags: Sequence[Tag]) -> None:
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            self._flow.remove_all()
            for tag in tags:
                self._flow.addWidget(self._chip(tag))
        self.setVisible(bool(tags))

    def chips(self) -> list[WordChip]:
        return [chip for chip in self.findChildren(WordChip) if self._flow.indexOf(chip) >= 0]

    def _chip(self, tag: Tag) -> WordChip:
        chip = WordChip(tag.word, percent(tag.confidence), self)
        hint = tr("PhotoSeek is {percent} sure of “{word}”.\nClick to search for it, Shift+click to add it.")
        chip.setToolTip(hint.format(percent=percent(tag.confidence), word=tag.word))
        chip.clicked.connect(partial(self._clicked, tag.word))
        chip.pointed.connect(lambda on: self.pointed.emit(tag.word if on else ""))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(partial(self._show_menu, chip))
        return chip

    def _clicked(self, word: str) -> None:
        shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.added if shift else self.chosen).emit(word)

    def _show_menu(self, chip: WordChip, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Search for “{word}”").format(word=chip.word), lambda: self.chosen.emit(chip.word))
        menu.addAction(tr("Add it to the search"), lambda: self.added.emit(chip.word))
        menu.popup(chip.mapToGlobal(place))


def percent(part: float) -> str:
    """0.87 as the user's locale writes 87 %."""
    return tr("{number} %").format(number=QLocale().toString(round(100 * part)))
