"""The panel that suggests words: click one to add it to the search, or to push it away."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.icon_button import icon
from photoseek.gui.search_bar import shortened
from photoseek.gui.word_items import SUGGESTION_ROLE, WordItems

WIDTH = 248
_HINT_EMPTY = "Type a word in the search bar, and words near it appear here."
_HINT_UNKNOWN = "No word that PhotoSeek knows is near this."


class WordDelegate(QStyledItemDelegate):
    """The word, how many captions hold it, and a minus that pushes it away."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, option.fontMetrics.height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        suggestion = index.data(SUGGESTION_ROLE)
        pointed = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        palette, rect = option.palette, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        inside = rect.adjusted(12, 0, -12, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside.adjusted(0, 0, -60, 0), left, suggestion.word)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        if pointed:
            icon("minus-circle", quiet).paint(painter, minus_rect(rect))
        elif suggestion.count:
            painter.setPen(quiet)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inside, right, QLocale().toString(suggestion.count))
        painter.restore()


def minus_rect(row: QRect) -> QRect:
    """Where the minus of a row is."""
    return QRect(row.right() - 30, row.center().y() - 9, 20, 20)


class WordList(QListView):
    """Enter or a click adds; minus, Shift + Enter, Shift or Alt + click pushes away."""

    chosen = Signal(str)
    """``word`` or ``-word``."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        word = self.currentIndex().data()
        if word and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            away = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.chosen.emit(f"-{word}" if away else word)
        elif word and event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Delete):
            self.chosen.emit(f"-{word}")
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        away = bool(event.modifiers() & keys) or minus_rect(self.visualRect(index)).contains(place)
        self.chosen.emit(f"-{index.data()}" if away else str(index.data()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = event.pos()  # type: ignore[attr-defined]
            over_minus = minus_rect(self.visualRect(self.indexAt(place))).contains(place)
            self.setToolTip("Push photos of this away" if over_minus else "Add this word to the search")
        return super().viewportEvent(event)


class WordsPanel(QFrame):
    word_chosen = Signal(str)
    """``word`` to add, ``-word`` to push away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = items = WordItems(self)
        self.setObjectName("wordsPanel")
        self.setFixedWidth(WIDTH)
        self.title = QLabel("Words", self)
        self.title.setObjectName("panelTitle")
        self.hint = QLabel(_HINT_EMPTY, self)
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.list = WordList(self)
        self.list.setModel(items)
        self.list.setItemDelegate(WordDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Suggested words")
        self.list.chosen.connect(self.word_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        items.modelReset.connect(lambda: self._show_hint(items))

    def set_topic(self, words: str) -> None:
        """What the words are near to; empty: the words of this library."""
        self.title.setText(f"Near “{shortened(words)}”" if words else "Words of your library")
        self.hint.setText(_HINT_UNKNOWN if words else _HINT_EMPTY)

    def _show_hint(self, items: QAbstractItemModel) -> None:
        self.hint.setVisible(items.rowCount() == 0)
        if items.rowCount():
            self.list.scrollToTop()
