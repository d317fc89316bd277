"""Where one types in the search bar. What is typed stays text until it is finished."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from photoseek.gui.language import tr
from photoseek.gui.search.completion_popup import CompletionPopup

LONGEST = 2000  # letters; the search reads 64 words
_COMING_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Hands a pasted photo on, leaves drops to the window, and drives the list of completions."""

    photo_pasted = Signal(object)
    """A ``QMimeData`` with something else than text."""
    down_pressed = Signal()
    back_pressed = Signal()
    """Backspace where nothing is left to delete."""
    left_pressed = Signal()
    """Left at the beginning."""
    finished = Signal()
    """Enter: ask at once, and what is typed is done with."""
    item_finished = Signal()
    """Tab: what is typed is done with."""
    focus_changed = Signal(bool)
    left = Signal()
    """The user went on to something else in this window; a menu or another window is not that."""
    suggestions_wanted = Signal()
    """The user came here, with nothing typed yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.popup: CompletionPopup | None = None
        self.setAcceptDrops(False)
        self.setFrame(False)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(tr("Search"))

    def is_offering(self) -> bool:
        """Whether completions are shown."""
        return self.popup is not None and self.popup.is_open()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if pressed and (self._choose() or self.text().strip()):
                self.item_finished.emit()
                return True
            overrides = event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape
            if overrides and self.is_offering():
                event.accept()  # Escape closes the list before it clears the search
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        clipboard = QGuiApplication.clipboard().mimeData()
        key, held = event.key(), event.modifiers()
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if event.matches(QKeySequence.StandardKey.Paste) and holds_photo(clipboard):
            self.photo_pasted.emit(clipboard)
        elif self.popup is not None and self.is_offering() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
            self.setAccessibleDescription(self.popup.lit_text())  # the focus stays here, so it is said here
        elif self.popup is not None and self.is_offering() and key == Qt.Key.Key_Escape:
            self.popup.hide()
        elif key in _ENTER and not held & Qt.KeyboardModifier.ControlModifier:
            if not self._choose():
                self.finished.emit()
        elif key == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif key == Qt.Key.Key_Backspace and at_start:
            if not event.isAutoRepeat():  # who holds it down wants the text gone, not the chips
                self.back_pressed.emit()
        elif key == Qt.Key.Key_Left and at_start:
            self.left_pressed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.suggestions_wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)
        if event.reason() not in _COMING_BACK:
            self.left.emit()

    def _choose(self) -> bool:
        return self.popup is not None and self.popup.choose_lit()


def holds_photo(mime: QMimeData) -> bool:
    """Whether a clipboard or a drop brings files or an image."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())
