"""The item model of the sidebar."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from photoseek.gui.sidebar.sidebar_entries import albums_entry, folders_entry, library_entry
from photoseek.gui.sidebar.sidebar_items import COVER_ROLE, SidebarItems
from photoseek.library.records import Album, Counts, Directory, Folder

FOLDER = Folder(1, Path("/photos"), True, 9)
TREE = [
    Directory(1, Path(), 9),
    Directory(1, Path("a"), 5),
    Directory(1, Path("a/b"), 2),
    Directory(1, Path("c"), 4),
]


@pytest.fixture
def items(qtbot: QtBot) -> SidebarItems:
    items = SidebarItems()
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal, items)
    items.set_section(library_entry(Counts(9, 0, 0, 0, 1, 0)))
    items.set_section(albums_entry([Album(1, "Coast", 3, 7), Album(2, "Summer", 5, None)]))
    items.set_section(folders_entry([FOLDER], TREE))
    return items


def names(items: SidebarItems, key: str) -> list[str]:
    parent = items.index_of(key)
    return [items.index(row, 0, parent).data() for row in range(items.rowCount(parent))]


def test_sections_keep_their_order_when_they_change(items: SidebarItems) -> None:
    items.set_section(albums_entry([]))
    items.set_section(library_entry(Counts(9, 0, 0, 2, 1, 0)))
    sections = [items.index(row).data() for row in range(items.rowCount())]
    assert sections == ["Library", "Albums", "Folders"]
    assert names(items, "albums") == ["New album"]
    assert names(items, "library")[-1] == "Set aside"


def test_rows_that_stay_keep_their_place_while_others_come_go_and_move(items: SidebarItems) -> None:
    summer = QPersistentModelIndex(items.index_of("album 2"))
    items.set_section(
        albums_entry([Album(3, "Alps", 1, None), Album(1, "Coast", 4, 7), Album(2, "Summer", 5, None)])
    )
    assert names(items, "albums") == ["Alps", "Coast", "Summer", "New album"]
    items.set_section(albums_entry([Album(2, "A summer", 5, None), Album(3, "Alps", 1, None)]))
    assert names(items, "albums") == ["A summer", "Alps", "New album"]
    assert summer.isValid()
    assert (summer.row(), summer.data()) == (0, "A summer")


def test_nothing_is_said_to_have_changed_when_nothing_has(items: SidebarItems) -> None:
    changes = QSignalSpy(items.dataChanged)
    items.set_section(albums_entry([Album(1, "Coast", 3, 7), Album(2, "Summer", 5, None)]))
    assert changes.count() == 0
    items.set_section(albums_entry([Album(1, "Coast", 3, 7), Album(2, "Summer", 6, None)]))
    assert changes.count() == 1


def test_directories_come_and_go_below_their_folder(items: SidebarItems) -> None:
    assert names(items, "folder 1") == ["a", "c"]
    more = [*TREE[:2], Directory(1, Path("b"), 1), *TREE[3:]]
    items.set_section(folders_entry([FOLDER], more))
    assert names(items, "folder 1") == ["a", "b", "c"]
    assert not items.hasChildren(items.index_of("folder 1/a"))


def test_three_thousand_directories_are_taken_in_at_once(qtbot: QtBot) -> None:
    items = SidebarItems()
    many = [Directory(1, Path(f"{number:04d}"), number) for number in range(3000)]
    before = folders_entry([FOLDER], many)
    after = folders_entry([FOLDER], [*many[:1500], Directory(1, Path("1499 b"), 3), *many[1500:]])
    insertions = QSignalSpy(items.rowsInserted)
    items.set_section(before)
    assert insertions.count() == 1
    items.set_section(after)
    assert insertions.count() == 2  # each makes the tree lay itself out anew
    assert items.rowCount(items.index_of("folder 1")) == 3001


def test_everything_can_be_replaced_at_once(items: SidebarItems) -> None:
    coast = QPersistentModelIndex(items.index_of("album 1"))
    items.replace_all(albums_entry([Album(5, "Alps", 1, None)]))
    assert [items.index(row).data() for row in range(items.rowCount())] == ["Albums"]
    assert names(items, "albums") == ["Alps", "New album"]
    assert not coast.isValid()
    assert not items.index_of("album 1").isValid()


def test_a_cover_reaches_the_albums_it_stands_for(items: SidebarItems) -> None:
    cover = QImage(4, 4, QImage.Format.Format_RGB32)
    changes = QSignalSpy(items.dataChanged)
    items.set_cover(7, cover)
    assert changes.count() == 1
    assert items.index_of("album 1").data(COVER_ROLE) == cover
    assert items.index_of("album 2").data(COVER_ROLE) is None


def test_a_typed_name_is_a_wish_and_changes_nothing_itself(items: SidebarItems, qtbot: QtBot) -> None:
    summer, new = items.index_of("album 2"), items.index_of("new album")
    with qtbot.waitSignal(items.album_renamed) as renamed:
        assert items.setData(summer, "  Late   summer ")
    assert renamed.args[1] == "Late summer"
    assert summer.data() == "Summer"
    with qtbot.waitSignal(items.album_named) as named:
        assert items.setData(new, "Alps")
    assert named.args == ["Alps"]
    assert new.data(Qt.ItemDataRole.EditRole) == ""
    with qtbot.assertNotEmitted(items.album_renamed):
        items.setData(summer, "Summer")
        assert not items.setData(summer, "   ")


def test_a_folder_that_is_not_connected_is_said_to_be(items: SidebarItems) -> None:
    items.set_section(folders_entry([Folder(1, Path("/photos"), False, 9)], []))
    line = items.index_of("folder 1")
    assert "not connected" in line.data(Qt.ItemDataRole.ToolTipRole)
    assert line.data(Qt.ItemDataRole.AccessibleTextRole) == "photos, 9, not connected"


def test_only_albums_and_favourites_take_photos(items: SidebarItems) -> None:
    def takes(key: str) -> bool:
        return bool(items.flags(items.index_of(key)) & Qt.ItemFlag.ItemIsDropEnabled)

    assert [takes(key) for key in ("album 1", "new album", "favourites", "all", "folder 1", "albums")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert items.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
