from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoseek.gui.grid.grid_layout import GAP, HEADING, MARGIN, Section
from photoseek.gui.grid.photo_grid import PhotoGrid
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader, Wish
from photoseek.library.records import Photo


def photo(number: int) -> Photo:
    return Photo(number, Path(f"/p/{number}.jpg"), True, f"{number:032x}", 4, 3, datetime(2020, 1, 1), None)


@pytest.fixture
def items(qtbot: QtBot) -> PhotoItems:
    return PhotoItems()


@pytest.fixture
def grid(items: PhotoItems, qtbot: QtBot, tmp_path: Path) -> Iterator[PhotoGrid]:
    loader = ThumbnailLoader(lambda name: tmp_path / name)
    grid = PhotoGrid(items, loader)
    loader.setParent(grid)
    qtbot.addWidget(grid)
    grid.resize(1000, 700)
    with qtbot.waitExposed(grid):
        grid.show()
    yield grid
    loader.finish()


def columns_of(grid: PhotoGrid) -> int:
    layout = grid.layout_of_cells()
    return next((row for row in range(1, layout.count) if layout.line_start(row)), layout.count)


def chosen(grid: PhotoGrid) -> list[int]:
    return sorted(index.row() for index in grid.selectedIndexes())


def test_a_hundred_thousand_rows_reach_from_the_first_to_the_last(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(100_000))
    bar = grid.verticalScrollBar()
    lines = -(-100_000 // columns_of(grid))
    step = grid.layout_of_cells().step
    assert bar.maximum() == lines * step - GAP + 2 * MARGIN - grid.viewport().height()
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


def test_arrow_keys_walk_in_lines(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids(range(100))
    columns = columns_of(grid)
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
    items.set_ids(range(100))
    columns = columns_of(grid)
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
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, key)
    assert opened.args == [20]


def test_a_photo_opens_by_double_click(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids([10, 20, 30])
    place = grid.visualRect(items.index(2)).center()
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseClick(grid.viewport(), left, pos=place)
        qtbot.mouseDClick(grid.viewport(), left, pos=place)
    assert opened.args == [30]


def test_typing_means_searching(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids([1, 2])
    with qtbot.waitSignal(grid.typed) as typed:
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


def test_photos_that_come_in_between_leave_the_choice_and_the_place_alone(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot
) -> None:
    items.set_ids(range(0, 4000, 2))
    grid.verticalScrollBar().setValue(9000)
    first = grid.visible_rows().start + 6
    grid.choose(first, Qt.KeyboardModifier.NoModifier)
    grid.choose(first + 3, Qt.KeyboardModifier.ShiftModifier)
    before, current = grid.chosen_ids(), grid.current_id()
    places = [grid.visualRect(items.index(items.row_of(photo_id))) for photo_id in before]
    with qtbot.assertNotEmitted(items.modelReset):
        items.set_ids(sorted([*range(0, 4000, 2), *range(1, 300, 2)]))
    assert grid.chosen_ids() == before
    assert grid.current_id() == current
    tops = [grid.visualRect(items.index(items.row_of(photo_id))).top() for photo_id in before]
    assert abs(tops[0] - places[0].top()) <= grid.layout_of_cells().step  # its line may begin elsewhere


def test_the_choice_outlives_another_order(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(300))
    grid.choose(10, Qt.KeyboardModifier.NoModifier)
    grid.choose(20, Qt.KeyboardModifier.ShiftModifier)
    items.set_ids(list(reversed(range(300))))
    assert sorted(grid.chosen_ids()) == list(range(10, 21))
    assert grid.current_id() == 20


def test_what_is_not_shown_any_more_is_not_chosen_any_more(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(50))
    grid.choose(3, Qt.KeyboardModifier.NoModifier)
    grid.choose(4, Qt.KeyboardModifier.ControlModifier)
    items.set_ids([*range(4), *range(5, 50)])
    assert grid.chosen_ids() == [3]
    assert grid.chosen_count() == 1


def test_shift_chooses_from_where_one_began(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids(range(100))
    columns = columns_of(grid)
    qtbot.keyClick(grid, Qt.Key.Key_Right)  # the first
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    for key, rows in (
        (Qt.Key.Key_Right, [1, 2]),
        (Qt.Key.Key_Down, [*range(1, columns + 3)]),
        (Qt.Key.Key_Up, [1, 2]),
        (Qt.Key.Key_Home, [0, 1]),
    ):
        qtbot.keyClick(grid, key, Qt.KeyboardModifier.ShiftModifier)
        assert chosen(grid) == rows


def test_control_moves_without_choosing_until_space(grid: PhotoGrid, items: PhotoItems, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    items.set_ids(range(10))
    grid.choose(1, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Right, control)
    qtbot.keyClick(grid, Qt.Key.Key_Right, control)
    assert (chosen(grid), grid.currentIndex().row()) == ([1], 3)
    qtbot.keyClick(grid, Qt.Key.Key_Space, control)
    assert chosen(grid) == [1, 3]
    qtbot.keyClick(grid, Qt.Key.Key_Space, control)
    assert chosen(grid) == [1]


def test_all_are_chosen_at_once_and_escape_lets_them_go(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot
) -> None:
    items.set_ids(range(100_000))
    with qtbot.waitSignal(grid.chosen_changed) as told:
        qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [100_000]
    assert grid.chosen_ids() == list(range(100_000))
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.chosen_count() == 0


def test_up_and_down_in_justified_lines_keep_to_where_one_began(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot
) -> None:
    items.set_ids(range(60))
    grid.set_justified(True)
    with qtbot.waitSignal(items.rearranged):
        items.take_shapes({row: 0.6 + (row * 7 % 5) / 3 for row in range(60)})
    grid.choose(2, Qt.KeyboardModifier.NoModifier)
    for _ in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_Down)
    for _ in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 2


def test_a_photo_is_as_wide_as_it_is_once_that_is_known(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot
) -> None:
    wanted: list[int] = []
    items.shapes_wanted.connect(wanted.extend)
    items.set_ids(range(1000))
    assert wanted == []
    grid.set_justified(True)
    assert wanted == list(range(1000))
    before = grid.visualRect(items.index(0))
    assert before.width() / before.height() == pytest.approx(1.5, abs=0.02)
    with qtbot.waitSignal(items.rearranged):
        items.take_shapes(dict.fromkeys(range(1000), 0.75))
    after = grid.visualRect(items.index(0))
    assert after.width() / after.height() == pytest.approx(0.75, abs=0.02)
    grid.set_justified(False)
    assert grid.visualRect(items.index(0)).width() == grid.visualRect(items.index(0)).height()


def test_zooming_by_wheel_holds_the_photo_under_the_pointer(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot
) -> None:
    items.set_ids(range(3000))
    grid.verticalScrollBar().setValue(8000)
    place = QPoint(480, 400)
    row = grid.indexAt(place).row()
    event = QWheelEvent(
        QPointF(place),
        QPointF(grid.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(grid.zoomed) as zoomed:
        QApplication.sendEvent(grid.viewport(), event)
    assert zoomed.args[0] > 1
    grid.set_cell_side(260)
    there = grid.visualRect(items.index(row))
    assert there.top() <= place.y() <= there.bottom()


def test_the_heading_of_what_one_looks_at_stays_on_top(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids(range(300), [Section(0, "May", (2024, 5)), Section(150, "April", (2024, 4))])
    grid.verticalScrollBar().setValue(grid.visualRect(items.index(80)).top())
    under = QPoint(grid.visualRect(items.index(0)).center().x(), HEADING // 2)
    assert not grid.indexAt(under).isValid()  # the heading covers the photo
    assert grid.indexAt(under + QPoint(0, HEADING)).isValid()
    grid.choose(0, Qt.KeyboardModifier.NoModifier)
    assert grid.visualRect(items.index(0)).top() >= HEADING


def test_the_pointer_s_menu_is_for_all_chosen_photos(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot
) -> None:
    items.set_ids([5, 6, 7, 8])
    grid.choose(1, Qt.KeyboardModifier.NoModifier)
    grid.choose(2, Qt.KeyboardModifier.ControlModifier)
    for row, ids in ((1, [6, 7]), (3, [8])):
        place = grid.visualRect(items.index(row)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, grid.viewport().mapToGlobal(place))
        with qtbot.waitSignal(grid.menu_wanted) as wanted:
            QApplication.sendEvent(grid.viewport(), event)
        assert wanted.args[0] == items.ids[row]
        assert grid.chosen_ids() == ids
        assert grid.current_id() == items.ids[row]


def test_a_turned_photo_is_asked_for_turned(grid: PhotoGrid, items: PhotoItems) -> None:
    planned: list[Wish] = []
    grid._thumbnails.plan = lambda visible, _soon: planned.extend(visible)  # type: ignore[method-assign]
    items.set_ids([1])
    items.take_records([replace(photo(1), rotation=1)])
    grid._plan()
    assert [wish.photo.rotation for wish in planned] == [1]


def test_only_what_is_on_screen_or_near_is_decoded(grid: PhotoGrid, items: PhotoItems) -> None:
    visible: list[int] = []
    near: list[int] = []

    def plan(now: list[Wish], soon: list[Wish]) -> None:
        visible[:], near[:] = ([wish.photo.id for wish in wishes] for wishes in (now, soon))

    grid._thumbnails.plan = plan  # type: ignore[assignment]
    items.set_ids(range(2000))
    items.take_records([photo(number) for number in range(2000)])
    grid._settled.stop()
    grid.verticalScrollBar().setValue(20_000)
    grid._plan()
    assert visible == list(grid.visible_rows())
    assert near[0] == visible[-1] + 1
    assert len(near) <= len(visible)


def test_a_photo_that_arrived_is_painted(
    grid: PhotoGrid, items: PhotoItems, qtbot: QtBot, tmp_path: Path
) -> None:
    Image.new("RGB", (300, 200), (200, 30, 30)).save(tmp_path / f"{1:032x}", "JPEG")
    items.set_ids([1])
    items.take_records([photo(1)])
    qtbot.waitUntil(grid.is_filled)
    seen = grid.viewport().grab().toImage().pixelColor(grid.visualRect(items.index(0)).center())
    assert seen.red() > 150 > 100 > seen.blue()


def test_a_reader_of_the_screen_hears_the_current_photo(grid: PhotoGrid, items: PhotoItems) -> None:
    items.set_ids([1, 2, 3])
    grid.choose(1, Qt.KeyboardModifier.NoModifier)
    assert grid.accessibleDescription() == "Photo, 2 of 3"
    items.take_records([replace(photo(2), caption="a dog", favourite=True)])
    assert grid.accessibleDescription() == "a dog, a favourite, 2 of 3"
