from datetime import datetime
from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.photo_items import ID_ROLE, PAGE, PHOTO_ROLE, PhotoItems
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
    with qtbot.waitSignal(items.modelReset, timeout=1000):
        items.set_ids([1, 3, 2])
    assert items.row_of(2) == 2
    assert items.row_of(99) is None


def test_a_reader_of_the_screen_hears_the_caption_else_the_name(qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    items = PhotoItems()
    items.set_ids([1, 2, 3])
    items.take_records([photo(1, "a red bus"), photo(2)])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [items.index(row).data(role) for row in range(3)] == ["a red bus", "2.jpg", "Photo"]
