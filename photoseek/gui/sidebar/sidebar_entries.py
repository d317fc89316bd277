"""What the sidebar lists, as plain values: made from records, off the GUI thread where there are many."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from photoseek.gui.language import tr
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.library.records import EVERYTHING, Album, Counts, Directory, Folder, Scope

Kind = Literal[
    "section", "all", "favourites", "recent", "set_aside", "album", "new_album", "folder", "directory"
]

LIBRARY, ALBUMS, FOLDERS = "library", "albums", "folders"
"""The keys of the sections."""
ALL, FAVOURITES, RECENT = "all", "favourites", "recent"


class Entry(NamedTuple):
    """One line. ``key`` stays the same when the library changes, and from run to run."""

    kind: Kind
    key: str
    name: str
    photos: int | None = None  # or files that were set aside; None: not counted
    scope: Scope | None = None
    """What a click shows, if it shows photos."""
    path: Path | None = None
    """A folder's place on disk."""
    online: bool = True
    cover_id: int | None = None
    children: "tuple[Entry, ...]" = ()


def library_entry(counts: Counts | None) -> Entry:
    """The whole library, its favourites, what is new in it, and what could not be read, if any.

    None: nobody has counted yet.
    """
    favourites, recent = Scope(favourites=True), Scope(recent=True)
    lines = [
        Entry("all", ALL, tr("All photos"), counts.photos if counts else None, EVERYTHING),
        Entry("favourites", FAVOURITES, tr("Favourites"), counts.favourites if counts else None, favourites),
        Entry("recent", RECENT, tr("Recently added"), counts.recent if counts else None, recent),
    ]
    if counts and counts.failed:
        lines.append(Entry("set_aside", "set aside", tr("Set aside"), counts.failed))
    return Entry("section", LIBRARY, tr("Library"), children=tuple(lines))


def albums_entry(albums: Iterable[Album]) -> Entry:
    """The albums as they come, and the line that makes one."""
    lines = [
        Entry(
            "album",
            f"album {album.id}",
            album.name,
            album.photo_count,
            Scope(album_id=album.id),
            cover_id=album.cover_id,
        )
        for album in albums
    ]
    lines.append(Entry("new_album", "new album", tr("New album")))
    return Entry("section", ALBUMS, tr("Albums"), children=tuple(lines))


def folders_entry(folders: Sequence[Folder], directories: Sequence[Directory]) -> Entry:
    """The watched folders, each with its directories, in the order they come: parents before children."""
    watched = {folder.id: folder for folder in folders}
    counts = {folder.id: folder.photo_count for folder in folders}
    below: dict[tuple[int, str], list[Directory]] = {}
    for directory in directories:
        if directory.folder_id not in watched:
            continue  # read a moment later, or earlier, than the folders
        relative = _written(directory.relative_path)
        if relative:
            below.setdefault((directory.folder_id, relative.rpartition("/")[0]), []).append(directory)
        else:
            counts[directory.folder_id] = directory.photo_count

    def lines(folder: Folder, parent: str) -> tuple[Entry, ...]:
        return tuple(line(folder, directory) for directory in below.get((folder.id, parent), ()))

    def line(folder: Folder, directory: Directory) -> Entry:
        relative = _written(directory.relative_path)
        return Entry(
            "directory",
            _folder_key(folder.id, relative),
            shown_path(Path(relative.rpartition("/")[2])),
            directory.photo_count,
            Scope(folder_id=folder.id, below=directory.relative_path),
            folder.path / directory.relative_path,
            folder.online,
            children=lines(folder, relative),
        )

    names = _told_apart([folder.path for folder in folders])
    return Entry(
        "section",
        FOLDERS,
        tr("Folders"),
        children=tuple(
            Entry(
                "folder",
                _folder_key(folder.id, ""),
                name,
                counts[folder.id],
                Scope(folder_id=folder.id),
                folder.path,
                folder.online,
                children=lines(folder, ""),
            )
            for folder, name in zip(folders, names, strict=True)
        ),
    )


def key_of(scope: Scope) -> str | None:
    """The key of the line that shows this part of the library, None for one that has no line."""
    if scope.album_id is not None:
        return f"album {scope.album_id}"
    if scope.folder_id is not None:
        return _folder_key(scope.folder_id, _written(scope.below))
    if scope.favourites:
        return FAVOURITES
    if scope.recent:
        return RECENT
    return ALL if scope.is_everything else None


def keys_above(key: str) -> list[str]:
    """The keys of the directories that a directory lies in, the outermost first."""
    start, slash, relative = key.partition("/")
    if not slash:
        return []
    parts = relative.split("/")[:-1]
    return [start, *(f"{start}/{'/'.join(parts[: n + 1])}" for n in range(len(parts)))]


def _folder_key(folder_id: int, relative: str) -> str:
    return f"folder {folder_id}/{relative}" if relative else f"folder {folder_id}"


def _written(relative: Path) -> str:
    """With slashes everywhere; nothing for the watched folder itself."""
    written = os.fspath(relative).replace(os.sep, "/")
    return "" if written == "." else written


def _told_apart(paths: Sequence[Path]) -> list[str]:
    """The folders' names, with the folder they lie in where two are alike."""
    names = [shown_path(Path(path.name or str(path))) for path in paths]
    twice = Counter(names)
    return [
        f"{name} ({shown_path(Path(path.parent.name or str(path.parent)))})" if twice[name] > 1 else name
        for name, path in zip(names, paths, strict=True)
    ]
