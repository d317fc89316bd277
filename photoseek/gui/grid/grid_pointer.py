"""The mouse in the grid: choosing, the rubber band, dragging photos out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from photoseek.gui.grid.grid_selection import Run, selection_of

if TYPE_CHECKING:
    from photoseek.gui.grid.photo_grid import PhotoGrid

EDGE = 28  # pixels from the upper or lower edge within which the band scrolls
SCROLL_MS = 16
FASTEST = 60  # pixels a step

_FLAGS = QItemSelectionModel.SelectionFlag


class GridPointer(QObject):
    """Turns presses and moves of the left button into choices; ``PhotoGrid`` hands them on."""

    def __init__(self, grid: "PhotoGrid") -> None:
        super().__init__(grid)
        self._grid = grid
        self._row = -1  # that the button was pressed on
        self._pressed: QPoint | None = None  # where, counted from the top of all photos
        self._place = QPoint()  # where the pointer is on screen
        self._band: QRect | None = None  # counted from the top of all photos
        self._runs: list[Run] = []
        self._before = QItemSelection()  # what was chosen when the band began, and stays so
        self._alone_on_release = False
        self._scrolling = QTimer(self, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent, row: int) -> None:
        self.forget()
        grid, selection, modifiers = self._grid, self._grid.selectionModel(), event.modifiers()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._row, self._place = row, event.position().toPoint()
        self._pressed = self._place + QPoint(0, grid.verticalOffset())
        adds = modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        # A photo seen in part stays where it is: the second of two clicks is meant for it, too.
        grid.setAutoScroll(False)
        if row < 0:
            self._before = QItemSelection(selection.selection()) if adds else QItemSelection()
            if not adds:
                selection.clearSelection()
        elif not adds and selection.isSelected(grid.model().index(row, 0)):
            grid.choose(row, Qt.KeyboardModifier.ControlModifier, moves_only=True)
            self._alone_on_release = True  # unless it is dragged, with the others
        else:
            grid.choose(row, modifiers)
        grid.setAutoScroll(True)

    def move(self, event: QMouseEvent) -> None:
        self._place = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        here = self._place + QPoint(0, self._grid.verticalOffset())
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._row < 0 and (far or self._band is not None):
            self._stretch()
            if self._speed() and not self._scrolling.isActive():
                self._scrolling.start()
        elif self._row >= 0 and far:
            chosen = self._grid.selectionModel().isSelected(self._grid.model().index(self._row, 0))
            self.forget()  # whoever drags takes the release of the button
            if chosen:
                self._grid.drag_wanted.emit(self._grid.chosen_ids())

    def release(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            if self._alone_on_release and self._row >= 0:
                self._grid.choose(self._row, Qt.KeyboardModifier.NoModifier)
            elif self._pressed is not None and self._row < 0 and self._band is None:
                self._choose_section(self._place)
            self.forget()

    def forget(self) -> None:
        """The button is no longer held, or no longer means anything."""
        self._pressed, self._row, self._alone_on_release, self._runs = None, -1, False, []
        self._scrolling.stop()
        if self._band is not None:
            self._band = None
            self._grid.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if self._band is None:
            return
        accent = self._grid.palette().highlight().color()
        painter.setPen(QPen(accent, 1))
        painter.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 45))
        painter.drawRoundedRect(
            QRectF(self._band.translated(0, -self._grid.verticalOffset())).adjusted(0.5, 0.5, -0.5, -0.5),
            3,
            3,
        )

    def _choose_section(self, place: QPoint) -> None:
        """All photos below the heading that was clicked, with those chosen before if a key says so."""
        heading = self._grid.heading_at(place)
        if heading is not None and heading.has_photos:
            first = heading.section.first
            chosen = selection_of(self._grid.model(), [(first, first + heading.count - 1)])
            chosen.merge(self._before, _FLAGS.Select)
            self._grid.selectionModel().select(chosen, _FLAGS.ClearAndSelect)

    def _stretch(self) -> None:
        assert self._pressed is not None
        here = self._place + QPoint(0, self._grid.verticalOffset())
        left, right = sorted((self._pressed.x(), here.x()))
        top, bottom = sorted((self._pressed.y(), here.y()))
        self._band = QRect(left, top, right - left + 1, bottom - top + 1)
        self._grid.viewport().update()
        runs = self._grid.layout_of_cells().runs_in(self._band)
        if runs != self._runs:
            self._runs = runs
            chosen = selection_of(self._grid.model(), runs)
            chosen.merge(self._before, _FLAGS.Select)
            self._grid.selectionModel().select(chosen, _FLAGS.ClearAndSelect)

    def _speed(self) -> int:
        """Pixels a step, down if positive: the faster, the further out the pointer is."""
        beyond = self._place.y() - (self._grid.viewport().height() - EDGE)
        before = EDGE - self._place.y()
        return min(beyond, FASTEST) if beyond > 0 else -min(before, FASTEST) if before > 0 else 0

    def _scroll(self) -> None:
        bar, speed = self._grid.verticalScrollBar(), self._speed()
        bar.setValue(bar.value() + speed)
        self._stretch()
        if not speed:
            self._scrolling.stop()
