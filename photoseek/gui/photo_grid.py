"""The grid of photos. Places are arithmetic (``grid_layout``): 100,000 rows cost what a screen costs."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.grid_layout import MARGIN, GridLayout
from photoseek.gui.photo_delegate import PhotoDelegate
from photoseek.gui.photo_items import ID_ROLE, PHOTO_ROLE, PhotoItems
from photoseek.gui.thumbnail_loader import ThumbnailLoader

PREFETCH_ROWS = 3  # lines of photos decoded beyond the lower edge


class PhotoGrid(QAbstractItemView):
    """Photos in lines from left to right, under headings where the items have sections."""

    opened = Signal(int)
    """Enter, space or a double click on the photo with this id."""
    menu_wanted = Signal(int, QPoint)
    """A context menu for the photo with this id, at a place on the screen."""
    typed = Signal(str)
    """A letter was typed: the user means to search."""

    def __init__(self, items: PhotoItems, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = items
        self._thumbnails = thumbnails
        self._wanted_side = 200
        self._layout = GridLayout(0, self._wanted_side, 0)
        self._hover = -1
        self._anchor: tuple[int, int] | None = None  # (photo id at the top, pixels it is scrolled by)
        self._current_id: int | None = None
        self.setItemDelegate(PhotoDelegate(thumbnails, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setAccessibleName("Photos")
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self._settled = QTimer(self, singleShot=True, interval=120)  # ms after the last resize
        self._settled.timeout.connect(self._set_thumbnail_side)
        thumbnails.arrived.connect(self.viewport().update)
        self.setModel(items)
        items.modelAboutToBeReset.connect(self._remember_place)
        items.modelReset.connect(self._return_to_place)
        self.doubleClicked.connect(self._open)

    # --- for the rest of the window ------------------------------------------------------------

    def set_cell_side(self, side: int) -> None:
        """The least side of a cell in device-independent pixels."""
        if side == self._wanted_side:
            return
        self._remember_place()
        self._wanted_side = side
        self.updateGeometries()
        self._return_to_place()
        self._set_thumbnail_side()

    def visible_rows(self) -> range:
        """The rows on screen, whole or in part."""
        return self._rows_in(self.viewport().rect())

    def wanted_side(self) -> int:
        return self._wanted_side

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return int(index.data(ID_ROLE)) if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """The chosen photos in their order; the current one if none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self._photos.ids[row] for row in rows]

    def show_photo(self, photo_id: int) -> None:
        """Make it the current photo and scroll to it."""
        row = self._photos.row_of(photo_id)
        if row is not None:
            self.setCurrentIndex(self._photos.index(row))
            self.scrollTo(self._photos.index(row))

    def scroll_to_top(self) -> None:
        self._anchor = None
        self.verticalScrollBar().setValue(0)

    # --- geometry ------------------------------------------------------------------------------

    def layout_of_cells(self) -> GridLayout:
        return self._layout

    def visualRect(self, index: QModelIndex) -> QRect:  # type: ignore[override]
        return self._cell(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        return self._photos.index(self._row_at(point)) if self._row_at(point) >= 0 else QModelIndex()

    def scrollTo(  # type: ignore[override]
        self,
        index: QModelIndex,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        rect, bar = self._cell(index.row()), self.verticalScrollBar()
        if rect.top() < MARGIN:
            bar.setValue(bar.value() + rect.top() - MARGIN)
        elif rect.bottom() > self.viewport().height() - MARGIN:
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + MARGIN)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: QModelIndex) -> bool:  # type: ignore[override]
        return False

    def updateGeometries(self) -> None:
        photos = self._photos
        self._layout = GridLayout(
            self.viewport().width(), self._wanted_side, photos.rowCount(), photos.sections
        )
        step, bar = self._layout.step, self.verticalScrollBar()
        bar.setSingleStep(max(step // 3, 20))
        bar.setPageStep(max(self.viewport().height() - step // 2, step))
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self._row_at_top()
        super().resizeEvent(event)
        self.updateGeometries()
        if first and event.oldSize().width() != event.size().width():
            self.verticalScrollBar().setValue(self._layout.cell(first).top() - MARGIN)
        self._settled.start()

    def _cell(self, row: int) -> QRect:
        """A cell's place on the screen."""
        return self._layout.cell(row).translated(0, -self.verticalOffset())

    def _row_at(self, point: QPoint) -> int:
        return self._layout.row_at(point + QPoint(0, self.verticalOffset()))

    def _rows_in(self, rect: QRect) -> range:
        """The rows of every line that ``rect`` touches."""
        there = rect.translated(0, self.verticalOffset())
        return self._layout.rows_between(there.top(), there.bottom())

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        states = QStyle.StateFlag
        base = option.state & ~(states.State_HasFocus | states.State_MouseOver | states.State_Selected)
        selection, current, delegate = self.selectionModel(), self.currentIndex(), self.itemDelegate()
        rows = self._rows_in(event.rect())
        for row in rows:
            index = self._photos.index(row)
            option.rect = self._cell(row)
            option.state = base
            if selection.isSelected(index):
                option.state |= states.State_Selected
            if row == self._hover:
                option.state |= states.State_MouseOver
            if self.hasFocus() and index == current:
                option.state |= states.State_HasFocus
            delegate.paint(painter, option, index)
        self._paint_headings(painter, event.rect())
        painter.end()
        further = rows.stop + PREFETCH_ROWS * self._layout.columns
        below = range(rows.stop, min(further, self._photos.rowCount()))
        for row in below:
            photo = self._photos.index(row).data(PHOTO_ROLE)
            if photo is not None:
                self._thumbnails.prefetch(photo)

    def _paint_headings(self, painter: QPainter, seen: QRect) -> None:
        """A title, and a thin line to the right end; quiet where no photo follows."""
        offset = self.verticalOffset()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for rect, title, has_photos in self._layout.headings_between(
            seen.top() + offset, seen.bottom() + offset
        ):
            place = rect.translated(0, -offset)
            painter.setFont(bold if has_photos else self.font())
            painter.setPen(self.palette().windowText().color() if has_photos else muted(self))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
            painter.setPen(self.palette().mid().color())
            begin = place.left() + painter.fontMetrics().horizontalAdvance(title) + 12
            painter.drawLine(begin, place.center().y(), place.right(), place.center().y())

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._set_hover(self._row_at(self.viewport().mapFromGlobal(self.cursor().pos())))
        self.viewport().update()

    def _set_thumbnail_side(self) -> None:
        self._thumbnails.set_side(round(self._layout.side * self.devicePixelRatioF()))
        self.viewport().update()

    # --- keyboard, mouse, selection ------------------------------------------------------------

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count, layout = self._photos.rowCount(), self._layout
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self._photos.index(min(self._row_at_top(), count - 1))
        lines = max(1, self.viewport().height() // layout.step)
        actions = QAbstractItemView.CursorAction
        if action in (actions.MovePageUp, actions.MovePageDown):
            for _ in range(lines):
                row = layout.row_above(row) if action is actions.MovePageUp else layout.row_below(row)
            return self._photos.index(row)
        target = {
            actions.MoveLeft: row - 1,
            actions.MovePrevious: row - 1,
            actions.MoveRight: row + 1,
            actions.MoveNext: row + 1,
            actions.MoveUp: layout.row_above(row),
            actions.MoveDown: layout.row_below(row),
            actions.MoveHome: 0,
            actions.MoveEnd: count - 1,
        }[action]
        return self._photos.index(min(max(target, 0), count - 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        chosen = QItemSelection()
        for row in self._rows_in(rect.normalized()):
            if self._cell(row).intersects(rect.normalized()):
                index = self._photos.index(row)
                chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())  # repainting one screen is cheap, walking 100,000 rows is not

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opening = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opening and self.currentIndex().isValid():
            self.opened.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.HoverMove):
            self._set_hover(self._row_at(self.viewport().mapFromGlobal(self.cursor().pos())))
        elif event.type() == QEvent.Type.Leave:
            self._set_hover(-1)
        elif event.type() == QEvent.Type.ContextMenu:
            index = self.currentIndex()
            by_key = event.reason() == event.Reason.Keyboard  # type: ignore[attr-defined]
            place = self._cell(index.row()).center() if by_key else event.pos()  # type: ignore[attr-defined]
            index = index if by_key else self.indexAt(place)
            if index.isValid():
                self.setCurrentIndex(index)
                self.menu_wanted.emit(index.data(ID_ROLE), self.viewport().mapToGlobal(place))
            return True
        return super().viewportEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ID_ROLE))

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            for changed in (self._hover, row):
                if changed >= 0:
                    self.viewport().update(self._cell(changed))
            self._hover = row

    # --- keeping one's place while photos come and go ------------------------------------------

    def _row_at_top(self) -> int:
        return self._rows_in(self.viewport().rect()).start

    def _remember_place(self) -> None:
        self._current_id = self.current_id()
        self._anchor = None
        row = self._row_at_top()
        if self.verticalOffset() > 0 and row < self._photos.rowCount():
            self._anchor = (self._photos.ids[row], self._cell(row).top())

    def _return_to_place(self) -> None:
        self._hover = -1
        self.updateGeometries()
        items = self._photos
        current = items.row_of(self._current_id) if self._current_id is not None else None
        if current is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(items.index(current), flags)
        row = items.row_of(self._anchor[0]) if self._anchor is not None else None
        if row is None:
            self.verticalScrollBar().setValue(0)
        elif self._anchor is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._cell(row).top() - self._anchor[1])
        self.viewport().update()
