"""Disk against library, by names, sizes and dates alone: what is new, changed, moved or gone.

Only files that may be moved ones are opened, to be certain by their content, and not even these where
name, size and a date finer than a millisecond leave no doubt. A watched folder that
is missing, or suddenly empty, is an unmounted drive as far as anyone can tell: it goes offline and
nothing is removed from the library. What the user leaves out counts as gone: its photos are kept,
unseen, with all that the user did to them.
"""

import errno
import logging
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice, starmap
from pathlib import Path
from typing import TypeVar

from photoseek.errors import UnreadablePhoto
from photoseek.images.content_hash import hash_file
from photoseek.images.decoder_pool import TOO_SLOW
from photoseek.images.formats import is_photo_name
from photoseek.images.photo_file import is_present
from photoseek.ingest.ignoring import Ignores, ignores
from photoseek.library import files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Folder, FoundFile, KnownFile
from photoseek.paths import Paths

# What network drives, cameras and systems leave among photos: thumbnails and bins, no photos.
_JUNK = frozenset(
    {"@eadir", "#recycle", "#snapshot", "$recycle.bin", "system volume information", "__macosx", "lost+found"}
)
_TRIES = 3  # of a file that was not read in time, each at another scan
_CHUNK = 1000  # rows for each commit: short enough not to hold up other writers
_SAME_TIME = 1000  # nanoseconds
_SAMPLE = 200  # files of a folder that are looked at to know it again
_FIRST_CHUNK = 50  # of a new folder: its first photos are wanted at once, however slowly it is listed

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan found and noted in the library. Files it could not judge count as unchanged."""

    folder: Folder
    online: bool
    was_online: bool
    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    unreadable: tuple[tuple[Path, str], ...] = ()
    """Sub-folders that could not be listed, and why; their files were left as they were."""
    vanished: Counter[int] = field(default_factory=Counter)
    """Photo ids of the files removed: should such a photo turn up elsewhere, it was moved."""

    @property
    def photos_changed(self) -> bool:
        """Whether a photo came, went or moved for those who look at the library."""
        return bool(self.changed or self.moved or self.removed) or self.online != self.was_online


def scan(
    database: Database,
    folder: Folder,
    below: Path = Path(),
    *,
    on_found: Callable[[int], None] = lambda count: None,
) -> ScanResult:
    """Compare ``folder`` (or its part ``below``) with the library and note every difference there.

    ``on_found`` is told now and then how many files were seen; what it raises ends the scan, with
    what was noted so far kept.
    """
    with database.lease(f"scan {folder.id}"):  # two workstations at once would find the same twice
        return _scan(database, folder, below, on_found)


def _scan(database: Database, folder: Folder, below: Path, on_found: Callable[[int], None]) -> ScanResult:
    with database.read() as session:
        known = files.known(session, folder.id, below)
    if database.is_shared and not folder.online and not _holds_any(folder, list(known.values())):
        return _offline(database, folder, len(known))
    if not is_present(folder.path) and (known or folder.photo_count or not folder.path.is_dir()):
        return _offline(database, folder, len(known))
    walk = _Walk(folder.path, Paths(database.path.parent).cache, ignores(folder.ignored))
    found = walk.files(below, on_found)
    if not known:  # nothing to compare with, so work can begin while the rest is still being listed
        first = starmap(_found, found)
        added = _add(database, folder, list(islice(first, _FIRST_CHUNK)))
        added += sum(_add(database, folder, chunk) for chunk in _chunks(first))
        return _online(database, folder, added=added, unreadable=tuple(walk.unreadable))
    new, changed, seen = [], [], set()
    for name, size, modified_ns in found:
        old = known.get(name)
        seen.add(name)
        if old is None:
            new.append(_found(name, size, modified_ns))
        elif not _looks_the_same(old, size, modified_ns):
            changed.append((old.id, _found(name, size, modified_ns)))
    hidden = [path.relative_to(folder.path) for path, _ in walk.unreadable]
    gone = (old for name, old in known.items() if name not in seen)
    vanished = [old for old in gone if not _is_below(old.relative_path, hidden)]
    if not is_present(folder.path):  # unmounted while it was being listed
        return _offline(database, folder, len(known))
    moves = _moves(database, folder, vanished, new)
    for some in _chunks(moves):
        with database.write() as session:
            files.move(session, folder.id, [(old.id, file.relative_path) for old, file in some])
    moved_ids = {old.id for old, _ in moves}
    moved_to = {file.relative_path for _, file in moves}
    vanished = [old for old in vanished if old.id not in moved_ids]
    for removals in _chunks(vanished):
        with database.write() as session:
            files.remove(session, [old.id for old in removals])
    for changes in _chunks(changed):
        with database.write() as session:
            files.mark_changed(session, changes)
    for additions in _chunks(file for file in new if file.relative_path not in moved_to):
        _add(database, folder, additions)
    if below == Path():
        with database.write() as session:  # the disk was slow then, or hung
            folders.retry(session, folder.id, TOO_SLOW, _TRIES)
    return _online(
        database,
        folder,
        added=len(new) - len(moves),
        changed=len(changed),
        moved=len(moves),
        removed=len(vanished),
        unchanged=len(known) - len(changed) - len(moves) - len(vanished),
        unreadable=tuple(walk.unreadable),
        vanished=Counter(old.photo_id for old in vanished if old.photo_id is not None),
    )


class _Walk:
    """One walk through a folder. Links to directories are not followed: they may form a circle."""

    def __init__(self, root: Path, skipped: Path, ignored: Ignores) -> None:
        self._root = root
        self._ignored = ignored
        self._skipped = skipped.resolve()  # our own thumbnails, should they lie among the photos
        self.unreadable: list[tuple[Path, str]] = []

    def files(self, below: Path, on_found: Callable[[int], None]) -> Iterator[tuple[str, int, int]]:
        """What may be photos: relative path with "/" between its parts, bytes, st_mtime_ns."""
        waiting = [self._root / below]
        count = 0
        while waiting:
            directory = waiting.pop()
            if directory == self._skipped:
                continue
            inside = "" if directory == self._root else directory.relative_to(self._root).as_posix() + "/"
            for entry in self._entries(directory):
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if self._is_wanted(entry):
                            waiting.append(Path(entry.path))
                    elif is_photo_name(entry.name) and entry.is_file():
                        name = inside + entry.name
                        if self._ignored(name):
                            continue
                        status = entry.stat()
                        yield name, status.st_size, status.st_mtime_ns
                        count += 1
                        if count % 100 == 0:
                            on_found(count)
                except FileNotFoundError:
                    continue  # gone between listing and looking: as if it had never been listed
                except OSError as error:
                    if error.errno != errno.ELOOP:  # a link to itself is as good as one to nothing
                        self.unreadable.append((Path(entry.path), error.strerror or str(error)))
        on_found(count)

    def _is_wanted(self, entry: os.DirEntry[str]) -> bool:
        if entry.name.startswith(".") or entry.name.casefold() in _JUNK:
            return False
        return not self._ignored(Path(entry.path).relative_to(self._root).as_posix() + "/")

    def _entries(self, directory: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(directory) as entries:
                return list(entries)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            _log.warning("%r cannot be listed: %s", str(directory), error)
            self.unreadable.append((directory, error.strerror or str(error)))
            return []


def _moves(
    database: Database, folder: Folder, vanished: Sequence[KnownFile], new: Sequence[FoundFile]
) -> list[tuple[KnownFile, FoundFile]]:
    """Which of the new files are vanished ones. Size and date name the candidates, content decides."""
    candidates: dict[tuple[int, int], list[KnownFile]] = defaultdict(list)
    for old in vanished:
        if old.photo_id is not None:
            candidates[old.size, old.modified_ns].append(old)
    pairs = [file for file in new if (file.size, file.modified_ns) in candidates]
    arrivals = Counter((file.size, file.modified_ns) for file in pairs)
    moves, doubtful = [], []
    for file in pairs:
        group = candidates[file.size, file.modified_ns]
        if len(group) == arrivals[file.size, file.modified_ns] == 1 and _is_beyond_doubt(group[0], file):
            moves.append((group.pop(), file))
        else:
            doubtful.append(file)
    if not doubtful:
        return moves
    with database.read() as session:
        ids = [old.photo_id for group in candidates.values() for old in group if old.photo_id is not None]
        hashes = {photo.id: photo.content_hash for photo in photos.by_ids(session, ids)}
    for file in doubtful:
        try:
            content = hash_file(folder.path / file.relative_path)
        except UnreadablePhoto:
            continue  # taken for a new file, whose reading will name the reason
        group = candidates[file.size, file.modified_ns]
        same = [old for old in group if old.photo_id is not None and hashes.get(old.photo_id) == content]
        if same:
            group.remove(same[0])
            moves.append((same[0], file))
    return moves


def _found(name: str, size: int, modified_ns: int) -> FoundFile:
    return FoundFile(Path(name), size, modified_ns)


def _looks_the_same(old: KnownFile, size: int, modified_ns: int) -> bool:
    """By size and date; network drives cut the date's last digits, each its own way."""
    return old.size == size and abs(old.modified_ns - modified_ns) < _SAME_TIME


