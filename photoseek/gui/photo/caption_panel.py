"""A photo's caption in one language: editable in place, with what is known of every word of it."""

import math

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QToolTip, QVBoxLayout, QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.language import listed, tr
from photoseek.gui.photo.tag_chips import percent
from photoseek.gui.widgets.flow_layout import FlowLayout
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.library.confidence import is_confident
from photoseek.library.records import Caption
from photoseek.models.vocabulary import Language, tokenize

LANGUAGES: tuple[Language, ...] = ("en", "zh")
SURE = math.log(0.6)  # a word less probable than this is written faintly
GUESSED = math.log(0.25)  # and one less probable than this is underlined: others might stand there as well
_LINES = range(2, 8)  # of text that are seen at once

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)

_REASONS = Qt.FocusReason
_STILL_WRITING = (_REASONS.PopupFocusReason, _REASONS.ActiveWindowFocusReason, _REASONS.MenuBarFocusReason)


class CaptionEdit(QPlainTextEdit):
    """The caption: Enter keeps, and so does going elsewhere; Esc restores.

    Doubtful words are faint, guessed ones underlined with dots.
    """

    kept = Signal(str)
    left = Signal()
    """The user has done with it."""
    pointed = Signal(int)
    """The word, counted as ``tokenize`` cuts them, under the pointer or the cursor; -1: none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._words: list[tuple[int, int, float]] = []  # begin, end, log probability
        self._places: list[tuple[int, int]] = []
        self._pointed = -1
        self.setObjectName("caption")
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.textChanged.connect(self._text_changed)
        self._fit_height()

    def show_caption(self, caption: Caption | None, *, same_photo: bool) -> None:
        """What the library holds; what the user is writing about this photo is left alone."""
        text = caption.text if caption is not None else ""
        writing = self.hasFocus() and self.toPlainText() != self._shown
        self._shown = text
        self._words = words_of(caption) if caption is not None else []
        self._places = word_places(text)
        if not (same_photo and writing) and text != self.toPlainText():
            self.setPlainText(text)
        self._text_changed()
        unsure = [text[begin:end] for begin, end, log_prob in self._words if log_prob < SURE]
        said = tr("Unsure words: {words}").format(words=listed(unsure))
        self.setAccessibleDescription(said if unsure else "")

    def shown(self) -> str:
        """The caption as the library holds it."""
        return self._shown

    def word(self, number: int) -> str:
        """A word of ``shown``; empty for -1."""
        begin, end = self._places[number] if number >= 0 else (0, 0)
        return self._shown[begin:end]

    def said_of(self, position: int) -> str:
        """How sure the captioner was of the word at a position of the text; empty if there is none."""
        if self.toPlainText() != self._shown:
            return ""
        for begin, end, log_prob in self._words:
            if begin <= position <= end:
                said = tr("“{word}”: {percent} sure")
                return said.format(word=self._shown[begin:end], percent=percent(math.exp(log_prob)))
        return ""

    # --- Qt ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ends = isinstance(event, QKeyEvent) and event.key() in keys
        if ends and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # it means this text, not the page
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = self.said_of(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), said, self)
            return True
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point(self._word_under(event.position().toPoint()))
        elif event.type() == QEvent.Type.Leave:
            self._point(-1)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep(also_nothing=True)
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in _ARROWS:
                self._point(self._word_at(self.textCursor().position()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)
        if event.reason() not in _STILL_WRITING:
            self._keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._text_changed()

    # --- inside --------------------------------------------------------------------------------

    def _keep(self, *, also_nothing: bool = False) -> None:
        """Hand over what was written; nothing at all takes the caption back only if that is meant."""
        text = " ".join(self.toPlainText().split())
        if not text and not also_nothing:
            self.setPlainText(self._shown)
        elif text != self._shown:
            self._shown = text
            self.kept.emit(text)

    def _word_at(self, position: int) -> int:
        if self.toPlainText() != self._shown:
            return -1
        around = (number for number, (begin, end) in enumerate(self._places) if begin <= position <= end)
        return next(around, -1)

    def _word_under(self, place: QPoint) -> int:
        cursor = self.cursorForPosition(place)
        # Beside the text, the nearest word is not meant.
        near = self.cursorRect(cursor).adjusted(-self.fontMetrics().averageCharWidth(), 0, 12, 0)
        return self._word_at(cursor.position()) if near.contains(place) else -1

    def _point(self, word: int) -> None:
        if word != self._pointed:
            self._pointed = word
            self.pointed.emit(word)

    def _text_changed(self) -> None:
        if self.toPlainText() != self._shown:
            self._point(-1)
        self._mark_words()
        self._fit_height()

    def _fit_height(self) -> None:
        lines = round(self.document().size().height())  # a plain text document counts in lines
        if not self.toPlainText():
            lines = self._lines_of(self.placeholderText())
        policies = Qt.ScrollBarPolicy
        bar = policies.ScrollBarAsNeeded if lines >= _LINES.stop else policies.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        lines = min(max(lines, _LINES.start), _LINES.stop - 1)
        height = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 16
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _lines_of(self, text: str) -> int:
        room = QRect(0, 0, self.viewport().width() - 2 * round(self.document().documentMargin()), 0)
        needed = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return round(needed.height() / self.fontMetrics().lineSpacing())

    def _mark_words(self) -> None:
        marks = []
        if self.toPlainText() == self._shown:
            for begin, end, log_prob in self._words:
                if log_prob < SURE:
                    mark = QTextEdit.ExtraSelection()
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(begin)
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    mark.cursor, mark.format = cursor, self._looks(guessed=log_prob < GUESSED)
                    marks.append(mark)
        self.setExtraSelections(marks)

    def _looks(self, *, guessed: bool) -> QTextCharFormat:
        """Faint; the underline is in the colour of attention."""
        looks = QTextCharFormat()
        looks.setForeground(muted(self))
        if guessed:
            looks.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            looks.setUnderlineColor(self.palette().color(QPalette.ColorRole.BrightText))
        return looks


class CaptionPanel(QWidget):
    """Heading, caption, who wrote it, and what can be done with it."""

    edited = Signal(str)
    searched = Signal(str)
    """Search for this caption."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language: Language = language
        self.heading = QLabel(
            tr("Caption in English") if language == "en" else tr("Caption in Chinese"), self
        )
        self.heading.setObjectName("panelTitle")
        self.edit = CaptionEdit(self)
        self.edit.setAccessibleName(self.heading.text())
        self.origin = QLabel(self)
        self.origin.setObjectName("muted")
        self.origin.setWordWrap(True)
        self.origin.setTextFormat(Qt.TextFormat.PlainText)
        search, back = tr("Search for this caption"), tr("Take it back")
        self.search = IconButton("magnifying-glass", search, self, with_text=True)
        self.take_back = IconButton("arrow-u-up-left", back, self, with_text=True)
        self.take_back.setToolTip(tr("Go back to the caption that PhotoSeek wrote"))
        for button in (self.search, self.take_back):
            button.setObjectName("tagChip")
        buttons = FlowLayout()
        buttons.addWidget(self.search)
        buttons.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.heading, self.edit, self.origin):
            column.addWidget(part)
        column.addLayout(buttons)
        self.edit.kept.connect(self.edited)
        self.search.clicked.connect(lambda: self.searched.emit(self.edit.shown()))
        self.take_back.clicked.connect(lambda: self.edited.emit(""))

    def show_caption(self, caption: Caption | None, *, has_tags: bool, same_photo: bool) -> None:
        """``has_tags``: something else describes the photo where the caption would be a guess."""
        guessed = caption is not None and has_tags and not is_confident(caption.confidence)
        shown = None if guessed else caption
        unsure = tr("PhotoSeek is not sure enough for a sentence: see the tags. Write your own here.")
        self.edit.setPlaceholderText(unsure if guessed else tr("No caption yet. Write your own here."))
        self.edit.show_caption(shown, same_photo=same_photo)
        by_user = shown is not None and shown.model_id is None
        edited = tr("Edited by you. It is yours and stays as it is.")
        written = tr("Written by PhotoSeek. Edit it to make it yours.")
        if self.edit.accessibleDescription():
            written = tr("Written by PhotoSeek. Faint words are unsure. Edit it to make it yours.")
        self.origin.setText("" if shown is None else edited if by_user else written)
        self.origin.setVisible(shown is not None)
        self.search.setVisible(shown is not None)
        self.take_back.setVisible(by_user)


def words_of(caption: Caption) -> list[tuple[int, int, float]]:
    """Where each word of a made caption begins and ends, and its log probability."""
    places = word_places(caption.text)
    if len(places) != len(caption.word_log_probs):
        return []
    return [(*place, log_prob) for place, log_prob in zip(places, caption.word_log_probs, strict=True)]


def word_places(text: str) -> list[tuple[int, int]]:
    """Where each word of a text, as ``tokenize`` cuts them, begins and ends; nothing if one is not found."""
    places, end = [], 0
    for word in tokenize(text):
        begin = text.lower().find(word, end)
        if begin < 0:
            return []
        end = begin + len(word)
        places.append((begin, end))
    return places
