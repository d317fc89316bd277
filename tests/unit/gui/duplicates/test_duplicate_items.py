"""Groups of duplicates as rows."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.duplicates.duplicate_items import GROUP_ROLE, DuplicateItems, groups_of
from photoseek.ipc.messages import DuplicateGroup
from photoseek.library.records import Photo

FOUND = (
    DuplicateGroup("file", (7,), (50, 50), ("/photos/a/one.jpg", "/photos/b/one (copy).jpg")),
    DuplicateGroup("shot", (1, 2), (900, 600)),
    DuplicateGroup("shot", (3, 4, 5), (30, 20, 10)),
    DuplicateGroup("scene", (8, 9), (5, 5)),
)


def photo(photo_id: int, name: str, width: int = 640) -> Photo:
    return Photo(
        photo_id, Path("/photos") / name, True, f"{photo_id}", width, 480, datetime(2024, 5, 1), None
    )


@pytest.fixture
def items(qtbot: QtBot) -> DuplicateItems:
    items = DuplicateItems()
    # Warnings fail the test; the tester must outlive what it looks at.
    items.tester = QAbstractItemModelTester(items)  # type: ignore[attr-defined]
    items.set_groups(groups_of(FOUND))
    return items


def shown(items: DuplicateItems) -> list[int]:
    return [items.index(row).data(GROUP_ROLE).number for row in range(items.rowCount())]


def test_the_first_photo_is_kept_unless_another_is_chosen(items: DuplicateItems) -> None:
    (group,) = [one for one in items.groups() if len(one.members) == 3]
    assert (group.kept, group.freed) == (0, 30)
    items.keep(2, 1)
    group = items.groups()[2]
    assert [member.photo_id for member in group.others] == [3, 5]
    assert group.freed == 40
    items.keep(2, 3)
    assert items.groups()[2].kept == 1


def test_one_reason_can_be_shown_alone(items: DuplicateItems) -> None:
    items.show_only("shot")
    assert shown(items) == [1, 2]
    assert [group.number for group in items.left()] == [0, 1, 2, 3]
    items.show_only(None)
    assert shown(items) == [0, 1, 2, 3]


def test_a_settled_group_leaves_and_comes_back_to_its_place(items: DuplicateItems) -> None:
    items.remove([1, 3])
    assert shown(items) == [0, 2]
    assert [group.number for group in items.left()] == [0, 2]
    items.bring_back([1])
    assert shown(items) == [0, 1, 2]
    items.show_only("file")
    items.bring_back([3])
    assert shown(items) == [0]
    items.show_only(None)
    assert shown(items) == [0, 1, 2, 3]


def test_many_groups_leave_and_come_back_at_once(items: DuplicateItems, qtbot: QtBot) -> None:
    items.set_groups(groups_of([DuplicateGroup("shot", (2 * n, 2 * n + 1), (2, 1)) for n in range(200)]))
    with qtbot.waitSignal(items.modelReset):
        items.remove(range(10, 200))
    assert shown(items) == list(range(10))
    items.bring_back(range(200))
    assert shown(items) == list(range(200))


def test_other_groups_begin_anew(items: DuplicateItems) -> None:
    items.remove([0])
    items.set_groups(groups_of(FOUND[1:2]))
    assert shown(items) == [0]


def test_below_a_photo_stands_what_tells_it_apart(items: DuplicateItems) -> None:
    files, shot = items.groups()[:2]
    assert items.lines(files.members[0]) == ("one.jpg", "photos/a")
    assert items.lines(files.members[1]) == ("one (copy).jpg", "photos/b")
    assert items.lines(shot.members[0])[1] == "900 bytes"
    items.take_records([photo(1, "dog.jpg", 1024)])
    assert items.lines(shot.members[0]) == ("dog.jpg", "1024 × 480, 900 bytes")


def test_a_row_is_read_out_with_its_reason_and_the_photo_to_keep(items: DuplicateItems) -> None:
    items.take_records([photo(2, "cat.jpg")])
    items.keep(1, 1)
    text = items.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Same shot" in text
    assert "cat.jpg" in text
