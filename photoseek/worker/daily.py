"""Backs the library up once a day while the program runs, in a thread of its own."""

import logging
import threading
from collections.abc import Callable
from datetime import date

from photoseek.errors import UserError
from photoseek.library import backup
from photoseek.paths import Paths

_FIRST_AFTER = 60.0  # seconds: a start has better things to do
_EVERY = 3600.0  # seconds between two looks at the calendar

_log = logging.getLogger(__name__)


class DailyBackup:
    """It begins by itself. ``today`` is asked for the date, and times are in seconds."""

    def __init__(
        self,
        paths: Paths,
        first_after: float = _FIRST_AFTER,
        every: float = _EVERY,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._paths = paths
        self._stopping = threading.Event()
        self._pause, self._every, self._today = first_after, every, today
        threading.Thread(target=self._run, name="backup", daemon=True).start()

    def stop(self) -> None:
        """Begin no other; one that is being written is written to its end, or not at all."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            self._pause = self._every
            try:
                made = backup.daily(self._paths, self._today())
            except UserError as error:
                _log.warning("No automatic backup today: %s", error)
            except Exception:
                _log.exception("The automatic backup failed")
            else:
                if made is not None:
                    _log.info("The library was backed up to %s", made)
