"""The sidebar at work: which part of the library is shown; albums, favourites, watched folders."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage

from photoseek.gui.background import Problem
from photoseek.gui.changes import Change
from photoseek.gui.grid.picture_loader import load_first_square
from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.search.question import Question
from photoseek.gui.sidebar import album_changes
from photoseek.gui.sidebar.album_picker import AlbumPicker
from photoseek.gui.sidebar.sidebar_delegate import COVER
from photoseek.gui.sidebar.sidebar_entries import Entry, albums_entry, folders_entry, library_entry
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.gui.widgets.turning import turned
from photoseek.ipc import messages
from photoseek.library.records import EVERYTHING, Album, Counts, Directory, Folder, Photo

FOLDERS_AFTER_MS = 300  # after the first answer: the first photos come before the tree of folders
FOLDERS_EVERY_MS = 3_000  # the tree takes a look at every file, and changes with every batch taken in
FOLDERS_SHARE = 20  # one part in so many of the time at most goes into reading it


class Browsing(QObject):
    scope_chosen = Signal(object, str)
    """A ``Scope`` to show, and what a person calls it."""
    failures_wanted = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._reader, self._client, self._changes = parts.reader, parts.client, parts.changes
        self._sidebar = parts.window.sidebar
        self._question = Question()
        self._albums: list[Album] = []
        self._last_album: int | None = None
        self._covers: dict[int, QImage] = {}
        self._cover_looks: dict[int, tuple[str, int]] = {}  # (content hash, rotation) that it was made of
        self._since_folders = QElapsedTimer()
        self._folders_pause = FOLDERS_EVERY_MS  # between two looks
        self._watched: set[tuple[int, bool]] = set()  # (id, online) of the watched folders
        self._folders_due = QTimer(self, singleShot=True)
        self._folders_due.timeout.connect(self._read_folders)
        self.picker: AlbumPicker | None = None
        sidebar = self._sidebar
        sidebar.chosen.connect(self.scope_chosen)
        sidebar.failures_wanted.connect(self.failures_wanted)
        sidebar.add_folder_wanted.connect(parts.window.actions_by_name["add_folder"].trigger)
        sidebar.look_again_wanted.connect(parts.window.actions_by_name["look_again"].trigger)
        sidebar.album_named.connect(lambda name: self._changes.make(album_changes.album_made(name)))
        sidebar.album_renamed.connect(self._rename)
        sidebar.album_deleted.connect(self._delete)
        sidebar.photos_dropped.connect(self._drop)
        sidebar.folder_shown.connect(self._show_folder)
        sidebar.folder_removed.connect(self._remove_folder)
        sidebar.show_scope(EVERYTHING)

    def refresh(self) -> None:
        """Albums or folders may have changed."""
        self._reader.albums(self._take_albums)
        self._reader.folders(self._take_folders)

    def show_question(self, question: Question) -> None:
        """Mark what the grid shows."""
        self._question = question
        self._sidebar.show_scope(question.scope if question.chosen is None else None)

    def set_favourite(self, photo_ids: Sequence[int]) -> None:
        """Make them favourites; if all of them are, no longer."""

        def decide(photos: Sequence[Photo]) -> None:
            if photos:
                favourite = not all(photo.favourite for photo in photos)
                self._changes.make(album_changes.favourites_changed(photo_ids, favourite=favourite))

        self._reader.records(photo_ids, decide)

    def add_to_album(self, photo_ids: Sequence[int]) -> None:
        """Ask for the album, an old or a new one, and add them."""
        albums = sorted(self._albums, key=lambda album: album.id != self._last_album)
        title = tr("Add %n photo(s) to an album", None, len(photo_ids))
        if self.picker is not None:
            self.picker.deleteLater()
        self.picker = picker = AlbumPicker(title, albums, self._covers, self._parts.window)
        picker.album_chosen.connect(lambda album: self._add(album.id, album.name, photo_ids))
        picker.album_named.connect(lambda name: self._make_album(name, photo_ids))
        picker.show_above(self._parts.window)

    def remove_from_album(self, photo_ids: Sequence[int]) -> None:
        """Take them out of the album that is shown."""
        album_id = self._question.scope.album_id
        if album_id is not None:
            name = self._question.scope_name
            self._changes.make(album_changes.removed_from_album(album_id, name, photo_ids))

    def take_counts(self, counts: Counts) -> None:
        """How many photos there are."""
        self._sidebar.show_section(library_entry(counts))

    # --- what the library holds ----------------------------------------------------------------

    def _take_albums(self, albums: list[Album]) -> None:
        self._albums = albums
        self._sidebar.show_section(albums_entry(albums))
        covers = [album.cover_id for album in albums if album.cover_id is not None]
        if covers:
            self._reader.records(covers, self._take_cover_photos)
        self._follow_shown_album()

    def _follow_shown_album(self) -> None:
        """The album that the grid shows may have been deleted, or have another name now."""
        question = self._question
        shown = question.scope.album_id
        if shown is None:
            return
        name = next((album.name for album in self._albums if album.id == shown), None)
        if name is None:
            self.scope_chosen.emit(EVERYTHING, "")
        elif name != question.scope_name:
            self.scope_chosen.emit(question.scope, name)

    def _take_cover_photos(self, photos: Sequence[Photo]) -> None:
        side = round(COVER * self._parts.window.devicePixelRatioF())
        for photo in photos:
            look = (photo.content_hash, photo.rotation)
            if self._cover_looks.get(photo.id) == look:
                continue
            self._cover_looks[photo.id] = look
            places = (self._parts.thumbnail_path(photo.content_hash), photo.path)
            self._parts.pictures.run(
                partial(_load_cover, places, side, photo.rotation),
                partial(self._take_cover, photo.id),
                partial(self._no_cover, photo.id),
            )

    def _take_cover(self, photo_id: int, cover: QImage) -> None:
        self._covers[photo_id] = cover
        self._sidebar.show_cover(photo_id, cover)

    def _no_cover(self, photo_id: int, _problem: Problem) -> None:
        self._cover_looks.pop(photo_id, None)  # it may be there the next time

    def _take_folders(self, folders: list[Folder]) -> None:
        """One that came, went or was connected is shown at once, all else in its time."""
        watched = {(folder.id, folder.online) for folder in folders}
        if not self._since_folders.isValid():
            pause = FOLDERS_AFTER_MS
        elif watched != self._watched:
            pause = 0
        else:
            pause = max(0, self._folders_pause - self._since_folders.elapsed())
        self._watched = watched
        if pause == 0 or not self._folders_due.isActive():
            self._folders_due.start(pause)

    def _read_folders(self) -> None:
        self._since_folders.start()
        self._reader.folders(lambda folders: self._reader.directories(partial(self._arrange, folders)))

    def _arrange(self, folders: list[Folder], directories: list[Directory]) -> None:
        self._folders_pause = max(FOLDERS_EVERY_MS, FOLDERS_SHARE * self._since_folders.elapsed())
        self._parts.pictures.run(lambda: folders_entry(folders, directories), self._sidebar.show_section)
        shown = self._question.scope.folder_id
        if shown is not None and all(folder.id != shown for folder in folders):
            self.scope_chosen.emit(EVERYTHING, "")

    # --- albums --------------------------------------------------------------------------------

    def _add(self, album_id: int, name: str, photo_ids: Sequence[int]) -> None:
        self._last_album = album_id

        def done(reply: messages.Changed) -> None:
            if not reply.photo_ids:
                already = tr("%n photo(s) are in {album} already.", None, len(photo_ids))
                self._parts.window.notices.show(already.format(album=name))

        self._changes.make(album_changes.added_to_album(album_id, name, photo_ids), done)

    def _make_album(self, name: str, photo_ids: Sequence[int]) -> None:
        def done(reply: messages.AlbumMade) -> None:
            self._last_album = reply.album_id

        self._changes.make(album_changes.album_made(name, photo_ids), done)

    def _rename(self, entry: Entry, name: str) -> None:
        self._change_album(entry, lambda album_id: album_changes.album_renamed(album_id, entry.name, name))

    def _delete(self, entry: Entry) -> None:
        self._change_album(entry, lambda album_id: album_changes.album_deleted(album_id, entry.name))

    def _change_album(self, entry: Entry, change: Callable[[int], Change]) -> None:
        if entry.scope is not None and entry.scope.album_id is not None:
            self._changes.make(change(entry.scope.album_id))

    def _drop(self, entry: Entry, photo_ids: list[int]) -> None:
        if entry.kind == "favourites":
            self._changes.make(album_changes.favourites_changed(photo_ids, favourite=True))
        elif entry.kind == "new_album":
            self.add_to_album(photo_ids)
        elif entry.scope is not None and entry.scope.album_id is not None:
            self._add(entry.scope.album_id, entry.name, photo_ids)

    # --- folders -------------------------------------------------------------------------------

    def _show_folder(self, entry: Entry) -> None:
        shown = entry.path is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.path)))
        if not shown:
            text = tr("{path} could not be opened. Is it still there, and is there a file manager?")
            self._parts.window.notices.show(text.format(path=shown_path(entry.path or Path())))

    def _remove_folder(self, entry: Entry) -> None:
        """No longer watch it; undoing adds it again, with what was left out below it."""
        if entry.path is None or entry.scope is None or entry.scope.folder_id is None:
            return
        path, folder_id = entry.path, entry.scope.folder_id
        text = tr("Removed the folder {name}; its files stay where they are").format(name=entry.name)

        def removed(ignored: tuple[str, ...], _done: object) -> None:
            self._changes.note(text, lambda: self._add_again(path, ignored), lambda: self._remove_again(path))

        def ask(folders: list[Folder]) -> None:
            ignored = next((folder.ignored for folder in folders if folder.id == folder_id), ())
            self._client.ask(messages.RemoveFolder, partial(removed, ignored), folder_id=folder_id)

        self._reader.folders(ask)

    def _add_again(self, path: Path, ignored: tuple[str, ...]) -> None:
        def leave_out(folders: list[Folder]) -> None:
            for folder in folders:
                if folder.path == path:
                    self._client.ask(
                        messages.SetIgnored, lambda _done: None, folder_id=folder.id, patterns=ignored
                    )

        def added(_done: object) -> None:
            self.refresh()
            if ignored:
                self._reader.folders(leave_out)

        self._client.ask(messages.AddFolder, added, path=str(path))

    def _remove_again(self, path: Path) -> None:
        """It has another id by now."""

        def ask(folders: list[Folder]) -> None:
            for folder in folders:
                if folder.path == path:
                    self._client.ask(messages.RemoveFolder, lambda _done: self.refresh(), folder_id=folder.id)

        self._reader.folders(ask)


def _load_cover(places: Sequence[Path], side: int, quarter_turns: int) -> QImage:
    return turned(load_first_square(places, side), quarter_turns)
