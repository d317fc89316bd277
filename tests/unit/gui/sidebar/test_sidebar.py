"""The sidebar as a widget: keys, mouse, drops, menus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from photoseek.gui.export.dragged_photos import put_ids
from photoseek.gui.sidebar.sidebar import LETTERS, NARROWEST, WIDEST, WIDTH, Sidebar
from photoseek.gui.sidebar.sidebar_entries import albums_entry, folders_entry, library_entry
from photoseek.gui.sidebar.sidebar_items import ENTRY_ROLE
from photoseek.library.records import EVERYTHING, Album, Counts, Directory, Folder, Scope

FOLDER = Folder(1, Path("/photos"), True, 9)
TREE = [Directory(1, Path(), 9), Directory(1, Path("alps"), 5), Directory(1, Path("alps/snow"), 2)]


@pytest.fixture
def sidebar(qtbot: QtBot) -> Iterator[Sidebar]:
    window = QMainWindow()
    qtbot.addWidget(window)
    sidebar = Sidebar(window)
    window.setCentralWidget(sidebar)
    window.resize(400, 700)
    sidebar.show_section(library_entry(Counts(9, 0, 0, 2, 1, 0)))
    sidebar.show_section(albums_entry([Album(1, "Coast", 3, None), Album(2, "Summer", 5, None)]))
    sidebar.show_section(folders_entry([FOLDER], TREE))
    sidebar.show_scope(EVERYTHING)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    yield sidebar
    window.close()


def centre(sidebar: Sidebar, key: str) -> QPoint:
    index = sidebar.items.index_of(key)
    assert index.isValid()
    sidebar.tree.scrollTo(index)
    return sidebar.tree.visualRect(index).center()


def click(qtbot: QtBot, sidebar: Sidebar, key: str) -> None:
    qtbot.mouseClick(sidebar.tree.viewport(), Qt.MouseButton.LeftButton, pos=centre(sidebar, key))


def is_marked(sidebar: Sidebar, key: str) -> bool:
    return sidebar.tree.selectionModel().isSelected(sidebar.items.index_of(key))


def drag(sidebar: Sidebar, key: str, mime: QMimeData) -> bool:
    """Move a drag there and drop it; whether it was taken."""
    place, target = centre(sidebar, key), sidebar.tree.viewport()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(place, copy, mime, left, none)
    for event in (QDragEnterEvent(place, copy, mime, left, none), move):
        QApplication.sendEvent(target, event)
    QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, mime, left, none))
    return move.isAccepted()


def test_a_click_on_an_album_wants_its_photos(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        click(qtbot, sidebar, "album 2")
    assert chosen.args == [Scope(album_id=2), "Summer"]
    assert is_marked(sidebar, "all")  # until the grid shows something else
    sidebar.show_scope(Scope(album_id=2))
    assert is_marked(sidebar, "album 2")
    assert not is_marked(sidebar, "all")


def test_arrow_keys_show_where_they_come_to_rest_and_enter_shows_at_once(
    sidebar: Sidebar, qtbot: QtBot
) -> None:
    sidebar.tree.setFocus()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.keyClick(sidebar.tree, Qt.Key.Key_Down)
        qtbot.keyClick(sidebar.tree, Qt.Key.Key_Down)
    assert chosen.args[0] == Scope(recent=True)
    with qtbot.assertNotEmitted(sidebar.failures_wanted, wait=300):
        qtbot.keyClick(sidebar.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.failures_wanted):
        qtbot.keyClick(sidebar.tree, Qt.Key.Key_Return)


def test_typing_finds_a_line(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.tree.setFocus()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.keyClicks(sidebar.tree, "sum")
    assert chosen.args[1] == "Summer"


def test_a_space_may_be_part_of_the_name_that_is_typed(sidebar: Sidebar, qtbot: QtBot) -> None:
    late, early = Album(1, "Late summer", 3, None), Album(2, "Latest", 5, None)
    sidebar.show_section(albums_entry([early, late]))
    sidebar.tree.setFocus()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.keyClicks(sidebar.tree, "late s")
    assert chosen.args[1] == "Late summer"


def test_the_directory_that_is_shown_is_made_visible(sidebar: Sidebar) -> None:
    assert not sidebar.tree.isExpanded(sidebar.items.index_of("folder 1"))
    sidebar.show_scope(Scope(folder_id=1, below=Path("alps/snow")))
    assert is_marked(sidebar, "folder 1/alps/snow")
    assert sidebar.tree.isExpanded(sidebar.items.index_of("folder 1/alps"))


def test_a_line_is_marked_once_it_is_there(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.show_scope(Scope(album_id=8))
    assert not is_marked(sidebar, "all")
    sidebar.show_section(albums_entry([Album(8, "Alps", 1, None)]))
    qtbot.waitUntil(lambda: is_marked(sidebar, "album 8"))


def test_a_part_of_the_library_without_a_line_marks_none(sidebar: Sidebar) -> None:
    sidebar.show_scope(None)
    assert sidebar.tree.selectionModel().selectedIndexes() == []


def test_what_is_open_is_remembered_and_opened_again(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.tree.expand(sidebar.items.index_of("folder 1"))
    sidebar.tree.collapse(sidebar.items.index_of("albums"))
    keys = sidebar.tree.open_keys()
    assert keys == ["folder 1", "folders", "library"]
    later = Sidebar()
    qtbot.addWidget(later)
    later.tree.set_open_keys([*keys, "folder 1/alps"])
    later.show_section(folders_entry([FOLDER], TREE))  # read only afterwards
    qtbot.waitUntil(lambda: later.tree.isExpanded(later.items.index_of("folder 1/alps")))
    assert not later.tree.isExpanded(later.items.index_of("albums"))


def test_an_album_is_renamed_in_its_place(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.tree.setFocus()
    sidebar.tree.setCurrentIndex(sidebar.items.index_of("album 1"))
    qtbot.keyClick(sidebar.tree, Qt.Key.Key_F2)
    (editor,) = sidebar.tree.findChildren(QLineEdit)
    assert editor.text() == "Coast"
    editor.setText("Sea")
    with qtbot.waitSignal(sidebar.album_renamed) as renamed:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args[0].scope == Scope(album_id=1)
    assert renamed.args[1] == "Sea"


def test_a_click_on_the_last_line_of_the_albums_asks_for_a_name(sidebar: Sidebar, qtbot: QtBot) -> None:
    click(qtbot, sidebar, "new album")
    (editor,) = sidebar.tree.findChildren(QLineEdit)
    assert editor.text() == ""
    qtbot.keyClicks(editor, "Alps")
    with qtbot.waitSignal(sidebar.album_named) as named:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert named.args == ["Alps"]


def test_delete_means_the_album_and_not_the_photos_chosen_in_the_grid(sidebar: Sidebar, qtbot: QtBot) -> None:
    window = sidebar.window()
    trash = QAction("Trash", window)
    trash.setShortcut("Del")
    window.addAction(trash)
    sidebar.tree.setFocus()
    sidebar.tree.setCurrentIndex(sidebar.items.index_of("album 1"))
    with qtbot.assertNotEmitted(trash.triggered), qtbot.waitSignal(sidebar.album_deleted) as deleted:
        qtbot.keyClick(sidebar.tree, Qt.Key.Key_Delete)
    assert deleted.args[0].name == "Coast"
    sidebar.tree.setCurrentIndex(sidebar.items.index_of("all"))
    with qtbot.assertNotEmitted(trash.triggered), qtbot.assertNotEmitted(sidebar.album_deleted):
        qtbot.keyClick(sidebar.tree, Qt.Key.Key_Delete)


def test_photos_are_dropped_onto_albums_and_nowhere_else(sidebar: Sidebar, qtbot: QtBot) -> None:
    mime = QMimeData()
    put_ids(mime, [4, 9])
    with qtbot.waitSignal(sidebar.photos_dropped) as dropped:
        assert drag(sidebar, "album 2", mime)
    assert (dropped.args[0].name, dropped.args[1]) == ("Summer", [4, 9])
    with qtbot.assertNotEmitted(sidebar.photos_dropped):
        assert not drag(sidebar, "all", mime)
        files = QMimeData()
        files.setText("no photo")
        assert not drag(sidebar, "album 2", files)


def test_a_heading_opens_for_a_drag(sidebar: Sidebar) -> None:
    sidebar.tree.collapse(sidebar.items.index_of("albums"))
    mime = QMimeData()
    put_ids(mime, [4])
    assert not drag(sidebar, "albums", mime)
    assert sidebar.tree.isExpanded(sidebar.items.index_of("albums"))


def test_a_heading_is_closed_and_opened_by_a_click(sidebar: Sidebar, qtbot: QtBot) -> None:
    click(qtbot, sidebar, "albums")
    assert not sidebar.tree.isExpanded(sidebar.items.index_of("albums"))
    click(qtbot, sidebar, "albums")
    assert sidebar.tree.isExpanded(sidebar.items.index_of("albums"))


def test_menus_offer_what_can_be_done_with_a_line(sidebar: Sidebar, qtbot: QtBot) -> None:
    def texts(key: str) -> list[str]:
        menu = sidebar.menu_of(sidebar.items.index_of(key).data(ENTRY_ROLE))
        return [action.text() for action in menu.actions() if action.text()]

    assert texts("albums") == []
    assert texts("album 1") == ["Show these photos", "Rename", "Delete this album"]
    assert texts("folder 1")[-1] == "Remove from the library"
    sidebar.tree.expand(sidebar.items.index_of("folder 1"))
    assert "Remove from the library" not in texts("folder 1/alps")
    menu = sidebar.menu_of(sidebar.items.index_of("folder 1").data(ENTRY_ROLE))
    with qtbot.waitSignal(sidebar.folder_removed) as removed:
        menu.actions()[-1].trigger()
    assert removed.args[0].path == Path("/photos")


def test_the_width_is_set_by_mouse_and_keys_within_reason(sidebar: Sidebar, qtbot: QtBot) -> None:
    assert sidebar.width() == WIDTH
    edge = sidebar.edge
    qtbot.mousePress(edge, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))
    qtbot.mouseMove(edge, QPoint(42, 50))
    qtbot.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=QPoint(42, 50))
    assert sidebar.width() == WIDTH + 40
    qtbot.keyClick(edge, Qt.Key.Key_Left)
    assert sidebar.width() == WIDTH + 20
    sidebar.set_width(9999)
    assert sidebar.width() == WIDEST
    sidebar.set_width(0)
    least = max(NARROWEST, LETTERS * sidebar.fontMetrics().averageCharWidth())
    assert sidebar.width() == least < WIDTH
    qtbot.mouseDClick(edge, Qt.MouseButton.LeftButton)
    assert sidebar.width() == WIDTH