def _holds_any(folder: Folder, known: Sequence[KnownFile]) -> bool:
    """Whether a folder that another workstation added is the same one here, and not one of its name."""
    for old in known[:: max(1, len(known) // _SAMPLE)]:
        with suppress(OSError):
            status = (folder.path / old.relative_path).stat()
            if _looks_the_same(old, status.st_size, status.st_mtime_ns):
                return True
    return False


def _is_beyond_doubt(old: KnownFile, new: FoundFile) -> bool:
    """Whether files of one size and date are the same. Some drives and archives know whole seconds only."""
    return old.relative_path.name == new.relative_path.name and old.modified_ns % 1_000_000 != 0


def _add(database: Database, folder: Folder, found: Sequence[FoundFile]) -> int:
    with database.write() as session:
        files.add(session, folder.id, found)
    return len(found)


def _offline(database: Database, folder: Folder, known: int) -> ScanResult:
    with database.write() as session:
        folders.set_online(session, folder.id, False)
    return ScanResult(folder, online=False, was_online=folder.online, unchanged=known)


def _online(database: Database, folder: Folder, **counts: object) -> ScanResult:
    if not folder.online:
        with database.write() as session:
            folders.set_online(session, folder.id, True)
    return ScanResult(folder, online=True, was_online=folder.online, **counts)  # type: ignore[arg-type]


def _is_below(path: Path, parents: Sequence[Path]) -> bool:
    return any(path.is_relative_to(parent) for parent in parents)


def _chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
