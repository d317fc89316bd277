"""A list of words in groups: click one to take it, its minus to push it away."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.widgets.icons import icon
from photoseek.gui.widgets.plain_tip import plain_tip
from photoseek.gui.words.word_items import HEADING_ROLE, SUGGESTION_ROLE, Heading, WordItems
from photoseek.ipc.messages import Suggestion

PICTURE = 28  # device-independent pixels a side
PICTURES = 3
_GAP = 3  # between pictures
_PAD = 10  # from the row's ends
_ICON = 14
_MINUS = 20
_SETTLED_MS = 60  # scrolling that goes on loads nothing

PictureOf = Callable[[int], QImage | None]
"""The picture of a photo: None until it is there, a null one if there is none."""


class WordDelegate(QStyledItemDelegate):
    """The word, some photos that show it, and how many there are; pointed at, a minus."""

    def __init__(self, picture_of: PictureOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture_of = picture_of

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        text = option.fontMetrics.height()
        heading: Heading | None = index.data(HEADING_ROLE)
        if heading is not None:
            return QSize(0, text + (12 if index.row() == 0 else 26))
        suggestion: Suggestion = index.data(SUGGESTION_ROLE)
        return QSize(0, max(text + 14, PICTURE + 8) if suggestion.count else text + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        heading: Heading | None = index.data(HEADING_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if heading is not None:
            _paint_heading(painter, option, heading)
        else:
            self._paint_word(painter, option, index.data(SUGGESTION_ROLE))
        painter.restore()

    def _paint_word(self, painter: QPainter, option: QStyleOptionViewItem, suggestion: Suggestion) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        palette, rect = option.palette, option.rect
        roles = QPalette.ColorRole
        if hovered or focused:
            painter.setPen(QPen(palette.color(roles.Highlight), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Midlight))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        numbers = _count_width(option.fontMetrics)
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        quiet = palette.color(roles.PlaceholderText)
        strip = self._paint_pictures(painter, inside.adjusted(0, 0, -numbers - 8, 0), palette, suggestion)
        painter.setPen(palette.color(roles.WindowText) if suggestion.count else quiet)
        room = inside.adjusted(0, 0, -numbers - 8 - strip - 8, 0)
        word = option.fontMetrics.elidedText(suggestion.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        if hovered or focused:
            icon("minus-circle", palette.color(roles.WindowText)).paint(painter, minus_rect(rect))
        elif suggestion.count:
            painter.setPen(quiet)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inside, right, QLocale().toString(suggestion.count))

    def _paint_pictures(
        self, painter: QPainter, room: QRect, palette: QPalette, suggestion: Suggestion
    ) -> int:
        """The pictures at the right end of ``room``; returns how wide they are together."""
        ids = suggestion.photo_ids[:PICTURES]
        if not ids:
            return 0
        width = len(ids) * (PICTURE + _GAP) - _GAP
        place = QRect(room.right() + 1 - width, room.center().y() - PICTURE // 2 + 1, PICTURE, PICTURE)
        for photo_id in ids:
            image = self._picture_of(photo_id)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(place), 5, 5)
            if image is None or image.isNull():
                painter.fillPath(shape, palette.color(QPalette.ColorRole.AlternateBase))
            else:
                painter.save()
                painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
                painter.drawImage(place, image)
                painter.restore()
            place.translate(PICTURE + _GAP, 0)
        return width


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
    quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    font.setPointSizeF(font.pointSizeF() * 0.92)
    painter.setFont(font)
    painter.setPen(quiet)
    line = QRect(option.rect.left() + _PAD, option.rect.bottom() - 5 - option.fontMetrics.height(), 0, 0)
    line.setSize(QSize(option.rect.width() - 2 * _PAD, option.fontMetrics.height()))
    if heading.icon:
        place = QRect(line.left(), line.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        icon(heading.icon, quiet).paint(painter, place)
        line.adjust(_ICON + 6, 0, 0, 0)
    title = painter.fontMetrics().elidedText(heading.title, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


def _count_width(metrics: QFontMetrics) -> int:
    return max(_MINUS, metrics.horizontalAdvance(QLocale().toString(88_888)))


def minus_rect(row: QRect) -> QRect:
    """Where the minus of a row is."""
    return QRect(row.right() - _PAD - _MINUS + 1, row.center().y() - _MINUS // 2 + 1, _MINUS, _MINUS)


class WordList(QListView):
    """Enter or a click takes; minus, Shift + Enter, Shift or Alt + click pushes away."""

    chosen = Signal(str)
    """``word`` or ``-word``."""
    seen = Signal(object)
    """The suggestions that are on screen, a moment after they came there."""

    def __init__(
        self, items: WordItems, picture_of: PictureOf, purpose: str, parent: QWidget | None = None
    ) -> None:
        """``purpose``: what a click does, as the tooltip says it."""
        super().__init__(parent)
        self._purpose = purpose
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._tell_seen)
        self.setObjectName("wordList")
        self.setModel(items)
        self.setItemDelegate(WordDelegate(picture_of, self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settled.start())
        self._take_keys()
        items.modelReset.connect(self._shown_anew)
        items.dataChanged.connect(lambda *_which: self._settled.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        word = self._word(self.currentIndex())
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
        word = self._word(index)
        if event.button() is not Qt.MouseButton.LeftButton or not word:
            return
        keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        away = bool(event.modifiers() & keys) or minus_rect(self.visualRect(index)).contains(place)
        self.chosen.emit(f"-{word}" if away else word)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over_word = bool(self._word(self.indexAt(event.position().toPoint())))
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over_word else Qt.CursorShape.ArrowCursor
        )

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(plain_tip(self._tip(event.pos())))  # type: ignore[attr-defined]
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def on_screen(self) -> list[Suggestion]:
        """The words of the rows that can be seen."""
        items = self.model()
        first = self.indexAt(self.viewport().rect().topLeft())
        last = self.indexAt(self.viewport().rect().bottomLeft())
        begin = max(0, first.row())
        end = last.row() if last.isValid() else items.rowCount() - 1
        rows = (items.index(row, 0).data(SUGGESTION_ROLE) for row in range(begin, end + 1))
        return [suggestion for suggestion in rows if suggestion is not None]

    def _tip(self, place: QPoint) -> str:
        index = self.indexAt(place)
        suggestion: Suggestion | None = index.data(SUGGESTION_ROLE)
        if suggestion is None:
            return ""
        if minus_rect(self.visualRect(index)).contains(place):
            return tr("Push photos of “{word}” away (minus key)").format(word=suggestion.word)
        purpose = self._purpose.format(word=suggestion.word)
        if not suggestion.count:
            return f"{purpose}\n" + tr("No caption or tag of your photos holds it.")
        return f"{purpose}\n" + tr("In the words of %n photo(s)", None, suggestion.count)

    def _word(self, index: QModelIndex) -> str:
        suggestion: Suggestion | None = index.data(SUGGESTION_ROLE)
        return suggestion.word if suggestion is not None else ""

    def _take_keys(self) -> None:
        """Where there is nothing to choose, the keyboard passes by."""
        policies = Qt.FocusPolicy
        self.setFocusPolicy(policies.StrongFocus if self.model().rowCount() else policies.NoFocus)

    def _shown_anew(self) -> None:
        self._take_keys()
        self.scrollToTop()
        self._settled.start()

    def _tell_seen(self) -> None:
        if self.isVisible() and self.model().rowCount():
            self.seen.emit(self.on_screen())
