"""Scans watched folders in threads of their own, one after another: a dead network drive must not keep
a search waiting, nor another folder's scan for longer than a moment."""

import logging
import threading
import time
from pathlib import Path

from photoseek.errors import UserError
from photoseek.ingest.scanner import scan
from photoseek.ingest.watcher import common_part
from photoseek.library import folders
from photoseek.library.database import Database
from photoseek.library.records import Folder
from photoseek.worker.inbox import Inbox, ScanFailed, Scanned, Scanning

STUCK = 3.0  # seconds without a sign of life after which others no longer wait for a scan
_TELL_EVERY = 0.25  # seconds

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    pass


class Scans:
    """The folders that wait to be scanned, and the threads that do it."""

    def __init__(self, database: Database, inbox: Inbox) -> None:
        self._database = database
        self._inbox = inbox
        self._changed = threading.Condition()
        self._wishes: dict[int, Path] = {}  # folder id, the part to scan
        self._alive: dict[int, float] = {}  # folder id, when its scan last gave a sign of life
        self._stopping = False
        self._told = 0.0
        # Daemons: one that hangs in a dead drive must not keep the program alive.
        threading.Thread(target=self._run, name="scans", daemon=True).start()

    def wish(self, folder_id: int, below: Path = Path()) -> None:
        """Scan a part of a folder soon; wishes for the same folder become one."""
        with self._changed:
            waiting = self._wishes.get(folder_id)
            self._wishes[folder_id] = below if waiting is None else common_part(waiting, below)
            self._changed.notify_all()

    def stop(self, patience: float = 2.0) -> None:
        """End the scan that goes on, too; what it has noted is kept."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._going_on(), patience)

    def _run(self) -> None:
        """Begin one scan when the one before has ended, or is stuck."""
        while True:
            with self._changed:
                while not self._stopping and (self._next() is None or self._going_on()):
                    self._changed.wait(STUCK if self._wishes else None)
                if self._stopping:
                    return
                folder_id = self._next()
                assert folder_id is not None
                below = self._wishes.pop(folder_id)
                self._alive[folder_id] = time.monotonic()
            threading.Thread(
                target=self._guarded, args=(folder_id, below), name=f"scan {folder_id}", daemon=True
            ).start()

    def _next(self) -> int | None:
        """A folder that is not being scanned already."""
        return next((folder_id for folder_id in self._wishes if folder_id not in self._alive), None)

    def _going_on(self) -> int:
        """How many scans go on and are not stuck."""
        now = time.monotonic()
        return sum(now < seen + STUCK for seen in self._alive.values())

    def _guarded(self, folder_id: int, below: Path) -> None:
        outcome: Scanned | ScanFailed | None = None
        try:
            result = None
            folder = self._folder(folder_id)
            if folder is not None:
                result = scan(self._database, folder, below, on_found=lambda n: self._tell(folder_id, n))
            outcome = Scanned(result, 0)
        except _Stopped:
            pass
        except Exception as error:
            if self._was_removed(folder_id):
                _log.info("Folder %d was removed while it was being scanned (%r)", folder_id, error)
                outcome = Scanned(None, 0)
            else:
                if not isinstance(error, UserError):  # such as a full disk
                    _log.exception("Scanning folder %d failed", folder_id)
                outcome = ScanFailed(error, folder_id)
        with self._changed:
            del self._alive[folder_id]
            if isinstance(outcome, Scanned):
                outcome = Scanned(outcome.result, len(self._wishes) + self._going_on())
            if outcome is not None:
                self._inbox.put(outcome)
            self._changed.notify_all()

    def _was_removed(self, folder_id: int) -> bool:
        try:
            return self._folder(folder_id) is None
        except Exception:  # what the library cannot say now, it could not say before
            return False

    def _folder(self, folder_id: int) -> Folder | None:
        with self._database.read() as session:
            return next((one for one in folders.list_all(session) if one.id == folder_id), None)

    def _tell(self, folder_id: int, count: int) -> None:
        now = time.monotonic()
        with self._changed:
            if self._stopping:
                raise _Stopped
            self._alive[folder_id] = now
        if now >= self._told + _TELL_EVERY:
            self._told = now
            self._inbox.put(Scanning(count))
