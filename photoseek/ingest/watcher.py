"""Notices that something may have changed on disk and wishes for a rescan there; it judges nothing.

The operating system reports changes of local folders. Network drives report only their own, and
Linux limits how many folders may be watched: those are looked at periodically instead. All folders
are checked for being there, so that a drive that was plugged in is noticed. Each is watched by a thread of
its own: a drive that does not answer keeps whoever looks at it, for ever maybe.
"""

import ctypes
import errno
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from photoseek.images.formats import is_photo_name
from photoseek.images.photo_file import is_present
from photoseek.ingest.ignoring import Ignores, ignores
from photoseek.library.records import Folder

QUIET = 0.7  # seconds without an event before a rescan: files come in groups
LONGEST = 5.0  # seconds an event may wait while others keep coming
BURST = 4000  # events after which some may have been lost: Linux keeps 16,384 that were not fetched yet
PRESENCE_EVERY = 5.0  # seconds between two checks whether folders are there
SLOW = 2.0  # seconds after which a folder that is looked at counts as one that was away

# Reading a file causes events of its own; they are not asked for.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
_NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
    }
)
_IN_CREATE = 0x100  # of inotify
_MOUNTS = Path("/proc/self/mounts")

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Wish:
    below: Path
    first: float
    last: float
    events: int = 1


class Watcher:
    """Calls ``wish(folder_id, below)`` from threads of its own when a part of a folder should be rescanned.

    Each folder is wished for once in whole when its watching begins. ``notice`` gets one line for
    the user when changes cannot be noticed at once.
    """

    def __init__(
        self,
        wish: Callable[[int, Path], None],
        notice: Callable[[str], None],
        *,
        poll_every: float,
        observe: bool = True,
    ) -> None:
        self._wish = wish
        self._notice = notice
        self._manner = _Manner(poll_every, observe)
        self._changed = threading.Condition()
        self._places: dict[int, _Place] = {}
        self._wishes: dict[int, _Wish] = {}
        self._closing = False
        threading.Thread(target=self._run, name="watcher", daemon=True).start()

    def set_folders(self, folders: Sequence[Folder]) -> None:
        """Watch exactly these folders from now on. Returns at once."""
        with self._changed:
            wanted = {folder.id: folder for folder in folders}
            for folder_id in self._places.keys() - wanted.keys():
                self._places.pop(folder_id).close()
                self._wishes.pop(folder_id, None)
            for folder_id, folder in wanted.items():
                place = self._places.get(folder_id)
                if place is None:
                    self._places[folder_id] = place = _Place(folder, self._manner, self)
                    place.begin()
                place.ignored = ignores(folder.ignored)

    def configure(self, *, poll_every: float, observe: bool) -> None:
        """Follow changed settings."""
        with self._changed:
            self._manner = _Manner(poll_every, observe)
            for place in self._places.values():
                place.follow(self._manner)

    def close(self) -> None:
        """Stop; nothing is wished for any more."""
        with self._changed:
            self._closing = True
            for place in self._places.values():
                place.close()
            self._changed.notify()

    def note(self, folder_id: int, path: Path) -> None:
        """Something at ``path``, below a watched folder, may have changed."""
        now = time.monotonic()
        with self._changed:
            watched = self._places.get(folder_id)
            if watched is None or not path.is_relative_to(watched.path):
                return
            place = path.relative_to(watched.path)
            # Whether it is a folder cannot be told once it is gone; as a file it is left out less often.
            if watched.ignored(place.as_posix()):
                return
            below = place.parent
            wish = self._wishes.get(folder_id)
            if wish is None:
                self._wishes[folder_id] = _Wish(below, now, now)
            else:
                # One scan of what both have in common sees a move from one to the other as a move.
                wish.events += 1
                wish.below = common_part(wish.below, below) if wish.events < BURST else Path()
                wish.last = now
            self._changed.notify()

    def wish_for(self, folder_id: int) -> None:
        """All of a folder is worth a look."""
        with self._changed:
            if self._closing or folder_id not in self._places:
                return
        self._wish(folder_id, Path())

    def tell(self, text: str) -> None:
        """A line for the user."""
        self._notice(text)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(self._pause())
                if self._closing:
                    return
            try:
                self._grant()
            except Exception:
                _log.exception("Asking for a scan failed; watching goes on")

    def _pause(self) -> float | None:
        if not self._wishes:
            return None
        due = min(min(wish.last + QUIET, wish.first + LONGEST) for wish in self._wishes.values())
        return max(0.0, due - time.monotonic())

    def _due(self) -> int | None:
        now = time.monotonic()
        for folder_id, wish in self._wishes.items():
            if now >= wish.last + QUIET or now >= wish.first + LONGEST:
                return folder_id
        return None

    def _grant(self) -> None:
        while True:
            with self._changed:
                folder_id = self._due()
                if folder_id is None:
                    return
                wish = self._wishes.pop(folder_id)
            self._wish(folder_id, wish.below)


@dataclass(frozen=True, slots=True)
class _Manner:
    poll_every: float
    observe: bool


