"""The list below the search bar: what the typed letters may become. It never takes the focus."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import listed, tr
from photoseek.gui.search.completions import Completion, Kind
from photoseek.gui.search.search_filters import ICONS
from photoseek.gui.widgets.icons import icon

COMPLETION_ROLE = Qt.ItemDataRole.UserRole + 1
WIDTH = 420  # pixels, where the window has them
_PAD, _ICON, _GAP = 12, 16, 10
_INSET = 6  # of the list in its frame
_SHADOW = 12  # pixels around the frame


class CompletionItems(QAbstractListModel):
    """The lines of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Completion, ...] = ()

    def set_lines(self, lines: Sequence[Completion]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label
        if role == COMPLETION_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            photos = tr("%n photo(s)", None, line.count) if line.count else ""
            return listed(part for part in (line.label, kind_name(line.kind), photos) if part)
        return None


def kind_name(kind: Kind) -> str:
    """What a line is, said quietly beside it; nothing for a word."""
    return {
        "album": tr("Album"),
        "folder": tr("Folder"),
        "camera": tr("Camera"),
        "dates": tr("Date"),
    }.get(kind, "")


_ICONS: dict[Kind, str] = {
    **{kind: name for kind, name in ICONS.items() if kind != "chosen"},
    "word": "text-aa",
    "again": "clock-counter-clockwise",
    "forget": "trash",
}


class CompletionDelegate(QStyledItemDelegate):
    """An icon for the kind, the label with what was typed in bold, and how many photos."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typed = ""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, option.fontMetrics.height() + 16)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Completion = index.data(COMPLETION_ROLE)
        palette, rect = option.palette, option.rect
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            role = QPalette.ColorRole.Highlight if lit else QPalette.ColorRole.Midlight
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(role))
            painter.drawRoundedRect(rect, 6, 6)
        text = palette.color(QPalette.ColorRole.HighlightedText if lit else QPalette.ColorRole.WindowText)
        quiet = text if lit else palette.color(QPalette.ColorRole.PlaceholderText)
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        place = QRect(inside.left(), inside.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        icon(_ICONS[line.kind], quiet).paint(painter, place)
        inside.setLeft(place.right() + _GAP)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        said = QLocale().toString(line.count) if line.count else ""
        name = kind_name(line.kind)
        beside = "   ".join(part for part in (name, said) if part)
        painter.setPen(quiet)
        painter.drawText(inside, right, beside)
        inside.setRight(inside.right() - option.fontMetrics.horizontalAdvance(beside) - _GAP)
        painter.setPen(quiet if line.kind == "forget" else text)
        self._draw_label(painter, inside, line, option.font)
        painter.restore()

    def _draw_label(self, painter: QPainter, place: QRect, line: Completion, font: QFont) -> None:
        """The letters that were typed plain, those they are completed with in bold."""
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        known = self.typed[len(self.typed) - line.replaces :] if line.kind == "word" else ""
        known = known if known and line.label.lower().startswith(known.lower()) else line.label
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(known, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, left, shown)
        rest = line.label[len(known) :]
        if rest:
            place = place.adjusted(painter.fontMetrics().horizontalAdvance(known), 0, 0, 0)
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            painter.setFont(bold)
            painter.drawText(place, left, rest)


class CompletionPopup(QWidget):
    """A layer over the window, below what it completes; keys come from the field."""

    chosen = Signal(object)
    """The ``Completion`` that was clicked, or chosen by a key."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.items = CompletionItems(self)
        self.delegate = CompletionDelegate(self)
        card = QFrame(self)
        card.setObjectName("completions")
        self.list = QListView(card)
        self.list.setObjectName("completionList")
        self.list.setModel(self.items)
        self.list.setItemDelegate(self.delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Suggestions while typing"))
        self.list.clicked.connect(self._choose)
        column = QVBoxLayout(card)
        column.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        column.addWidget(self.list)
        around = QVBoxLayout(self)
        around.setContentsMargins(_SHADOW, 0, _SHADOW, _SHADOW)
        around.addWidget(card)
        self.hide()

    def offer(self, lines: Sequence[Completion], typed: str, below: QWidget, left: int) -> None:
        """Show these lines under ``below``, from ``left`` pixels on in it; none of them: hide."""
        self.delegate.typed = typed
        self.items.set_lines(lines)
        if not lines:
            self.hide()
            return
        window = self._window
        height = self.list.sizeHintForRow(0) * len(lines) + 2 * _INSET + 2 + _SHADOW
        corner = below.mapTo(window, QPoint(left - _SHADOW, below.height() + 4))
        width = min(WIDTH + 2 * _SHADOW, window.width())
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        self.setGeometry(QRect(corner, QSize(width, min(height, window.height() - corner.y()))))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A shadow below the card. Qt's own is blurred anew at each letter, which takes too long."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 4))
        for width in range(_SHADOW):
            card = self.rect().adjusted(width, _SHADOW // 2 + width, -width, -width)
            painter.drawRoundedRect(card, _SHADOW + 10 - width, _SHADOW + 10 - width)
        painter.end()

    def is_open(self) -> bool:
        return not self.isHidden()

    def step(self, rows: int) -> None:
        """The next line, or the previous one; past an end no line is lit."""
        count = self.items.rowCount()
        row = self.list.currentIndex().row()
        row = row + rows if row >= 0 or rows > 0 else count - 1
        lit = self.items.index(row) if 0 <= row < count else QModelIndex()
        self.list.setCurrentIndex(lit)
        if lit.isValid():
            self.list.scrollTo(lit)

    def lit_text(self) -> str:
        """What a screen reader says of the line that is lit; empty when none is."""
        return str(self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def choose_lit(self) -> bool:
        """Choose the line that is lit; False when none is."""
        index = self.list.currentIndex()
        if not self.is_open() or not index.isValid():
            return False
        self._choose(index)
        return True

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(COMPLETION_ROLE)
        self.hide()
        self.chosen.emit(line)
