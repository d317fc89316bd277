"""The sidebar at work, over a real library and a worker that is asked and answers at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.search.question import Question
from photoseek.gui.sidebar import browsing as browsing_module
from photoseek.gui.sidebar.browsing import Browsing
from photoseek.gui.sidebar.sidebar_entries import Entry
from photoseek.gui.sidebar.sidebar_items import COVER_ROLE, ENTRY_ROLE
from photoseek.ipc import messages
from photoseek.ipc.messages import AlbumMade, Changed, Done
from photoseek.library import albums, photos
from photoseek.library.database import Database
from photoseek.library.records import EVERYTHING, Scope
from photoseek.paths import Paths

OURS = (
    messages.SetFavourite,
    messages.MakeAlbum,
    messages.AddToAlbum,
    messages.RemoveFromAlbum,
    messages.RenameAlbum,
    messages.SetAlbumDeleted,
    messages.AddFolder,
    messages.RemoveFolder,
    messages.SetIgnored,
)


class Worker:
    """Does to the library what it is asked for, within the request, and remembers these requests."""

    def __init__(self, paths: Paths, ask_other: Callable[..., int]) -> None:
        self.asked: list[Any] = []
        self._library, self._ask_other = paths.library, ask_other

    def ask(
        self, kind: Callable[..., Any], done: Callable[[Any], None], failed: Any = None, **values: Any
    ) -> int:
        if kind not in OURS:
            return self._ask_other(kind, done, failed, **values)
        request = kind(id=len(self.asked) + 1, **values)
        self.asked.append(request)
        database = Database.open_for_writing(self._library)
        with database.write() as session:
            reply: Any = Done(request.id)
            if kind is messages.SetFavourite:
                new = photos.set_favourite(session, request.photo_ids, request.favourite)
                reply = Changed(request.id, tuple(new))
            elif kind is messages.MakeAlbum:
                reply = AlbumMade(request.id, albums.make(session, request.name, request.photo_ids))
            elif kind is messages.AddToAlbum:
                reply = Changed(request.id, tuple(albums.add(session, request.album_id, request.photo_ids)))
            elif kind is messages.RemoveFromAlbum:
                gone = albums.remove(session, request.album_id, request.photo_ids)
                reply = Changed(request.id, tuple(gone))
            elif kind is messages.RenameAlbum:
                albums.rename(session, request.album_id, request.name)
            elif kind is messages.SetAlbumDeleted:
                albums.set_deleted(session, request.album_id, request.deleted)
        database.close()
        done(reply)
        return int(request.id)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FOLDERS_AFTER_MS", "FOLDERS_EVERY_MS", "FOLDERS_SHARE"):
        monkeypatch.setattr(browsing_module, name, 0)


@pytest.fixture
def worker(library: Program, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker(paths, library.client.ask)
    monkeypatch.setattr(library.client, "ask", worker.ask)
    return worker


@pytest.fixture
def browsing(library: Program, worker: Worker) -> Browsing:
    return library.session.browsing


def names(library: Program, section: str) -> list[str]:
    items = library.window.sidebar.items
    parent = items.index_of(section)
    return [items.index(row, 0, parent).data() for row in range(items.rowCount(parent))]


def entry(library: Program, key: str) -> Entry:
    found: Entry = library.window.sidebar.items.index_of(key).data(ENTRY_ROLE)
    return found


def test_the_sidebar_lists_what_the_library_holds(library: Program, browsing: Browsing, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: names(library, "folders") == ["photos"])
    assert names(library, "albums") == ["New album"]
    assert entry(library, "all").photos == 6
    assert entry(library, "folder 1").photos == 6


def test_favourites_are_set_and_taken_back(
    library: Program, browsing: Browsing, worker: Worker, ids: list[int], qtbot: QtBot
) -> None:
    undo = library.window.actions_by_name["undo"]
    browsing.set_favourite(ids[:1])
    qtbot.waitUntil(lambda: "Added 1 photo" in undo.text())
    browsing.set_favourite(ids[:2])  # not all are: the other becomes one, too
    qtbot.waitUntil(lambda: len(worker.asked) == 2)
    assert "Added 1 photo" in undo.text()
    browsing.set_favourite(ids[:2])  # all are
    qtbot.waitUntil(lambda: "Removed 2 photo" in undo.text())
    library.session.show_library()
    qtbot.waitUntil(lambda: entry(library, "favourites").photos == 0)
    undo.trigger()
    library.session.show_library()
    qtbot.waitUntil(lambda: entry(library, "favourites").photos == 2)


def test_an_album_is_made_filled_and_shown_with_its_cover(
    library: Program, browsing: Browsing, worker: Worker, ids: list[int], qtbot: QtBot
) -> None:
    sidebar = library.window.sidebar
    sidebar.album_named.emit("Summer")
    browsing.refresh()
    qtbot.waitUntil(lambda: names(library, "albums") == ["Summer", "New album"])
    album = entry(library, "album 1")
    sidebar.photos_dropped.emit(album, ids[:3])
    browsing.refresh()
    qtbot.waitUntil(lambda: entry(library, "album 1").photos == 3)
    qtbot.waitUntil(lambda: sidebar.items.index_of("album 1").data(COVER_ROLE) is not None)
    undo = library.window.actions_by_name["undo"]
    sidebar.photos_dropped.emit(album, ids[2:4])
    assert "1 photo" in undo.text()
    sidebar.photos_dropped.emit(album, ids[:3])
    assert "1 photo" in undo.text()  # what is in it already is no change
    assert "in Summer already" in library.window.notice_bar.text.text()


def test_the_picker_adds_to_the_album_that_is_chosen(
    library: Program, browsing: Browsing, worker: Worker, ids: list[int], qtbot: QtBot
) -> None:
    for name in ("Coast", "Summer"):
        library.window.sidebar.album_named.emit(name)
    browsing.refresh()
    qtbot.waitUntil(lambda: len(names(library, "albums")) == 3)
    browsing.add_to_album(ids[:2])
    assert browsing.picker is not None
    qtbot.keyClicks(browsing.picker.field, "sum")
    qtbot.keyClick(browsing.picker.field, Qt.Key.Key_Return)
    assert worker.asked[-1] == messages.AddToAlbum(worker.asked[-1].id, 2, tuple(ids[:2]))
    browsing.add_to_album(ids[2:])
    root = browsing.picker.list.rootIndex()
    first = browsing.picker.list.model().index(0, 0, root)
    assert first.data() == "Summer"  # the last one used comes first
    browsing.picker.album_named.emit("Alps")
    assert worker.asked[-1] == messages.MakeAlbum(worker.asked[-1].id, "Alps", tuple(ids[2:]))
    browsing.picker.close()


def test_photos_are_taken_out_of_the_album_that_is_shown(
    library: Program, browsing: Browsing, worker: Worker, ids: list[int], qtbot: QtBot
) -> None:
    browsing.remove_from_album(ids[:1])
    assert worker.asked == []  # no album is shown
    worker.ask(messages.MakeAlbum, lambda _reply: None, name="Summer", photo_ids=tuple(ids))
    browsing.refresh()
    qtbot.waitUntil(lambda: "Summer" in names(library, "albums"))
    library.session.searching.set_scope(Scope(album_id=1), "Summer")
    browsing.remove_from_album(ids[:2])
    text = library.window.actions_by_name["undo"].text()
    assert "Removed 2 photo" in text
    assert text.endswith("from Summer")
    library.session.searching.refresh()
    qtbot.waitUntil(lambda: sorted(library.photos.ids) == sorted(ids[2:]))


def test_an_album_that_is_shown_takes_its_new_name_and_leaves_when_it_is_deleted(
    library: Program, browsing: Browsing, worker: Worker, ids: list[int], qtbot: QtBot
) -> None:
    window, sidebar = library.window, library.window.sidebar
    sidebar.album_named.emit("Summer")
    browsing.refresh()
    qtbot.waitUntil(lambda: "Summer" in names(library, "albums"))
    library.session.searching.set_scope(Scope(album_id=1), "Summer")
    sidebar.album_renamed.emit(entry(library, "album 1"), "Coast")
    browsing.refresh()
    qtbot.waitUntil(lambda: window.grid_page.title.text() == "Coast")
    sidebar.album_deleted.emit(entry(library, "album 1"))
    browsing.refresh()
    qtbot.waitUntil(lambda: library.session.searching.question == Question())
    assert names(library, "albums") == ["New album"]
    library.window.actions_by_name["undo"].trigger()
    browsing.refresh()
    qtbot.waitUntil(lambda: names(library, "albums") == ["Coast", "New album"])


def test_a_removed_folder_can_be_added_again_with_what_it_left_out(
    library: Program, browsing: Browsing, worker: Worker, tmp_path: Path, qtbot: QtBot
) -> None:
    actions = library.window.actions_by_name
    qtbot.waitUntil(lambda: names(library, "folders") == ["photos"])
    library.window.sidebar.folder_removed.emit(entry(library, "folder 1"))
    qtbot.waitUntil(actions["undo"].isEnabled)
    assert worker.asked[-1] == messages.RemoveFolder(worker.asked[-1].id, 1)
    actions["undo"].trigger()
    assert worker.asked[-1] == messages.AddFolder(worker.asked[-1].id, str(tmp_path / "photos"))
    actions["redo"].trigger()  # it is found by its path: it might have another id
    qtbot.waitUntil(lambda: isinstance(worker.asked[-1], messages.RemoveFolder))


def test_a_folder_that_is_shown_and_no_longer_watched_gives_way_to_everything(
    library: Program, browsing: Browsing, qtbot: QtBot
) -> None:
    library.session.searching.set_scope(Scope(folder_id=7), "gone")
    browsing.refresh()
    qtbot.waitUntil(lambda: library.session.searching.question.scope == EVERYTHING)


def test_a_folder_that_cannot_be_opened_is_said(
    library: Program, browsing: Browsing, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: names(library, "folders") == ["photos"])
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    library.window.sidebar.folder_shown.emit(entry(library, "folder 1"))
    assert "could not be opened" in library.window.notice_bar.text.text()


def test_what_is_shown_is_marked(library: Program, browsing: Browsing) -> None:
    tree = library.window.sidebar.tree
    marked = tree.selectionModel()
    library.session.searching.set_scope(Scope(favourites=True), "Favourites")
    assert [index.data() for index in marked.selectedIndexes()] == ["Favourites"]
    library.session.searching.show_chosen([1, 2], "On the map")
    assert marked.selectedIndexes() == []
