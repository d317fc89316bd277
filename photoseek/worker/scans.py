"""Scans watched folders one after another in a thread of its own: a dead network drive must not
keep a search waiting."""

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

_TELL_EVERY = 0.25  # seconds

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    pass


class Scans:
    """The folders that wait to be scanned, and the thread that does it."""

    def __init__(self, database: Database, inbox: Inbox) -> None:
        self._database = database
        self._inbox = inbox
        self._changed = threading.Condition()
        self._wishes: dict[int, Path] = {}  # folder id, the part to scan
        self._stopping = False
        self._told = 0.0
        self._thread = threading.Thread(target=self._run, name="scans", daemon=True)
        self._thread.start()

    def wish(self, folder_id: int, below: Path = Path()) -> None:
        """Scan a part of a folder soon; wishes for the same folder become one."""
        with self._changed:
            waiting = self._wishes.get(folder_id)
            self._wishes[folder_id] = below if waiting is None else common_part(waiting, below)
            self._changed.notify()

    def stop(self, patience: float = 2.0) -> None:
        """End the scan that goes on, too; what it has noted is kept."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._thread.join(patience)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wishes or self._stopping)
                if self._stopping:
                    return
                folder_id, below = next(iter(self._wishes.items()))
                del self._wishes[folder_id]
            try:
                self._scan(folder_id, below)
            except _Stopped:
                return
            except Exception as error:
                if not isinstance(error, UserError):  # such as a full disk
                    _log.exception("Scanning folder %d failed", folder_id)
                self._inbox.put(ScanFailed(error, folder_id))

    def _scan(self, folder_id: int, below: Path) -> None:
        folder = self._folder(folder_id)
        result = None
        if folder is not None:
            try:
                result = scan(self._database, folder, below, on_found=self._tell)
            except Exception as error:
                if isinstance(error, _Stopped) or self._folder(folder_id) is not None:
                    raise
                _log.info("Folder %d was removed while it was being scanned (%r)", folder_id, error)
        with self._changed:
            self._inbox.put(Scanned(result, len(self._wishes)))

    def _folder(self, folder_id: int) -> Folder | None:
        with self._database.read() as session:
            return next((one for one in folders.list_all(session) if one.id == folder_id), None)

    def _tell(self, count: int) -> None:
        if self._stopping:
            raise _Stopped
        now = time.monotonic()
        if now >= self._told + _TELL_EVERY:
            self._told = now
            self._inbox.put(Scanning(count))
