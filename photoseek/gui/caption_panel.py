"""A photo's caption in one language: editable in place, with what is known of every word of it."""

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QToolTip, QVBoxLayout, QWidget

from photoseek.library.confidence import is_confident
from photoseek.library.records import Caption
from photoseek.models.vocabulary import Language, tokenize

LANGUAGES: dict[Language, str] = {"en": "English", "zh": "Chinese"}
GUESSED = math.log(0.25)  # a word less probable than this is underlined: others might stand there as well
_NOTHING = "No caption yet. Write your own here."
_UNSURE = "PhotoSeek is not sure enough for a sentence: see the tags. Write your own here."
_EDITED = "Edited by you. Leave it empty to go back."
_WRITTEN = "Written by PhotoSeek. Edit it to make it yours."


class CaptionEdit(QPlainTextEdit):
    """The caption: Enter keeps, Esc restores. Words that were guessed are underlined with dots."""

    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._words: list[tuple[int, int, float]] = []  # begin, end, log probability
        self.setObjectName("caption")
        self.setAccessibleName("Caption")
        self.setTabChangesFocus(True)
        self.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 20)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._mark_words)

    def show_caption(self, caption: Caption | None, *, same_photo: bool) -> None:
        """What the library holds; what the user is writing about this photo is left alone."""
        text = caption.text if caption is not None else ""
        writing = self.hasFocus() and self.toPlainText() != self._shown
        self._shown = text
        self._words = words_of(caption) if caption is not None else []
        if not (same_photo and writing) and text != self.toPlainText():
            self.setPlainText(text)
        self._mark_words()

    def said_of(self, position: int) -> str:
        """How sure the captioner was of the word at a position of the text; empty if there is none."""
        if self.toPlainText() != self._shown:
            return ""
        for begin, end, log_prob in self._words:
            if begin <= position <= end:
                return f"“{self._shown[begin:end]}”: {100 * math.exp(log_prob):.0f} % sure"
        return ""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = self.said_of(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        text = " ".join(self.toPlainText().split())
        if text != self._shown:
            self._shown = text
            self.kept.emit(text)
        self.clearFocus()

    def _mark_words(self) -> None:
        dotted = QTextCharFormat()
        dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        dotted.setUnderlineColor(self.palette().color(QPalette.ColorRole.BrightText))
        marks = []
        if self.toPlainText() == self._shown:
            for begin, end, log_prob in self._words:
                if log_prob < GUESSED:
                    mark = QTextEdit.ExtraSelection()
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(begin)
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    mark.cursor, mark.format = cursor, dotted
                    marks.append(mark)
        self.setExtraSelections(marks)


class CaptionPanel(QWidget):
    """Heading, caption, and who wrote it."""

    edited = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language: Language = language
        self.heading = QLabel(f"Caption in {LANGUAGES[language]}", self)
        self.heading.setObjectName("panelTitle")
        self.edit = CaptionEdit(self)
        self.edit.setAccessibleName(self.heading.text())
        self.origin = QLabel(self)
        self.origin.setObjectName("muted")
        self.origin.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.heading, self.edit, self.origin):
            column.addWidget(part)
        self.edit.kept.connect(self.edited)

    def show_caption(self, caption: Caption | None, *, has_tags: bool, same_photo: bool) -> None:
        """``has_tags``: something else describes the photo where the caption would be a guess."""
        guessed = caption is not None and has_tags and not is_confident(caption.confidence)
        shown = None if guessed else caption
        self.edit.setPlaceholderText(_UNSURE if guessed else _NOTHING)
        self.edit.show_caption(shown, same_photo=same_photo)
        by_user = shown is not None and shown.model_id is None
        self.origin.setText("" if shown is None else _EDITED if by_user else _WRITTEN)
        self.origin.setVisible(shown is not None)


def words_of(caption: Caption) -> list[tuple[int, int, float]]:
    """Where each word of a made caption begins and ends, and its log probability."""
    words = tokenize(caption.text)
    if len(words) != len(caption.word_log_probs):
        return []
    found, end = [], 0
    for word, log_prob in zip(words, caption.word_log_probs, strict=True):
        begin = caption.text.lower().find(word, end)
        if begin < 0:
            return []
        end = begin + len(word)
        found.append((begin, end, log_prob))
    return found
