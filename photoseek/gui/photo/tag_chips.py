"""The words nearest to a photo, each a button that searches for it and, pointed at, shows where it is."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from photoseek.gui.language import tr
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.words.word_chip import WordChip
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
        self._chips: list[WordChip] = []
        self._flow = FlowLayout(self)
        self.setAccessibleName(tr("Tags"))
        self.hide()

    def show_tags(self, tags: Sequence[Tag]) -> None:
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            while len(self._chips) < len(tags):
                self._chips.append(self._chip())
            # Chips stay for the next photo: a new widget costs a hundred times what a new word does.
            for number, chip in enumerate(self._chips):
                chip.setVisible(number < len(tags))
            for chip, tag in zip(self._chips, tags, strict=False):
                self._show_tag(chip, tag)
        self.setVisible(bool(tags))

    def chips(self) -> list[WordChip]:
        return self._chips[: len(self._tags)]

    def _chip(self) -> WordChip:
        chip = WordChip("", "", self)
        chip.clicked.connect(lambda: self._clicked(chip.word))
        chip.pointed.connect(lambda on: self.pointed.emit(chip.word if on else ""))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(partial(self._show_menu, chip))
        self._flow.addWidget(chip)
        return chip

    def _show_tag(self, chip: WordChip, tag: Tag) -> None:
        chip.show_word(tag.word, percent(tag.confidence))
        hint = tr("PhotoSeek is {percent} sure of “{word}”.\nClick to search for it, Shift+click to add it.")
        chip.setToolTip(plain_tip(hint.format(percent=percent(tag.confidence), word=tag.word)))

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
