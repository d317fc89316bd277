from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.grid_layout import GAP, MARGIN, Section
from photoseek.gui.photo_grid import PhotoGrid
from photoseek.gui.photo_items import PhotoItems
from photoseek.gui.thumbnail_loader import ThumbnailLoader


@pytest.fixture
def items(qtbot: QtBot) -> PhotoItems:
    return PhotoItems()


@pytest.fixture
def grid(items: PhotoItems, qtbot: QtBot, tmp_path: Path) -> PhotoGrid:
    loader = ThumbnailLoader(lambda name: tmp_path / name)
    grid = PhotoGrid(items, loader)
    loader.setParent(grid)
    qtbot.addWidget(grid)
    grid.resize(1000, 700)
    with qtbot.waitExposed(grid):
        grid.show()
    return grid


def test_a_hundred_thousand_rows_reach_from_the_first_to_the_last(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(100_000))
    bar = grid.verticalScrollBar()
    layout = grid.layout_of_cells()
    lines = -(-100_000 // layout.columns)
    assert bar.maximum() == lines * (layout.side + GAP) - GAP + 2 * MARGIN - grid.viewport().height()
    bar.setValue(bar.maximum())
    assert grid.visible_rows().stop == 100_000
    assert len(grid.visible_rows()) < 60


def test_every_cell_is_found_again_at_its_place(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(500))
    grid.verticalScrollBar().setValue(1234)
    for row in grid.visible_rows():
        index = items.index(row)
        rect = grid.visualRect(index)
        assert rect.width() == rect.height()
        assert grid.indexAt(rect.center()) == index
    assert not grid.indexAt(QPoint(3, 3)).isValid()


def test_cells_fill_the_width(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(50))
    columns = grid.layout_of_cells().columns
    first, last = grid.visualRect(items.index(0)), grid.visualRect(items.index(columns - 1))
    left, right = first.left(), grid.viewport().width() - 1 - last.right()
    assert abs(left - right) <= 1
    assert left < MARGIN + columns


def test_arrow_keys_walk_in_lines(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids(range(100))
    columns = grid.layout_of_cells().columns
    grid.setCurrentIndex(items.index(0))
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 99),
        (Qt.Key.Key_Down, 99),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() % columns == 0
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))


def test_down_reaches_a_last_line_that_is_not_full(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    columns = grid.layout_of_cells().columns
    items.set_ids(range(columns + 1))
    grid.setCurrentIndex(items.index(columns - 1))
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == columns


def test_headings_stand_between_the_photos_they_divide(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(7), [Section(0, "Strong"), Section(2, "Possible"), Section(7, "Nothing else")])
    first, second = grid.visualRect(items.index(1)), grid.visualRect(items.index(2))
    assert second.top() > first.bottom() + GAP
    assert second.left() == grid.visualRect(items.index(0)).left()
    described = [items.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole) for row in (1, 2)]
    assert described == ["Strong", "Possible"]
    items.set_ids(range(7))
    assert grid.visualRect(items.index(2)).top() == grid.visualRect(items.index(1)).top()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_photo_opens_by_key(key: Qt.Key, grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids([10, 20, 30])
    grid.setCurrentIndex(items.index(1))
    with qtbot.waitSignal(grid.opened, timeout=1000) as opened:
        qtbot.keyClick(grid, key)
    assert opened.args == [20]


def test_a_photo_opens_by_double_click(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids([10, 20, 30])
    place = grid.visualRect(items.index(2)).center()
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(grid.opened, timeout=1000) as opened:
        qtbot.mouseClick(grid.viewport(), left, pos=place)
        qtbot.mouseDClick(grid.viewport(), left, pos=place)
    assert opened.args == [30]


def test_typing_means_searching(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids([1, 2])
    with qtbot.waitSignal(grid.typed, timeout=1000) as typed:
        qtbot.keyClick(grid, Qt.Key.Key_D)
    assert typed.args == ["d"]


def test_what_one_looks_at_stays_when_photos_arrive_above(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(1000, 2000))
    grid.setCurrentIndex(items.index(400))
    grid.verticalScrollBar().setValue(5000)
    top = items.ids[grid.visible_rows().start]
    place = grid.visualRect(items.index(items.row_of(top))).top()
    items.set_ids([*range(37), *range(1000, 2000)])
    assert grid.visualRect(items.index(items.row_of(top))).top() == pytest.approx(place, abs=1)
    assert grid.current_id() == 1400


def test_a_larger_size_keeps_the_first_photo_on_screen(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(1000))
    grid.verticalScrollBar().setValue(4000)
    top = items.ids[grid.visible_rows().start]
    grid.set_cell_side(320)
    assert items.row_of(top) in grid.visible_rows()


def test_a_selection_by_rubber_band_takes_the_cells_it_touches(grid: PhotoGrid, items: PhotoItems) -> None:
    from PySide6.QtCore import QItemSelectionModel

    items.set_ids(range(20))
    both = grid.visualRect(items.index(0)).united(grid.visualRect(items.index(1)))
    grid.setSelection(both, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert sorted(index.row() for index in grid.selectedIndexes()) == [0, 1]


def test_a_context_menu_is_asked_for_by_mouse(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    items.set_ids([5, 6])
    place = grid.visualRect(items.index(1)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, grid.viewport().mapToGlobal(place))
    with qtbot.waitSignal(grid.menu_wanted, timeout=1000) as wanted:
        QApplication.sendEvent(grid.viewport(), event)
    assert wanted.args[0] == 6
    assert grid.current_id() == 6
