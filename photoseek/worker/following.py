"""Follows what other workstations do to a shared library, in a thread of its own."""

import logging
import threading
import time
from typing import TYPE_CHECKING

from photoseek.errors import LibraryProblem
from photoseek.library import folders
from photoseek.library.database import Database
from photoseek.worker.inbox import ChangedElsewhere, Inbox

if TYPE_CHECKING:
    from photoseek.worker.loop import Worker

_LOOK_EVERY = 5.0  # seconds
_AGAIN_AFTER = 2.0  # seconds: until a server that is away is asked again

_log = logging.getLogger(__name__)


class Following:
    """It begins by itself, and ends at once for a library that nobody shares."""

    def __init__(self, database: Database, inbox: Inbox) -> None:
        self._database, self._inbox = database, inbox
        self._looked_at = float("-inf")
        self._look_is_owed = False
        self._stopping = threading.Event()
        threading.Thread(target=self._run, name="following", daemon=True).start()

    def stop(self) -> None:
        self._stopping.set()

    def follow(self, worker: "Worker", kinds: frozenset[str]) -> None:
        """Rows of these kinds were changed elsewhere, or may have been. For the worker's loop."""
        worker.reporter.changed(
            photos="photos" in kinds,
            captions="captions" in kinds,
            folders="folders" in kinds,
            albums="albums" in kinds,
        )
        if "folders" in kinds:
            worker.watch_folders()
        if "photos" in kinds:
            worker.wake()  # whoever found them may end before all is done with them
            self._look_for_folders(worker)

    def _look_for_folders(self, worker: "Worker") -> None:
        """A folder that another workstation added is known again by its files, once there are any."""
        self._look_is_owed = not self._may_look()
        if self._look_is_owed:
            return
        self._looked_at = time.monotonic()
        with self._database.read() as session:
            away = [folder.id for folder in folders.list_all(session) if not folder.online]
        for folder_id in away:
            worker.scans.wish(folder_id)

    def _may_look(self) -> bool:
        return time.monotonic() >= self._looked_at + _LOOK_EVERY

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                for kinds in self._database.news():
                    if self._stopping.is_set():
                        return
                    if self._look_is_owed and self._may_look():
                        kinds |= {"photos"}
                    if kinds:
                        self._inbox.put(ChangedElsewhere(frozenset(kinds)))
            except LibraryProblem as problem:
                _log.info("%s", problem)
                self._stopping.wait(_AGAIN_AFTER)
            except Exception:
                _log.exception("What others do cannot be followed any more")
                return
            else:
                return
