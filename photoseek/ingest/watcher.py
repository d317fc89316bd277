"""Notices that something may have changed on disk and wishes for a rescan there; it judges nothing.

The operating system reports changes of local folders. Network drives report only their own, and
Linux limits how many folders may be watched: those are looked at periodically instead. All folders
are checked for being there, so that a drive that was plugged in is noticed.
"""

import errno
import logging
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
from watchdog.observers.api import ObservedWatch

from photoseek.images.formats import is_photo_name
from photoseek.ingest.ignoring import Ignores, ignores
from photoseek.ingest.scanner import is_present
from photoseek.library.records import Folder

QUIET = 0.7  # seconds without an event before a rescan: files come in groups
LONGEST = 5.0  # seconds an event may wait while others keep coming
BURST = 4000  # events after which some may have been lost: Linux keeps 16,384 that were not fetched yet
PRESENCE_EVERY = 5.0  # seconds between two checks whether folders are there

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
_MOUNTS = Path("/proc/self/mounts")

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Watched:
    """A folder being watched. Only the watcher's thread touches it."""

    path: Path
    present: bool
    watch: ObservedWatch | None = None
    polled_at: float | None = None  # None: the system reports its changes


@dataclass(slots=True)
class _Wish:
    below: Path
    first: float
    last: float
    events: int = 1


class Watcher:
    """Calls ``wish(folder_id, below)`` from its own thread when a part of a folder should be rescanned.

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
        self._poll_every = poll_every
        self._observe = observe
        self._changed = threading.Condition()
        self._wanted: dict[int, Path] = {}
        self._ignored: dict[int, Ignores] = {}
        self._watched: dict[int, _Watched] = {}
        self._wishes: dict[int, _Wish] = {}
        self._closing = False
        self._observer = Observer()
        # Daemons: a thread that hangs in a dead network drive must not keep the program alive.
        self._observer.daemon = True
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._thread.start()

    def set_folders(self, folders: Sequence[Folder]) -> None:
        """Watch exactly these folders from now on. Returns at once."""
        with self._changed:
            self._wanted = {folder.id: folder.path for folder in folders}
            self._ignored = {folder.id: ignores(folder.ignored) for folder in folders}
            self._changed.notify()

    def configure(self, *, poll_every: float, observe: bool) -> None:
        """Follow changed settings."""
        with self._changed:
            self._poll_every = poll_every
            restart = observe != self._observe
            self._observe = observe
            if restart:
                for watched in self._watched.values():
                    watched.present = False  # the next look begins anew
            self._changed.notify()

    def close(self) -> None:
        """Stop; nothing is wished for any more."""
        with self._changed:
            self._closing = True
            self._changed.notify()

    def note(self, folder_id: int, path: Path) -> None:
        """Something at ``path``, below a watched folder, may have changed."""
        now = time.monotonic()
        with self._changed:
            watched = self._watched.get(folder_id)
            if watched is None or not path.is_relative_to(watched.path):
                return
            place = path.relative_to(watched.path)
            ignored = self._ignored.get(folder_id)
            # Whether it is a folder cannot be told once it is gone; as a file it is left out less often.
            if ignored is not None and ignored(place, False):
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

    def _run(self) -> None:
        next_look = time.monotonic()
        while True:
            with self._changed:
                if not self._closing and self._wanted.keys() == self._watched.keys():
                    self._changed.wait(self._pause(next_look))
                if self._closing:
                    break
            try:
                self._follow_wanted()
                if time.monotonic() >= next_look:
                    self._look()
                    next_look = time.monotonic() + PRESENCE_EVERY
                self._grant()
            except Exception:
                _log.exception("Watching the folders failed; it goes on")
                next_look = time.monotonic() + PRESENCE_EVERY
        if self._observer.is_alive():
            self._observer.stop()

    def _pause(self, next_look: float) -> float:
        moments = [next_look] + [
            min(wish.last + QUIET, wish.first + LONGEST) for wish in self._wishes.values()
        ]
        return max(0.0, min(moments) - time.monotonic())

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

    def _follow_wanted(self) -> None:
        with self._changed:
            wanted = dict(self._wanted)
        for folder_id in self._watched.keys() - wanted.keys():
            self._end(self._watched[folder_id])
            with self._changed:
                del self._watched[folder_id]
                self._wishes.pop(folder_id, None)
        for folder_id in wanted.keys() - self._watched.keys():
            path = wanted[folder_id]
            watched = _Watched(path, is_present(path))
            with self._changed:
                self._watched[folder_id] = watched
            self._begin(folder_id, watched)
            # Only now, so that nothing can change between the scan and the watching.
            self._wish(folder_id, Path())

    def _look(self) -> None:
        """Notice folders that came or went, and look at those whose changes nobody reports."""
        now = time.monotonic()
        for folder_id, watched in self._watched.items():
            present = is_present(watched.path)
            if present != watched.present:
                watched.present = present
                self._end(watched)
                self._begin(folder_id, watched)
                self._wish(folder_id, Path())
            elif watched.polled_at is not None and now >= watched.polled_at + self._poll_every:
                watched.polled_at = now
                self._wish(folder_id, Path())

    def _begin(self, folder_id: int, watched: _Watched) -> None:
        if not self._observe or not watched.present:
            return
        if is_network_folder(watched.path):
            watched.polled_at = time.monotonic()
            return
        if not self._observer.is_alive():
            self._observer.start()
        handler = _Handler(lambda path: self.note(folder_id, path))
        try:
            watched.watch = self._observer.schedule(
                handler, str(watched.path), recursive=True, event_filter=_EVENTS
            )
        except OSError as error:
            watched.polled_at = time.monotonic()
            _log.warning("%r is not watched: %s", str(watched.path), error)
            hint = ""
            if error.errno in (errno.ENOSPC, errno.EMFILE):
                hint = " Raise the system's limit fs.inotify.max_user_watches to see changes at once."
            self._notice(
                f"Changes in {watched.path} are only looked for every {self._poll_every:.0f} seconds: "
                f"the system does not report them.{hint}"
            )

    def _end(self, watched: _Watched) -> None:
        watched.polled_at = None
        if watched.watch is not None:
            try:
                self._observer.unschedule(watched.watch)
            except (KeyError, OSError) as error:  # it ended by itself, with its folder
                _log.info("%r was no longer watched: %r", str(watched.path), error)
            watched.watch = None


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
