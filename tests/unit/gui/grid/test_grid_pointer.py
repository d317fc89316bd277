"""The mouse among photos: choosing, the band, dragging out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.grid.photo_grid import PhotoGrid
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot: QtBot, tmp_path: Path) -> Iterator[PhotoGrid]:
    items = PhotoItems()
    loader = ThumbnailLoader(lambda name: tmp_path / name)
    grid = PhotoGrid(items, loader)
    for owned in (items, loader):
        owned.setParent(grid)
    qtbot.addWidget(grid)
    grid.resize(1000, 700)
    with qtbot.waitExposed(grid):
        grid.show()
    items.set_ids(range(200))
    yield grid
    loader.finish()


def middle(grid: PhotoGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 0)).center()


def move(grid: PhotoGrid, place: QPoint) -> None:
    """With the left button held, which Qt's own test function does not say."""
    there = QPointF(grid.viewport().mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), there, Qt.MouseButton.NoButton, LEFT, NONE)
    QApplication.sendEvent(grid.viewport(), event)


def test_two_clicks_on_a_photo_seen_in_part_open_it(grid: PhotoGrid, qtbot: QtBot) -> None:
    view = grid.viewport()
    row = max(row for row in grid.visible_rows() if middle(grid, row).y() < view.height())
    place = middle(grid, row)
    assert grid.visualRect(grid.model().index(row, 0)).bottom() > view.height()
    qtbot.mouseClick(view, LEFT, NONE, place)
    assert grid.verticalScrollBar().value() == 0
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseDClick(view, LEFT, NONE, place)
    assert opened.args == [row]
    qtbot.keyClick(grid, Qt.Key.Key_Right)  # who goes there by key sees it whole
    assert grid.verticalScrollBar().value() > 0


def test_a_click_chooses_one_alone_and_control_more(grid: PhotoGrid, qtbot: QtBot) -> None:
    view = grid.viewport()
    qtbot.mouseClick(view, LEFT, NONE, middle(grid, 2))
    assert grid.chosen_ids() == [2]
    qtbot.mouseClick(view, LEFT, CONTROL, middle(grid, 5))
    qtbot.mouseClick(view, LEFT, CONTROL, middle(grid, 7))
    qtbot.mouseClick(view, LEFT, CONTROL, middle(grid, 2))
    assert grid.chosen_ids() == [5, 7]
    qtbot.mouseClick(view, LEFT, SHIFT, middle(grid, 4))
    assert grid.chosen_ids() == [2, 3, 4]
    qtbot.mouseClick(view, LEFT, NONE, middle(grid, 3))  # one of several: it alone
    assert grid.chosen_ids() == [3]


def test_a_click_beside_the_photos_chooses_none(grid: PhotoGrid, qtbot: QtBot) -> None:
    qtbot.mouseClick(grid.viewport(), LEFT, NONE, middle(grid, 2))
    qtbot.mouseClick(grid.viewport(), LEFT, CONTROL, QPoint(4, 4))
    assert grid.chosen_count() == 1
    qtbot.mouseClick(grid.viewport(), LEFT, NONE, QPoint(4, 4))
    assert grid.chosen_count() == 0


def test_a_band_from_the_margin_takes_what_it_touches(grid: PhotoGrid, qtbot: QtBot) -> None:
    qtbot.mousePress(grid.viewport(), LEFT, NONE, QPoint(4, 4))
    move(grid, middle(grid, 1))
    assert grid.chosen_ids() == [0, 1]
    move(grid, middle(grid, 0))
    assert grid.chosen_ids() == [0]
    qtbot.mouseRelease(grid.viewport(), LEFT, NONE, middle(grid, 0))
    move(grid, middle(grid, 6))
    assert grid.chosen_ids() == [0]


def test_a_band_with_control_adds_to_what_is_chosen(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.choose(9, NONE)
    qtbot.mousePress(grid.viewport(), LEFT, CONTROL, QPoint(4, 4))
    move(grid, middle(grid, 1))
    qtbot.mouseRelease(grid.viewport(), LEFT, CONTROL, middle(grid, 1))
    assert grid.chosen_ids() == [0, 1, 9]


def test_a_band_at_the_lower_edge_scrolls_on(grid: PhotoGrid, qtbot: QtBot) -> None:
    qtbot.mousePress(grid.viewport(), LEFT, NONE, QPoint(4, 4))
    move(grid, QPoint(900, grid.viewport().height() - 2))
    before = grid.chosen_count()
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() > 500)
    assert grid.chosen_count() > before
    qtbot.mouseRelease(grid.viewport(), LEFT, NONE, QPoint(900, 300))
    where = grid.verticalScrollBar().value()
    QApplication.processEvents()
    assert grid.verticalScrollBar().value() == where


def test_dragging_one_of_the_chosen_photos_drags_them_all(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.choose(2, NONE)
    grid.choose(4, CONTROL)
    qtbot.mousePress(grid.viewport(), LEFT, NONE, middle(grid, 4))
    with qtbot.waitSignal(grid.drag_wanted) as wanted:
        move(grid, middle(grid, 4) + QPoint(60, 0))
    assert wanted.args == [[2, 4]]
    with qtbot.assertNotEmitted(grid.drag_wanted):
        move(grid, middle(grid, 4) + QPoint(90, 0))


def test_dragging_a_photo_that_was_not_chosen_chooses_it(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.choose(2, NONE)
    qtbot.mousePress(grid.viewport(), LEFT, NONE, middle(grid, 7))
    with qtbot.waitSignal(grid.drag_wanted) as wanted:
        move(grid, middle(grid, 7) + QPoint(0, 60))
    assert wanted.args == [[7]]


def test_a_shaky_click_is_no_drag(grid: PhotoGrid, qtbot: QtBot) -> None:
    qtbot.mousePress(grid.viewport(), LEFT, NONE, middle(grid, 7))
    with qtbot.assertNotEmitted(grid.drag_wanted):
        move(grid, middle(grid, 7) + QPoint(2, 1))


def test_the_right_button_leaves_the_choice_alone(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.choose(2, NONE)
    grid.choose(4, CONTROL)
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.RightButton, NONE, middle(grid, 4))
    assert grid.chosen_ids() == [2, 4]


def test_a_click_on_a_heading_chooses_what_follows_it(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.model().set_ids(range(40), [Section(0, "May", (2024, 5)), Section(4, "April", (2024, 4))])
    first, second = (found.rect.center() for found in grid.layout_of_cells().headings)
    qtbot.mouseClick(grid.viewport(), LEFT, NONE, second)
    assert grid.chosen_ids() == list(range(4, 40))
    qtbot.mouseClick(grid.viewport(), LEFT, CONTROL, first)
    assert grid.chosen_ids() == list(range(40))
    qtbot.mouseClick(grid.viewport(), LEFT, NONE, first)
    assert grid.chosen_ids() == list(range(4))
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    qtbot.mouseClick(grid.viewport(), LEFT, NONE, QPoint(60, 10))  # the heading that stays on top
    assert grid.chosen_ids() == list(range(4, 40))
