"""A part of a question in the search bar: words, a photo or a filter, in a pill of its own."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from photoseek.gui.language import tr
from photoseek.gui.widgets.icons import icon
from photoseek.gui.widgets.plain_tip import plain_tip

HEIGHT_OVER_TEXT = 12  # pixels that a chip is higher than its text
MOST_TEXT = 240  # pixels; a pasted sentence is cut off
PICTURE = 24  # pixels a side
_PAD, _MARK, _GAP = 10, 14, 6
_NOTCH = 120  # of a wheel


@dataclass(frozen=True, slots=True)
class Face:
    """What a chip shows."""

    kind: Literal["words", "photo", "filter"]
    text: str
    icon: str = ""
    weight: float = 1.0
    excluded: bool = False

    @property
    def can_weigh(self) -> bool:
        return self.kind != "filter"


class Chip(QAbstractButton):
    """Click to edit, the cross removes, the sign pushes away; the wheel and the arrows weigh."""

    edit_wanted = Signal()
    removed = Signal()
    weighed = Signal(int)
    """Steps up, or down below zero."""
    turned = Signal()
    """Excluded from now on, or wanted again."""
    left_wanted = Signal()
    right_wanted = Signal()
    typed = Signal(str)
    """A letter typed while the chip has the focus: it is meant for the field."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = face
        self._turn = 0  # of the wheel, in eighths of a degree, short of a notch
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_face(face)

    def set_face(self, face: Face) -> None:
        self.face = face
        self.setText(face.text)
        self.setAccessibleName(self._spoken())
        self.setAccessibleDescription(self._manual())
        self.setToolTip(plain_tip(self._tip()))
        self.updateGeometry()
        self.update()

    # --- what it says ---------------------------------------------------------------------------

    def _spoken(self) -> str:
        face = self.face
        text = tr("Photo {name}").format(name=face.text) if face.kind == "photo" else face.text
        if face.excluded:
            text = tr("Without {words}").format(words=text)
        if face.weight != 1.0:
            text = tr("{words}, counts {weight} times").format(words=text, weight=_number(face.weight))
        return text

    def _manual(self) -> str:
        if self.face.kind == "words":
            return tr(
                "Enter edits, Up and Down change how much it counts, minus pushes it away, Delete removes"
            )
        if self.face.kind == "photo":
            return tr("Enter shows what is in it, Up and Down change how much it counts, Delete removes")
        return tr("Enter changes it, Delete removes")

    def _tip(self) -> str:
        if self.face.kind == "filter":
            return self.face.text
        lines = [self.face.text, tr("Scroll, or press ↑ ↓: count more or less")]
        if self.face.kind == "words":
            away = self.face.excluded
            lines.append(tr("Plus: look for this again") if away else tr("Minus: push photos of this away"))
        return "\n".join(lines)

    # --- size and paint -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = self._text_left() + self._text_width() + _MARK + 2 * _GAP + 2
        if self.face.weight != 1.0:
            width += QFontMetrics(self._bold()).horizontalAdvance(self._weight()) + _GAP
        return QSize(width, max(metrics.height() + HEIGHT_OVER_TEXT, PICTURE + 4))

    def _text_left(self) -> int:
        if self.face.kind == "photo":
            return PICTURE + 2 + _GAP
        return _PAD + _MARK + _GAP - 2

    def _text_width(self) -> int:
        return min(MOST_TEXT, self.fontMetrics().horizontalAdvance(self.text()) + 2)

    def _weight(self) -> str:
        return f"×{_number(self.face.weight)}"

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def cross_rect(self) -> QRect:
        side = _MARK + 4
        return QRect(self.width() - side - _GAP + 2, (self.height() - side) // 2, side, side)

    def sign_rect(self) -> QRect:
        """Where the plus or minus of words is, which turns them; empty for others."""
        if self.face.kind != "words":
            return QRect()
        side = _MARK + 4
        return QRect(_PAD - 4, (self.height() - side) // 2, side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        roles = QPalette.ColorRole
        self._paint_body(painter)
        text = palette.color(roles.BrightText if self.face.excluded else roles.ButtonText)
        quiet = palette.color(roles.PlaceholderText)
        middle = self.rect().adjusted(self._text_left(), 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self.face.kind == "photo":
            self._paint_picture(painter)
        elif self.face.icon:
            place = QRect(_PAD, (self.height() - _MARK) // 2, _MARK, _MARK)
            icon(self.face.icon, quiet).paint(painter, place)
        if self.face.kind == "words":
            away = self.face.excluded
            self._paint_mark(painter, self.sign_rect(), "minus" if away else "plus", text if away else quiet)
        painter.setPen(text)
        width = self._text_width()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(middle, left, shown)
        if self.face.weight != 1.0:
            painter.setFont(self._bold())
            painter.setPen(palette.color(roles.Highlight))
            painter.drawText(middle.adjusted(width + _GAP, 0, 0, 0), left, self._weight())
        self._paint_mark(painter, self.cross_rect(), "x", quiet)
        painter.end()

    def _paint_body(self, painter: QPainter) -> None:
        roles = QPalette.ColorRole
        fill = self.palette().color(roles.Midlight if self.underMouse() else roles.Button)
        edge = QPen(self.palette().color(roles.Mid), 1)
        if self.face.excluded:
            edge = QPen(self.palette().color(roles.BrightText), 1, Qt.PenStyle.DashLine)
            fill.setAlpha(120)
        if self.hasFocus():
            edge = QPen(self.palette().color(roles.Highlight), 2)
        painter.setPen(edge)
        painter.setBrush(fill)
        inset = edge.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_picture(self, painter: QPainter) -> None:
        place = QRect(3, (self.height() - PICTURE) // 2, PICTURE, PICTURE)
        if self.icon().isNull():
            icon("image", self.palette().placeholderText().color()).paint(
                painter, place.adjusted(4, 4, -4, -4)
            )
            return
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(place), 6, 6)
        painter.save()
        painter.setClipPath(clip)
        self.icon().paint(painter, place)
        painter.restore()

    def _paint_mark(self, painter: QPainter, place: QRect, name: str, colour: QColor) -> None:
        if self.underMouse() and place.contains(self.mapFromGlobal(self.cursor().pos())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRoundedRect(place, 5, 5)
            colour = self.palette().color(QPalette.ColorRole.ButtonText)
        icon(name, colour).paint(painter, place.adjusted(3, 3, -3, -3))

    # --- mouse ----------------------------------------------------------------------------------

    def hitButton(self, place: QPoint | QPointF) -> bool:
        return self.rect().contains(place.toPoint() if isinstance(place, QPointF) else place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        was_down = self.isDown()
        self.setDown(False)
        on_cross = was_down and self.cross_rect().contains(place)
        if on_cross or event.button() is Qt.MouseButton.MiddleButton:
            self.removed.emit()
        elif was_down and self.sign_rect().contains(place):
            self.turned.emit()
        elif was_down and self.rect().contains(place):
            self.edit_wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.face.can_weigh or not event.angleDelta().y():
            event.ignore()
            return
        self._turn += event.angleDelta().y()
        steps = int(self._turn / _NOTCH)
        self._turn -= steps * _NOTCH
        if steps:
            self.weighed.emit(steps)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Everything that can be done with it."""
        menu = QMenu(self)
        if self.face.kind == "words":
            menu.addAction(tr("Edit"), self.edit_wanted.emit)
            push = tr("Look for this again") if self.face.excluded else tr("Push photos of this away")
            menu.addAction(push, self.turned.emit)
        if self.face.can_weigh:
            menu.addAction(tr("Count it more"), lambda: self.weighed.emit(1))
            menu.addAction(tr("Count it less"), lambda: self.weighed.emit(-1))
            menu.addSeparator()
        menu.addAction(tr("Remove"), self.removed.emit)
        return menu

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            mine = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if event.key() in mine or (event.text().isprintable() and event.text() and _is_plain(event)):
                event.accept()  # Delete would trash the chosen photos
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, words = event.key(), self.face.kind == "words"
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.face.can_weigh:
            self.weighed.emit(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Left:
            self.left_wanted.emit()
        elif key == Qt.Key.Key_Right:
            self.right_wanted.emit()
        elif key == Qt.Key.Key_Minus and words:
            self.turned.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.edit_wanted.emit()
        elif event.text() and event.text().isprintable() and _is_plain(event):
            self.typed.emit(event.text())
        else:
            event.ignore()


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.NoModifier


def _number(weight: float) -> str:
    return QLocale().toString(weight, "g", 3)
