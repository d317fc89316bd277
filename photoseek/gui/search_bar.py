"""One bar for a question: words, or a photo shown as a chip."""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QIcon, QImage, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from photoseek.gui.icon_button import IconButton
from photoseek.gui.question import Question

DEBOUNCE_MS = 220  # a person types a letter every 150 to 200 ms; an answer takes about as long
CHIP_PICTURE = 26  # pixels a side
_WORDS_HINT = "Search by words, or drop a photo here"
_PHOTO_HINT = "Type to search by words instead"


class SearchField(QLineEdit):
    """A line edit that hands a pasted photo on, and leaves drops to the window."""

    photo_pasted = Signal(object)
    """A ``QMimeData`` with something else than text."""
    down_pressed = Signal()
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.setFrame(False)
        self.setAccessibleName("Search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        clipboard = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and holds_photo(clipboard):
            self.photo_pasted.emit(clipboard)
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


def holds_photo(mime: QMimeData) -> bool:
    """Whether a clipboard or a drop brings files or an image."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


class SearchBar(QFrame):
    """Emits the question a moment after the last key, at once on Enter."""

    words_changed = Signal(str)
    """The words to search for; empty: show the whole library again."""
    photo_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBar")
        self._told = ""
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(self._tell)
        self.glass = IconButton("magnifying-glass", "Search", self)
        self.glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chip = QPushButton(self)
        self.chip.setObjectName("photoChip")
        self.chip.setIconSize(QSize(CHIP_PICTURE, CHIP_PICTURE))
        self.chip.hide()
        self.field = SearchField(self)
        self.field.setPlaceholderText(_WORDS_HINT)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clear_button = IconButton("x", "Clear the search", self)
        self.clear_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(4)
        for part in (self.glass, self.chip, self.field, self.clear_button):
            row.addWidget(part, 1 if part is self.field else 0)
        self.setMinimumWidth(260)
        self.setFixedHeight(40)
        self.glass.clicked.connect(self._tell)
        self.chip.clicked.connect(self.photo_removed)
        self.field.textChanged.connect(self._text_changed)
        self.field.focus_changed.connect(self._show_focus)
        self.field.returnPressed.connect(self._tell)
        self.clear_button.clicked.connect(self.clear)

    def words(self) -> str:
        return self.field.text().strip()

    def set_words(self, text: str) -> None:
        """Ask for these words at once, as if typed."""
        self.field.setText(text)
        self._tell()
        self.field.setFocus()

    def add_word(self, word: str) -> None:
        """One more word at the end, ``-word`` to push it away; the same word's other form leaves."""
        plain = word.removeprefix("-")
        kept = [part for part in self.words().split() if part not in (plain, f"-{plain}")]
        self.set_words(" ".join([*kept, word]))

    def show_question(self, question: Question) -> None:
        """Show what is asked, without telling anybody."""
        self._wait.stop()
        self._told = question.words
        if self.words() != question.words:
            self.field.blockSignals(True)
            self.field.setText(question.words)
            self.field.blockSignals(False)
        if question.photo is not None:
            self._show_photo(question.photo.name)
        else:
            self._remove_photo()

    def show_picture(self, picture: QImage) -> None:
        """What the photo that is asked about looks like."""
        self.chip.setIcon(QIcon(QPixmap.fromImage(picture)))

    def _show_photo(self, name: str) -> None:
        self.chip.setText(f"{shortened(name)}  ×")
        self.chip.setIcon(QIcon())
        self.chip.setAccessibleName(f"Searching by the photo {name}. Press to remove it.")
        self.chip.setToolTip("Remove this photo from the search")
        self.chip.show()
        self.field.setPlaceholderText(_PHOTO_HINT)
        self.clear_button.show()

    def has_photo(self) -> bool:
        return not self.chip.isHidden()

    def _remove_photo(self) -> None:
        self.chip.hide()
        self.field.setPlaceholderText(_WORDS_HINT)
        self.clear_button.setVisible(bool(self.field.text()))

    def clear(self) -> None:
        """Back to the whole library."""
        if self.has_photo():
            self.photo_removed.emit()
        self.set_words("")

    def focus(self, typed: str = "") -> None:
        """Go on typing here; ``typed`` is what was typed elsewhere."""
        self.field.setFocus()
        if typed:
            self.field.setText(typed)
        else:
            self.field.selectAll()

    def _show_focus(self, focused: bool) -> None:
        """The ring belongs to the whole bar, not to the field inside."""
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)

    def _text_changed(self, text: str) -> None:
        self.clear_button.setVisible(bool(text) or self.has_photo())
        self._wait.start()

    def _tell(self) -> None:
        self._wait.stop()
        if self.words() != self._told:
            self._told = self.words()
            self.words_changed.emit(self._told)


def shortened(name: str, length: int = 24) -> str:
    """A name that fits a chip: its beginning and its end."""
    if len(name) <= length:
        return name
    return f"{name[: length // 2]}…{name[-(length // 2 - 1) :]}"
