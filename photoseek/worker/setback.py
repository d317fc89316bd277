"""Work that the disk has stopped, being full or not to be written: it is tried again after a while."""

import time
from collections.abc import Callable

from photoseek.errors import CannotDecode, LibraryDamaged, LibraryProblem
from photoseek.ipc.messages import Event, Notice

AGAIN_AFTER = 15.0  # seconds


def may_pass(error: Exception) -> bool:
    """Whether what has gone wrong may be right again later, without anything being done here."""
    return isinstance(error, LibraryProblem | CannotDecode) and not isinstance(error, LibraryDamaged)


class Setback:
    """Told once, until the work goes on. For one thread."""

    def __init__(self, send: Callable[[Event], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._send, self._clock = send, clock
        self._due_at: float | None = None
        self._told = False
        self._unscanned: set[int] = set()

    def note(self, error: Exception, folder_id: int | None = None) -> None:
        """The work, or looking a folder through, was stopped by this."""
        if not self._told:
            self._send(Notice(f"Taking photos in waits and goes on by itself: {error}"))
        self._told = True
        self._due_at = self._clock() + AGAIN_AFTER
        if folder_id is not None:
            self._unscanned.add(folder_id)

    def pause(self) -> float | None:
        """Seconds until it is worth trying again; None if nothing has to be."""
        return None if self._due_at is None else max(0.0, self._due_at - self._clock())

    def begin_again(self) -> set[int]:
        """To be called when ``pause`` has passed: the folders that must be looked through again."""
        self._due_at = None
        folders, self._unscanned = self._unscanned, set()
        return folders

    def over(self) -> None:
        """Something could be written."""
        if self._told and self._due_at is None:
            self._told = False
            self._send(Notice("Taking photos in goes on."))
