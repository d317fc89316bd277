import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.grid.photo_items import FIRST_SHAPES, ID_ROLE, PAGE, PHOTO_ROLE, PhotoItems
from photoseek.gui.grid.photo_shapes import USUAL_RATIO
from photoseek.library.records import Photo


def photo(photo_id: int, caption: str | None = None) -> Photo:
    day = datetime(2020, 1, 1)
    return Photo(photo_id, Path(f"/p/{photo_id}.jpg"), True, f"{photo_id:032x}", 4, 3, day, caption)


def test_the_model_keeps_qt_s_rules_while_photos_come_and_go(qtbot: QtBot) -> None:
    items = PhotoItems()
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    items.set_ids(range(1, 500))
    items.take_records([photo(1), photo(2)])
    items.set_ids([3, 1])
    items.refresh_records()
    items.set_ids([])
    assert items.rowCount() == 0


def test_records_are_asked_for_in_pages_and_only_once(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.set_ids(range(1000))
    wanted: list[list[int]] = []
    items.records_wanted.connect(wanted.append)
    assert items.index(PAGE + 3).data(PHOTO_ROLE) is None
    assert items.index(PAGE + 4).data(PHOTO_ROLE) is None
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [list(range(PAGE, 2 * PAGE))]
    assert items.index(PAGE + 5).data(PHOTO_ROLE) is None
    qtbot.wait(20)
    assert len(wanted) == 1


def test_a_record_that_arrives_is_shown_and_announced(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.set_ids([7, 8])
    changed: list[int] = []
    items.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    items.take_records([photo(8, "a dog")])
    assert changed == [1]
    assert items.index(1).data(PHOTO_ROLE).caption == "a dog"
    assert items.index(1).data(ID_ROLE) == 8


def test_a_refreshed_record_stays_on_screen_until_the_new_one_is_there(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.set_ids([1])
    items.take_records([photo(1)])
    wanted: list[list[int]] = []
    items.records_wanted.connect(wanted.append)
    items.refresh_records()
    assert items.index(0).data(PHOTO_ROLE).caption is None
    qtbot.waitUntil(lambda: wanted == [[1]])
    items.take_records([photo(1, "a cat")])
    assert items.index(0).data(PHOTO_ROLE).caption == "a cat"


def test_the_same_ids_again_do_not_disturb_the_view(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.set_ids([1, 2, 3])
    with qtbot.assertNotEmitted(items.modelReset):
        items.set_ids([1, 2, 3])
    with qtbot.waitSignal(items.modelReset):
        items.set_ids([1, 3, 2])
    assert items.row_of(2) == 2
    assert items.row_of(99) is None


def test_photos_come_and_go_row_by_row(qtbot: QtBot) -> None:
    items = PhotoItems()
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    items.set_ids(range(100))
    kept = QPersistentModelIndex(items.index(50))
    with qtbot.assertNotEmitted(items.modelReset), qtbot.waitSignal(items.rearranged):
        items.set_ids([200, *range(10), *range(20, 70), 201, *range(70, 90)], [Section(0, "all")])
    assert kept.data(ID_ROLE) == 50
    assert list(items.ids) == [200, *range(10), *range(20, 70), 201, *range(70, 90)]
    assert [items.row_of(photo_id) for photo_id in (200, 50, 15)] == [0, 41, None]


def test_other_sections_alone_are_news_for_the_places(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.set_ids([1, 2, 3])
    with qtbot.assertNotEmitted(items.modelReset), qtbot.waitSignal(items.rearranged):
        items.set_ids([1, 2, 3], [Section(0, "May")])
    assert items.sections == (Section(0, "May"),)


def test_shapes_are_asked_for_once_somebody_wants_them(qtbot: QtBot) -> None:
    items = PhotoItems()
    wanted: list[int] = []
    items.shapes_wanted.connect(wanted.extend)
    items.set_ids([1, 2, 3])
    items.take_records([photo(2)])
    assert wanted == []
    items.want_shapes()
    assert wanted == [1, 3]  # that of a photo one has seen is known
    with qtbot.waitSignal(items.rearranged):
        items.take_shapes({1: 0.5, 3: 2.0})
    assert list(items.ratios()) == [0.5, pytest.approx(4 / 3), 2.0]
    items.set_ids([1, 2, 3, 4])
    assert wanted == [1, 3, 4]
    assert items.ratios()[3] == USUAL_RATIO


def test_those_on_the_first_screen_are_asked_for_first(qtbot: QtBot) -> None:
    items = PhotoItems()
    wanted: list[list[int]] = []
    items.shapes_wanted.connect(wanted.append)
    items.want_shapes()
    items.set_ids(range(10_000))
    assert [len(some) for some in wanted] == [FIRST_SHAPES, 10_000 - FIRST_SHAPES]


def test_a_photo_that_was_turned_has_another_shape(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.set_ids([1])
    items.take_records([photo(1)])
    items.want_shapes()
    with qtbot.waitSignal(items.rearranged):
        items.take_records([replace(photo(1), rotation=3)])
    assert items.ratios()[0] == 3 / 4
    with qtbot.assertNotEmitted(items.rearranged):
        items.take_records([replace(photo(1), rotation=3, caption="a tree")])


def test_a_hundred_thousand_photos_are_taken_over_at_once(qtbot: QtBot) -> None:
    items = PhotoItems()
    items.want_shapes()
    items.set_ids(range(100))
    ids = list(range(0, 200_000, 2))
    spent = []
    for more in ([], [7, 9], [11, 13, 15]):
        begin = time.thread_time()  # of a processor: others may be at work on this machine
        items.set_ids(sorted([*ids, *more]))
        spent.append(time.thread_time() - begin)
    assert min(spent) < 0.05


def test_a_reader_of_the_screen_hears_the_caption_else_the_name(qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    items = PhotoItems()
    items.set_ids([1, 2, 3])
    items.take_records([photo(1, "a red bus"), photo(2)])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [items.index(row).data(role) for row in range(3)] == ["a red bus", "2.jpg", "Photo"]
