"""Tells the window how the work goes, as often as a person can follow and no more."""

import time
from collections import deque
from collections.abc import Callable
from typing import Literal

from photoseek.ipc.messages import Event, LibraryChanged, Progress
from photoseek.library import photos
from photoseek.library.database import Database

EVERY = 0.25  # seconds between two messages of a kind
_WINDOW = 10.0  # seconds over which the rate is measured

Stage = Literal["scanning", "looking", "embedding", "tagging", "captioning", "mapping", "idle"]
Reason = Literal["", "battery", "busy", "elsewhere"]
"""Why the work waits; empty while it does not."""


class Reporter:
    """Collects what is to be said; ``send_due`` says it. For one thread."""

    def __init__(
        self, database: Database, send: Callable[[Event], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._send = send
        self._clock = clock
        self._stage: Stage = "idle"
        self._paused = False
        self._waiting: Reason = ""
        self._seen = 0  # files, by the scan that goes on
        self._known: tuple[int, int] | None = None  # photos, of how many
        self._finished: deque[tuple[float, int]] = deque()  # when, how many photos
        self._progress_wanted = True  # the window wants to know how things stand
        self._changes = {
            "photos_added": False,
            "captions_added": False,
            "folders_changed": False,
            "albums_changed": False,
        }
        self._last_progress = self._last_change = -EVERY

    def working(self, stage: Stage, finished: int = 0, progress: tuple[int, int] | None = None) -> None:
        """The work is at ``stage``, and ``finished`` more photos have passed it.

        ``progress``: how many have passed it, and of how many, where that is not what is taken in.
        """
        if stage != self._stage:
            self._finished.clear()
        elif not finished and stage != "idle" and not self._paused:
            return
        self._stage, self._known = stage, progress
        if finished:
            self._finished.append((self._clock(), finished))
        self._progress_wanted = True

    def scanning(self, seen: int) -> None:
        """A scan has seen so many files."""
        self._seen = seen
        self._stage = "scanning"
        self._progress_wanted = True

    def paused(self, paused: bool) -> None:
        """The work was paused, or goes on."""
        self._paused = paused
        self._finished.clear()
        self._progress_wanted = True

    def waiting(self, reason: Reason) -> None:
        """The work waits for this reason, or goes on where there is none."""
        self._waiting = reason
        self._finished.clear()
        self._progress_wanted = True

    def changed(
        self, *, photos: bool = False, captions: bool = False, folders: bool = False, albums: bool = False
    ) -> None:
        """Rows were committed."""
        self._changes["photos_added"] |= photos
        self._changes["captions_added"] |= captions
        self._changes["folders_changed"] |= folders
        self._changes["albums_changed"] |= albums

    def send_due(self, *, now: bool = False) -> None:
        """Send what is waiting and was not sent just before; all of it if ``now``."""
        moment = self._clock()
        if any(self._changes.values()) and (now or moment >= self._last_change + EVERY):
            self._send(LibraryChanged(**self._changes))
            self._changes = dict.fromkeys(self._changes, False)
            self._last_change = moment
        if self._progress_wanted and (now or moment >= self._last_progress + EVERY):
            self._progress_wanted = False  # also if the library cannot tell
            self._last_progress = moment
            self._send(self._progress())

    def pause(self) -> float | None:
        """Seconds until ``send_due`` has something to send; None if nothing is waiting."""
        moments = []
        if any(self._changes.values()):
            moments.append(self._last_change + EVERY)
        if self._progress_wanted:
            moments.append(self._last_progress + EVERY)
        return max(0.0, min(moments) - self._clock()) if moments else None

    def _progress(self) -> Progress:
        with self._database.read() as session:
            counts = photos.counts(session)
        taken_in = counts.photos + counts.failed
        done, total = taken_in, taken_in + counts.pending
        if self._stage == "scanning":
            done, total = self._seen, 0  # how many there are is what the scan finds out
        elif self._stage == "mapping":
            total = 0  # nobody can say how far a map is
        elif self._known is not None:
            done, total = self._known
        return Progress(self._stage, done, total, counts.failed, self._rate(), self._paused, self._waiting)

    def _rate(self) -> float:
        """Photos per second over the last seconds of this stage."""
        if self._stage in ("idle", "scanning", "mapping") or self._paused or self._waiting:
            return 0.0
        now = self._clock()
        while len(self._finished) > 2 and self._finished[0][0] < now - _WINDOW:
            self._finished.popleft()
        if len(self._finished) < 2 or now <= self._finished[0][0]:
            return 0.0
        # The end of the first batch is where the measure begins: nobody noted when it was begun.
        return sum(count for _, count in list(self._finished)[1:]) / (now - self._finished[0][0])
