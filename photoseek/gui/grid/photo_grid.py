"""The grid of photos. Places are arithmetic (``grid_layout``): 100,000 rows cost what a screen costs."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QWidget

from photoseek.gui.grid.cell_painter import CellPainter
from photoseek.gui.grid.grid_headings import paint_headings
from photoseek.gui.grid.grid_pointer import GridPointer
from photoseek.gui.grid.grid_selection import rows_within
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.placed_view import PlacedView
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader, Wish
from photoseek.gui.language import tr
from photoseek.gui.widgets import motion

PREFETCHED = 1.0  # screens whose photos are decoded ahead of where one scrolls to
FRAME_MS = 16

_ACTIONS = QAbstractItemView.CursorAction
_MOVES = {
    Qt.Key.Key_Left: _ACTIONS.MoveLeft,
    Qt.Key.Key_Right: _ACTIONS.MoveRight,
    Qt.Key.Key_Up: _ACTIONS.MoveUp,
    Qt.Key.Key_Down: _ACTIONS.MoveDown,
    Qt.Key.Key_PageUp: _ACTIONS.MovePageUp,
    Qt.Key.Key_PageDown: _ACTIONS.MovePageDown,
    Qt.Key.Key_Home: _ACTIONS.MoveHome,
    Qt.Key.Key_End: _ACTIONS.MoveEnd,
}
_ZOOMS = {Qt.Key.Key_Plus: 1.15, Qt.Key.Key_Equal: 1.15, Qt.Key.Key_Minus: 1 / 1.15}


class PhotoGrid(PlacedView):
    """Photos in lines from left to right, under headings where the items have sections."""

    opened = Signal(int)
    """Enter, space or a double click on the photo with this id."""
    menu_wanted = Signal(int, QPoint)
    """A context menu for the photo with this id, at a place on the screen."""
    drag_wanted = Signal(list)
    """The chosen photos, by id, are being dragged: out of the window, or somewhere in it."""
    typed = Signal(str)
    """A letter was typed: the user means to search."""
    zoomed = Signal(float)
    """Photos are wanted so many times as large."""

    def __init__(self, items: PhotoItems, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(items, parent)
        self._thumbnails = thumbnails
        self._pointer = GridPointer(self)
        self._hover = -1
        self._planned_offset = -1
        self._moves: bool | None = None  # whether the system lets things move; None: not asked yet
        self._cells = CellPainter(thumbnails)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Photos"))
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self._planning = QTimer(self, singleShot=True, interval=0)
        self._planning.timeout.connect(self._plan)
        self._next_frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._next_frame.timeout.connect(self.viewport().update)
        self._settled.timeout.connect(self.viewport().update)  # what stood in until now is to be exact
        self.arranged.connect(self._places_changed)
        thumbnails.arrived.connect(self.viewport().update)
        items.modelReset.connect(self._pointer.forget)
        items.dataChanged.connect(self._planning.start)
        items.dataChanged.connect(self._describe)
        self.selectionModel().currentChanged.connect(self._describe)

    # --- for the rest of the window ------------------------------------------------------------

    def is_filled(self) -> bool:
        """Whether every photo on screen is there as it is to be seen."""
        rows = self.visible_rows()
        wishes = self._wishes(rows)
        return (
            len(wishes) == len(rows)
            and not self._settled.isActive()
            and all(self._cells.is_up(self._thumbnails.look(wish)) for wish in wishes)
        )

    # --- painting ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        if self._moves is None:
            self._moves = motion.is_welcome(self)
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cells, photos, offset = self._cells, self._photos, self.verticalOffset()
        cells.begin_frame(self, fades=bool(self._moves))
        current = self.currentIndex().row() if self.hasFocus() else -1
        rows = self._rows_in(event.rect())
        chosen = rows_within(self.selectionModel().selection(), rows)
        for row, cell in zip(rows, self._layout.cells(rows), strict=True):
            cells.paint(
                painter,
                cell.translated(0, -offset),
                photos.photo(row),
                chosen=row in chosen,
                current=row == current,
                hovered=row == self._hover,
            )
        paint_headings(painter, self.viewport(), self._layout, offset, event.rect())
        self._pointer.paint(painter)
        painter.end()
        if cells.is_fading and not self._next_frame.isActive():
            self._next_frame.start()
        if (cells.is_waiting or offset != self._planned_offset) and not self._planning.isActive():
            self._planning.start()

    def _places_changed(self) -> None:
        self._hover = -1
        self._thumbnails.set_side(round(self.wanted_side() * self.devicePixelRatioF()))
        self._planning.start()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._set_hover(self._row_at(self.viewport().mapFromGlobal(self.cursor().pos())))
        self.viewport().update()

    def _plan(self) -> None:
        """Have the photos on screen decoded, then those that come into sight if one scrolls on."""
        offset, height = self.verticalOffset(), self.viewport().height()
        visible = self._rows_in(self.viewport().rect())
        ahead = round(PREFETCHED * height)
        up = offset < self._planned_offset
        beyond = self.viewport().rect().translated(0, -height if up else height)
        beyond.setHeight(ahead)
        soon = [row for row in self._rows_in(beyond) if row not in visible]
        self._planned_offset = offset
        wishes, further = self._wishes(visible), self._wishes(reversed(soon) if up else soon)
        if self._settled.isActive():  # sizes still change: what stands in will do
            wishes, further = [wish for wish in wishes if self._thumbnails.look(wish) is None], []
        self._thumbnails.plan(wishes, further)

    def _wishes(self, rows: Iterable[int]) -> list[Wish]:
        """The thumbnails of these rows whose records are there; the others are asked for."""
        photos = ((row, self._photos.photo(row)) for row in rows)
        layout, cells = self._layout, self._cells
        return [cells.wish(photo, layout.cell(row).size()) for row, photo in photos if photo is not None]

    def _describe(self) -> None:
        """The current photo for who hears the screen: Qt tells of the rows of its own views only."""
        index = self.currentIndex()
        if not index.isValid():
            return
        words = index.data(Qt.ItemDataRole.AccessibleTextRole)
        number, count = QLocale().toString(index.row() + 1), QLocale().toString(self._photos.rowCount())
        text = tr("{photo}, {number} of {count}").format(photo=words, number=number, count=count)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # --- keyboard, mouse -----------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def event(self, event: QEvent) -> bool:
        # Escape goes back; with several photos chosen, the first thing to go back from is the choice.
        is_question = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_question and event.key() == Qt.Key.Key_Escape and self.chosen_count() > 1:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        row = self.currentIndex().row()
        if key in _MOVES:
            target = self.moveCursor(_MOVES[key], modifiers)
            if target.isValid():
                shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
                self.choose(target.row(), modifiers, moves_only=control and not shift)
        elif key == Qt.Key.Key_Escape and self.chosen_count() > 1:
            self.clearSelection()
        elif key == Qt.Key.Key_Space and control and row >= 0:
            self.choose(row, Qt.KeyboardModifier.ControlModifier)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and row >= 0 and not control:
            self.opened.emit(self.current_id())
        elif control and key in _ZOOMS:
            self.zoomed.emit(_ZOOMS[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._fixed_point = event.position().toPoint()
            self.zoomed.emit(1.15 ** (event.angleDelta().y() / 120))
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._goal_x = None
        self._pointer.press(event, self._row_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        self._pointer.forget()
        if row >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self._photos.ids[row])

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.HoverMove):
            self._set_hover(self._row_at(self.viewport().mapFromGlobal(self.cursor().pos())))
        elif event.type() == QEvent.Type.Leave:
            self._set_hover(-1)
        elif isinstance(event, QHelpEvent) and self.heading_at(event.pos()) is not None:
            QToolTip.showText(event.globalPos(), tr("Click to choose these photos"), self.viewport())
            return True
        elif isinstance(event, QContextMenuEvent):
            self._want_menu(event)
            return True
        elif _is_pinch(event):
            self._fixed_point = event.position().toPoint()  # type: ignore[attr-defined]
            self.zoomed.emit(1 + event.value())  # type: ignore[attr-defined]
            return True
        return super().viewportEvent(event)

    def _want_menu(self, event: QContextMenuEvent) -> None:
        """For the photo pointed at, and all that are chosen if it is one of them."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.currentIndex().row() if by_key else self._row_at(event.pos())
        if row < 0:
            return
        place = self._cell(row).center() if by_key else event.pos()
        is_chosen = self.selectionModel().isSelected(self._photos.index(row))
        self.choose(row, Qt.KeyboardModifier.NoModifier, moves_only=is_chosen)
        self.menu_wanted.emit(self._photos.ids[row], self.viewport().mapToGlobal(place))

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            for touched in (self._hover, row):
                if 0 <= touched < self._layout.count:
                    self.viewport().update(self._cell(touched))
            self._hover = row


def _is_pinch(event: QEvent) -> bool:
    return (
        isinstance(event, QNativeGestureEvent)
        and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
    )
