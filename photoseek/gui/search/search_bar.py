"""One bar for a question: what is finished is a chip, what is being typed is text, the rest is filters."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from photoseek.gui.language import tr
from photoseek.gui.search.chip import PICTURE, Chip, Face
from photoseek.gui.search.chip_strip import ChipStrip
from photoseek.gui.search.query_chips import (
    WordChip,
    chips_of,
    finished,
    heavier,
    next_weight,
    text_of,
    turned,
    with_word,
    written,
)
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.search.search_field import SearchField
from photoseek.gui.search.search_filters import ICONS, Filter, filters_of
from photoseek.gui.widgets.icon_button import IconButton

DEBOUNCE_MS = 220  # a person types a letter every 150 to 200 ms; an answer takes about as long
CHIP_PICTURE = PICTURE
_LEAST_FIELD = 150  # pixels that are always left to type in

_Place = tuple[Literal["filter", "photo", "words"], int]


class SearchBar(QFrame):
    """Emits the question a moment after the last key, at once on Enter."""

    words_changed = Signal(str)
    """The words to search for; empty: show the whole library again."""
    photo_removed = Signal()
    photo_weighed = Signal(float)
    photo_clicked = Signal()
    filter_removed = Signal(str)
    """A ``FilterKind``."""
    filters_cleared = Signal()
    typing = Signal(str)
    """What stands in the field after a key was pressed."""
    settled = Signal()
    """What is asked is what the user meant, not a word on the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBar")
        self._told = ""
        self._told_weight = 1.0
        self._chips: list[WordChip] = []
        self._at = 0  # where among the chips the typed text belongs: it may come from one of them
        self._photo: AskedPhoto | None = None
        self._picture = QIcon()
        self._filters: list[Filter] = []
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(self._tell)
        self.glass = IconButton("magnifying-glass", tr("Search"), self)
        self.glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.strip = ChipStrip(self)
        self.field = SearchField(self)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clear_button = IconButton("x", tr("Clear the search"), self)
        self.filter_button = IconButton(
            "funnel", tr("Filter by date, camera or folder"), self, checkable=True
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(4)
        for part in (self.glass, self.strip, self.field, self.clear_button, self.filter_button):
            row.addWidget(part, 1 if part is self.field else 0)
        self.setMinimumWidth(260)
        self.setFixedHeight(max(42, self.fontMetrics().height() + 24))
        self._connect()
        self._render()

    def _connect(self) -> None:
        self.glass.clicked.connect(self._finish)
        self.clear_button.clicked.connect(self.clear)
        self.filter_button.clicked.connect(self._render)  # it is lit by filters, not by a click
        field, strip = self.field, self.strip
        field.textEdited.connect(self._edited)
        field.focus_changed.connect(self._focus_changed)
        field.left.connect(self._left)
        field.finished.connect(self._finish)
        field.item_finished.connect(self._finish)
        field.back_pressed.connect(lambda: self._remove(len(strip.chips) - 1))
        field.left_pressed.connect(lambda: strip.focus_chip(len(strip.chips) - 1))
        strip.field_wanted.connect(self._go_on_typing)
        strip.edit_wanted.connect(self._edit)
        strip.removed.connect(self._remove)
        strip.weighed.connect(self._weigh)
        strip.turned.connect(self._turn)

    # --- what is asked --------------------------------------------------------------------------

    def words(self) -> str:
        """Chips and typed text, as the search reads them."""
        return text_of(self._all_chips())

    def typed(self) -> str:
        return self.field.text()

    def is_empty(self) -> bool:
        """Whether nothing is asked and nothing is typed."""
        return not (self.strip.chips or self.field.text())

    @property
    def chip(self) -> Chip | None:
        """The photo's chip."""
        return next((chip for chip in self.strip.chips if chip.face.kind == "photo"), None)

    def has_photo(self) -> bool:
        return self._photo is not None

    def set_words(self, text: str) -> None:
        """Ask for these words at once, as if typed."""
        self._set_chips(chips_of(text))
        self._finish()
        self.field.setFocus()

    def add_word(self, word: str) -> None:
        """One more word at the end, ``-word`` to push it away; the same word's other form leaves."""
        self._set_chips(with_word(self._all_chips(), word))
        self._finish()
        self.field.setFocus()

    def set_typed(self, text: str) -> None:
        """What stands in the field, as if typed, without asking yet."""
        self.field.setText(text)
        self._take_finished(text)
        self._wait.start()

    def show_question(self, question: Question) -> None:
        """Show what is asked, without telling anybody."""
        self._wait.stop()
        if question.photo != self._photo:
            if question.photo is None or self._photo is None or question.photo.name != self._photo.name:
                self._picture = QIcon()
            self._photo = question.photo
            self._told_weight = 1.0 if question.photo is None else question.photo.weight
        self._filters = filters_of(question.scope, question.scope_name)
        if question.chosen is not None:
            self._filters = [Filter("chosen", question.scope_name)]
        if self.words() != question.words:
            self._set_chips(chips_of(question.words))
        self._told = self.words()
        self._render()

    def show_picture(self, picture: QImage) -> None:
        """What the photo that is asked about looks like."""
        self._picture = QIcon(QPixmap.fromImage(picture))
        if self.chip is not None:
            self.chip.setIcon(self._picture)

    def clear(self) -> None:
        """Take the search away; where there is none, the filters."""
        if not self.has_photo() and not self.words() and self._filters:
            self.filters_cleared.emit()
        elif self.has_photo():
            self.photo_removed.emit()
        self.set_words("")

    def focus(self, typed: str = "") -> None:
        """Go on typing here. ``typed``, typed elsewhere, begins new words; without it the words that are
        there are text again, all of it selected, so that one can change it or type over it."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self._set_chips([])
            self.set_typed(typed)
            self.typing.emit(self.field.text())
            return
        words = self.words()
        self._set_chips([])
        self.field.setText(words)
        self._render()
        self.field.selectAll()
        self.field.suggestions_wanted.emit()

    # --- keys and mouse -------------------------------------------------------------------------

    def _edited(self, text: str) -> None:
        self._take_finished(text)
        self._wait.start()
        self.typing.emit(self.field.text())

    def _take_finished(self, text: str) -> None:
        """Turn what is done with into chips; the cursor stays where it is in the rest."""
        behind = len(text) - self.field.cursorPosition()
        done, rest = finished(text)
        if rest != text:
            self._insert(done)
            self.field.setText(rest)
            self.field.setCursorPosition(max(0, len(rest) - behind))
        self._render()

    def _finish(self) -> None:
        """Everything typed is a chip, and asked at once."""
        self._insert(chips_of(self.field.text()))
        self.field.clear()
        self._at = len(self._chips)
        self._render()
        self._tell()
        self.settled.emit()

    def _go_on_typing(self, typed: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self.field.end(False)
            self.field.insert(typed)
            self._edited(self.field.text())

    def _edit(self, number: int) -> None:
        kind, place = self._place(number)
        if kind == "photo":
            self.photo_clicked.emit()
        elif kind == "filter":
            self.filter_button.click()
        else:
            chip = self._chips[place]
            self._insert(chips_of(self.field.text()))
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # first: what loses the focus is finished
            self._at = self._chips.index(chip)
            self._chips.pop(self._at)
            self.field.setText(written(chip))
            self._render()
            self.field.selectAll()

    def _remove(self, number: int) -> None:
        if number < 0:
            return
        kind, place = self._place(number)
        if kind == "photo":
            self.photo_removed.emit()
        elif kind == "filter":
            self.filter_removed.emit(self._filters[place].kind)
        else:
            del self._chips[place]
            self._at = min(self._at, len(self._chips))
            self._render()
            self._tell()
            self.settled.emit()

    def _weigh(self, number: int, steps: int) -> None:
        kind, place = self._place(number)
        if kind == "photo" and self._photo is not None:
            self._photo = replace(self._photo, weight=next_weight(self._photo.weight, steps))
        elif kind == "words":
            self._chips[place] = heavier(self._chips[place], steps)
        self._render()
        self._wait.start()

    def _turn(self, number: int) -> None:
        kind, place = self._place(number)
        if kind == "words":
            self._chips[place] = turned(self._chips[place])
            self._render()
            self._tell()
            self.settled.emit()

    def _focus_changed(self, focused: bool) -> None:
        """The ring belongs to the whole bar, not to the field inside."""
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)

    def _left(self) -> None:
        if self.field.text().strip():
            self._finish()

    # --- inside ---------------------------------------------------------------------------------

    def _all_chips(self) -> list[WordChip]:
        return [*self._chips[: self._at], *chips_of(self.field.text()), *self._chips[self._at :]]

    def _set_chips(self, chips: Sequence[WordChip]) -> None:
        self._chips = list(chips)
        self._at = len(self._chips)
        self.field.clear()

    def _insert(self, chips: Sequence[WordChip]) -> None:
        self._chips[self._at : self._at] = chips
        self._at += len(chips)

    def _place(self, number: int) -> _Place:
        """What the chip with this number is: filters come first, then the photo, then words."""
        if number < len(self._filters):
            return "filter", number
        number -= len(self._filters)
        if self._photo is not None:
            return ("photo", 0) if number == 0 else ("words", number - 1)
        return "words", number

    def _render(self) -> None:
        faces = [Face("filter", part.label, ICONS[part.kind]) for part in self._filters]
        if self._photo is not None:
            faces.append(Face("photo", shortened(self._photo.name), weight=self._photo.weight))
        faces += [_face(chip) for chip in self._chips]
        self.strip.show_faces(faces)
        if self.chip is not None and not self._picture.isNull():
            self.chip.setIcon(self._picture)
        self.strip.show_end()
        self.field.setPlaceholderText(self._hint())
        self.clear_button.setVisible(not self.is_empty())
        self.filter_button.setChecked(bool(self._filters))

    def _hint(self) -> str:
        if self._photo is not None:
            return tr("Add words, or -words to push away")
        return tr("Add words") if self._chips else tr("Search by words, or drop a photo here")

    def _tell(self) -> None:
        self._wait.stop()
        if self._photo is not None and self._photo.weight != self._told_weight:
            self._told_weight = self._photo.weight
            self.photo_weighed.emit(self._told_weight)
        if self.words() != self._told:
            self._told = self.words()
            self.words_changed.emit(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        buttons = self.glass.sizeHint().width() * 3 + 30
        self.strip.setMaximumWidth(max(80, self.width() - buttons - _LEAST_FIELD))
        self.strip.show_end()


def _face(chip: WordChip) -> Face:
    text = f"“{chip.text}”" if chip.quoted else chip.text
    return Face("words", text, weight=chip.weight, excluded=chip.excluded)


def shortened(name: str, length: int = 24) -> str:
    """A name that fits a chip: its beginning and its end."""
    if len(name) <= length:
        return name
    return f"{name[: length // 2]}…{name[-(length // 2 - 1) :]}"
