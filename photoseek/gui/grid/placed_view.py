"""A view of photos whose places are arithmetic. Photos may come and go: it keeps its place and the choice."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoseek.gui.grid import grid_layout, square_layout
from photoseek.gui.grid.grid_headings import heading_height, stuck_heading
from photoseek.gui.grid.grid_layout import MARGIN, GridLayout, Heading
from photoseek.gui.grid.grid_selection import count_of, runs_among, runs_of, selection_of
from photoseek.gui.grid.photo_items import ID_ROLE, PhotoItems

SETTLED_MS = 120  # after the last change of size

_FLAGS = QItemSelectionModel.SelectionFlag
_ACTIONS = QAbstractItemView.CursorAction


class PlacedView(QAbstractItemView):
    """Where photos are, which is the current one and which are chosen. ``PhotoGrid`` makes it seen."""

    chosen_changed = Signal(int)
    """So many photos are chosen now."""
    arranged = Signal()
    """Photos have other places than before."""

    def __init__(self, items: PhotoItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = items
        self._wanted_side = 200
        self._justified = False
        self._layout = GridLayout.empty(self._wanted_side)
        self._places_for: tuple[int, ...] | None = None  # what places were computed for
        # A photo by id, a height on screen, and how far into the photo that is, to return to.
        self._anchor: tuple[int, int, float] | None = None
        self._fixed_point: QPoint | None = None  # where a wheel or a gesture zooms
        self._was_reset = self._is_rearranging = False
        self._kept: tuple[int | None, list[int]] = (None, [])  # the current photo and the chosen ones
        self._goal_x: int | None = None  # that moving up and down returns to
        self._range_start: int | None = None  # the photo that shift chooses from
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setModel(items)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        items.rearranging.connect(self._remember)
        items.modelReset.connect(self._note_reset)
        items.rearranged.connect(self._return)

    # --- for the rest of the window ------------------------------------------------------------

    def set_cell_side(self, side: int) -> None:
        """About how large cells, or how high lines are to be, in device-independent pixels."""
        if side != self._wanted_side:
            self._wanted_side = side
            self._arrange_again()

    def set_justified(self, justified: bool) -> None:
        """Lines of uncropped photos, or squares that are all alike."""
        if justified != self._justified:
            if justified:
                self._photos.want_shapes()
            self._justified = justified
            self._arrange_again()

    def is_justified(self) -> bool:
        return self._justified

    def wanted_side(self) -> int:
        return self._wanted_side

    def visible_rows(self) -> range:
        """The rows on screen, whole or in part."""
        return self._rows_in(self.viewport().rect())

    def show_photo(self, photo_id: int) -> None:
        """Make it the current photo and scroll to it."""
        row = self._photos.row_of(photo_id)
        if row is not None:
            self.setCurrentIndex(self._photos.index(row))
            self.scrollTo(self._photos.index(row))

    def scroll_to_top(self) -> None:
        self._anchor = None
        self.verticalScrollBar().setValue(0)

    # --- what is chosen ------------------------------------------------------------------------

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return int(index.data(ID_ROLE)) if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """The chosen photos in their order; the current one if none is."""
        runs = runs_of(self.selectionModel().selection())
        if not runs and self.currentIndex().isValid():
            runs = [(self.currentIndex().row(), self.currentIndex().row())]
        return [photo_id for first, last in runs for photo_id in self._photos.ids[first : last + 1]]

    def chosen_count(self) -> int:
        return count_of(self.selectionModel().selection())

    def choose(self, row: int, modifiers: Qt.KeyboardModifier, *, moves_only: bool = False) -> None:
        """Make a row the current one. It alone is chosen; with control it is, too, or no longer; with
        shift all from the last one chosen so. ``moves_only``: what is chosen stays."""
        index, selection = self._photos.index(row), self.selectionModel()
        adds = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        start = self._photos.row_of(self._range_start) if self._range_start is not None else None
        if moves_only:
            pass
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            start = start if start is not None else max(self.currentIndex().row(), 0)
            chosen = selection_of(self._photos, [(min(start, row), max(start, row))])
            selection.select(chosen, _FLAGS.Select if adds else _FLAGS.ClearAndSelect)
            self._range_start = self._photos.ids[start]
        else:
            selection.select(index, _FLAGS.Toggle if adds else _FLAGS.ClearAndSelect)
            self._range_start = self._photos.ids[row]
        selection.setCurrentIndex(index, _FLAGS.NoUpdate)

    def forget_choice(self) -> None:
        """No photo is chosen any more, nor the current one."""
        self._range_start = None
        self.selectionModel().clear()

    def _tell_chosen(self) -> None:
        self.chosen_changed.emit(self.chosen_count())

    # --- geometry ------------------------------------------------------------------------------

    def layout_of_cells(self) -> GridLayout:
        return self._layout

    def visualRect(self, index: QModelIndex) -> QRect:  # type: ignore[override]
        return self._cell(index.row()) if index.isValid() and index.row() < self._layout.count else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self._photos.index(row) if row >= 0 else QModelIndex()

    def heading_at(self, point: QPoint) -> Heading | None:
        """The heading whose words are at a place on screen."""
        offset = self.verticalOffset()
        stuck = stuck_heading(self._layout, offset)
        seen = [stuck] if stuck is not None else []
        here = self._layout.headings_between(point.y() + offset, point.y() + offset)
        seen += [(heading, heading.rect.translated(0, -offset)) for heading in here]
        return next((heading for heading, rect in seen if rect.contains(point)), None)

    def scrollTo(  # type: ignore[override]
        self,
        index: QModelIndex,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid() or index.row() >= self._layout.count:
            return
        rect, bar = self._cell(index.row()), self.verticalScrollBar()
        above = heading_height(self.font()) if self._layout.headings else MARGIN
        if rect.top() < above:
            bar.setValue(bar.value() + rect.top() - above)
        elif rect.bottom() > self.viewport().height() - MARGIN:
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + MARGIN)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: QModelIndex) -> bool:  # type: ignore[override]
        return False

    def updateGeometries(self) -> None:
        if self._is_rearranging:
            return  # places are computed in a moment
        photos, width, heading = self._photos, self.viewport().width(), heading_height(self.font())
        places_for = (width, self._wanted_side, self._justified, heading)
        if places_for != self._places_for:
            self._places_for = places_for
            count, side = photos.rowCount(), self._wanted_side
            sections = grid_layout.worth_headings(photos.sections, count)
            if self._justified and count:
                self._layout = grid_layout.justified(width, side, photos.ratios(), sections, heading)
            else:
                self._layout = square_layout.square(width, side, count, sections, heading)
            self._settled.start()
        step, bar = self._layout.step, self.verticalScrollBar()
        bar.setSingleStep(max(step // 3, 20))
        bar.setPageStep(max(self.viewport().height() - step // 2, step))
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        super().updateGeometries()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width() and not self._is_rearranging:
            self._arrange_again()
        super().resizeEvent(event)

    def _arrange_again(self) -> None:
        self._remember()
        self._return()

    def _remember(self) -> None:
        """What to return to when photos get other places: the one looked at, the current, the chosen."""
        self._was_reset, self._is_rearranging = False, True
        self._anchor = None
        chosen = self.chosen_ids() if self.chosen_count() else []
        self._kept = (self.current_id() if self.currentIndex().isValid() else None, chosen)
        point = self._fixed_point
        row = self._row_at(point) if point is not None else -1
        if row < 0 and self.verticalOffset() > 0:
            row, point = self._row_at_top(), None
        if 0 <= row < min(self._layout.count, self._photos.rowCount()):
            cell = self._cell(row)
            into = (point.y() - cell.top()) / cell.height() if point is not None else 0.0
            self._anchor = (self._photos.ids[row], round(cell.top() + into * cell.height()), into)

    def _note_reset(self) -> None:
        self._was_reset = True

    def _return(self) -> None:
        self._fixed_point = self._places_for = None
        self._is_rearranging = False
        self.updateGeometries()
        if self._was_reset:
            self._choose_again()
        row = self._photos.row_of(self._anchor[0]) if self._anchor is not None else None
        bar = self.verticalScrollBar()
        if self._anchor is not None and row is not None:
            cell = self._layout.cell(row)
            bar.setValue(round(cell.top() + self._anchor[2] * cell.height()) - self._anchor[1])
        elif self._was_reset:
            bar.setValue(0)
        self._tell_chosen()
        self.viewport().update()

    def _choose_again(self) -> None:
        """After a reset, which has Qt forget what was chosen."""
        current_id, chosen = self._kept
        rows = sorted(row for row in map(self._photos.row_of, chosen) if row is not None)
        if rows:
            selection = selection_of(self._photos, runs_among(rows))
            self.selectionModel().select(selection, _FLAGS.ClearAndSelect)
        current = self._photos.row_of(current_id) if current_id is not None else None
        if current is not None:
            self.selectionModel().setCurrentIndex(self._photos.index(current), _FLAGS.NoUpdate)

    def _cell(self, row: int) -> QRect:
        """A cell's place on the screen."""
        return self._layout.cell(row).translated(0, -self.verticalOffset())

    def _row_at(self, point: QPoint) -> int:
        stuck = stuck_heading(self._layout, self.verticalOffset())
        if stuck is not None and stuck[1].bottom() >= point.y():
            return -1
        row = self._layout.row_at(point + QPoint(0, self.verticalOffset()))
        return row if row < self._photos.rowCount() else -1

    def _rows_in(self, rect: QRect) -> range:
        """The rows of every line that ``rect`` touches."""
        there = rect.translated(0, self.verticalOffset())
        rows = self._layout.rows_between(there.top(), there.bottom())
        count = self._photos.rowCount()  # fewer than there are places while photos go
        return range(min(rows.start, count), min(rows.stop, count))

    def _row_at_top(self) -> int:
        """The first row that is not hidden by a heading, the number of rows if there is none."""
        above = heading_height(self.font()) if self._layout.headings else 0
        rows = self._rows_in(self.viewport().rect().adjusted(0, above, 0, 0))
        return rows.start if rows else self._photos.rowCount()

    # --- moving and choosing, as Qt asks for it ------------------------------------------------

    def moveCursor(self, action: _ACTIONS, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count, layout = min(self._photos.rowCount(), self._layout.count), self._layout
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self._photos.index(min(self._row_at_top(), count - 1))
        page = max(1, self.viewport().height() // layout.step)
        lines = {
            _ACTIONS.MoveUp: -1,
            _ACTIONS.MoveDown: 1,
            _ACTIONS.MovePageUp: -page,
            _ACTIONS.MovePageDown: page,
        }
        if action in lines:
            if self._goal_x is None:
                self._goal_x = layout.cell(row).center().x()
            return self._photos.index(layout.row_beside(row, lines[action], self._goal_x))
        self._goal_x = None
        target = {
            _ACTIONS.MoveLeft: row - 1,
            _ACTIONS.MovePrevious: row - 1,
            _ACTIONS.MoveRight: row + 1,
            _ACTIONS.MoveNext: row + 1,
            _ACTIONS.MoveHome: 0,
            _ACTIONS.MoveEnd: count - 1,
        }[action]
        return self._photos.index(min(max(target, 0), count - 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        runs = self._layout.runs_in(rect.normalized().translated(0, self.verticalOffset()))
        self.selectionModel().select(selection_of(self._photos, runs), command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())  # repainting one screen is cheap, walking 100,000 rows is not