class _Place:
    """A folder being watched, by a thread that nobody waits for."""

    def __init__(self, folder: Folder, manner: _Manner, watcher: Watcher) -> None:
        self.path = folder.path
        self.ignored: Ignores = ignores(folder.ignored)
        self._id = folder.id
        self._watcher = watcher
        self._changed = threading.Condition()
        self._manner = manner
        self._closing = False
        # What follows is touched by the thread alone.
        self._present: bool | None = None
        self._followed: _Manner | None = None
        self._observer: BaseObserver | None = None
        self._polled_at: float | None = None  # None: the system reports its changes

    def begin(self) -> None:
        threading.Thread(target=self._run, name=f"watch {self._id}", daemon=True).start()

    def follow(self, manner: _Manner) -> None:
        with self._changed:
            self._manner = manner
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify()

    def _run(self) -> None:
        while not self._closing:
            try:
                self._look()
            except Exception:
                _log.exception("Watching %r failed; it goes on", str(self.path))
            with self._changed:
                self._changed.wait_for(
                    lambda: self._closing or self._followed != self._manner, PRESENCE_EVERY
                )
        self._unwatch()

    def _look(self) -> None:
        """Notice whether it came or went, and wish for a scan then, or when nobody reports its changes."""
        begun = time.monotonic()
        present, manner = is_present(self.path), self._manner
        # One that was away for a moment only, as a disk that hung, may have been given up by others.
        is_news = present != self._present or manner != self._followed or time.monotonic() > begun + SLOW
        self._present, self._followed = present, manner
        if is_news:
            self._unwatch()
            if present:
                self._watch(manner)
        if self._observer is not None and self._polled_at is None and not has_room(self.path):
            self._poll(manner, at_limit=True)  # folders in it are not watched, or new ones would not be
        if is_news or self._is_time_to_poll(manner):
            # Only now, so that nothing can change between the scan and the watching.
            self._watcher.wish_for(self._id)

    def _is_time_to_poll(self, manner: _Manner) -> bool:
        now = time.monotonic()
        if self._polled_at is None or now < self._polled_at + manner.poll_every:
            return False
        self._polled_at = now
        return True

    def _watch(self, manner: _Manner) -> None:
        if not manner.observe:
            return
        if is_network_folder(self.path):
            self._polled_at = time.monotonic()
            return
        handler = _Handler(lambda path: self._watcher.note(self._id, path))
        # One for each folder: while one of them looks through its folder, it lets nobody else in.
        self._observer = Observer()
        self._observer.daemon = True
        try:
            self._observer.start()
            self._observer.schedule(handler, str(self.path), recursive=True, event_filter=_EVENTS)
        except OSError as error:
            self._unwatch()
            _log.warning("%r is not watched: %s", str(self.path), error)
            self._poll(manner, error.errno in (errno.ENOSPC, errno.EMFILE))

    def _poll(self, manner: _Manner, at_limit: bool) -> None:
        """Look for changes now and then, and say so."""
        self._polled_at = time.monotonic()
        hint = ""
        if at_limit:
            hint = " Raise the system's limit fs.inotify.max_user_watches to see changes at once."
        self._watcher.tell(
            f"Changes in {self.path} are only looked for every {manner.poll_every:.0f} seconds: "
            f"the system does not report them.{hint}"
        )

    def _unwatch(self) -> None:
        self._polled_at = None
        if self._observer is not None:
            observer, self._observer = self._observer, None
            try:
                observer.stop()
            except (KeyError, OSError) as error:  # it ended by itself, with its folder
                _log.info("%r was no longer watched: %r", str(self.path), error)


class _Handler(FileSystemEventHandler):
    """Passes on the paths of events that may concern photos."""

    def __init__(self, note: Callable[[Path], None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        for place in (event.src_path, event.dest_path):
            if place:
                path = Path(place if isinstance(place, str) else place.decode("utf-8", "surrogateescape"))
                if event.is_directory or is_photo_name(path.name):
                    self._note(path)


def has_room(folder: Path) -> bool:
    """Whether the system would watch one folder more. Linux has a limit, beyond which watchdog is silent."""
    if sys.platform != "linux":
        return True
    libc = ctypes.CDLL(None, use_errno=True)
    file = libc.inotify_init1(os.O_CLOEXEC)
    if file < 0:  # another limit, on what watchdog has already
        return True
    try:
        added = libc.inotify_add_watch(file, os.fsencode(folder), _IN_CREATE)
        return added >= 0 or ctypes.get_errno() != errno.ENOSPC
    finally:
        os.close(file)


def is_network_folder(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a folder lies on a drive whose changes by other computers the system does not report."""
    if sys.platform == "win32":
        return str(path).startswith("\\\\")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False  # not Linux
    best, kind = Path("/"), ""
    for line in lines:
        _, place, file_system, *_ = line.split(" ")
        # The kernel writes blanks in names as \040.
        mount = Path(place.replace("\\040", " "))
        if path.is_relative_to(mount) and mount.is_relative_to(best):
            best, kind = mount, file_system
    return kind in _NETWORK_TYPES


def common_part(first: Path, second: Path) -> Path:
    """The smallest part of a folder that holds both parts; all are relative to it."""
    if Path() in (first, second):
        return Path()
    return Path(commonpath([first, second]) or ".")
