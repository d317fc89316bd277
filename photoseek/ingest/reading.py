"""Files being read, a few at a time, in batches as large as the work is quick.

They are found in the library, and counted as tried before they are opened: one that ends the program is
met alone after a while, and then not again.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import steps
from photoseek.ingest.beside import MOMENT
from photoseek.ingest.steps import Outcome, SetAside
from photoseek.library import files, folders
from photoseek.library.database import Database
from photoseek.library.records import Folder, PendingFile

FIRST_BATCHES = (4, 8, 16)  # small ones, so that the first photos are seen at once
BATCH = 32  # at most: to store more takes longer than a search should wait
WORK = 0.4  # seconds of work in a batch: four of them are in hand, and two seconds' work may be lost
LAST_ATTEMPT = 12  # a file that was in work at so many sudden ends, mostly alone, is not tried again

_DIED = "the program stopped while reading it"


class Pace:
    """How many photos make a batch: as many as were taken in within ``WORK`` seconds of late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._noted = clock()
        self._seconds: float | None = None  # for a photo, all included
        self._sizes = iter(FIRST_BATCHES)

    def note(self, photos: int) -> None:
        """So many were stored since the last time."""
        now = self._clock()
        seconds, self._noted = (now - self._noted) / photos, now
        self._seconds = seconds if self._seconds is None else (self._seconds + seconds) / 2

    def size(self) -> int:
        """Of the next batch."""
        bearable = BATCH if not self._seconds else max(1, int(WORK / self._seconds))
        return min(next(self._sizes, BATCH), bearable, BATCH)


class Reading:
    """Files being read in threads, and what has become of them."""

    def __init__(
        self, database: Database, thumbnails: ThumbnailStore, square_side: int, readers: int
    ) -> None:
        self._database = database
        self._thumbnails = thumbnails
        self._square_side = square_side
        self._pool = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._finished: SimpleQueue[Outcome | Exception] = SimpleQueue()
        self._collected: list[Outcome] = []
        self._away: list[Folder] = []  # found missing
        self.flying: set[int] = set()  # ids of files that are read, or wait to be collected
        self._in_hand: set[int] = set()  # of files that were collected, and are not stored yet

    def batches(self, pace: Pace) -> Iterator[list[Outcome] | None]:
        """All pending files, read, as many at a time as ``pace`` says; None while none is ready."""
        size = pace.size()
        while True:
            self.begin(2 * size)
            if self.flying:
                outcomes = self.collect(size)
                yield outcomes or None
                size = pace.size() if outcomes else size
            elif self._in_hand:  # one of them may be in doubt, and is to be alone
                yield None
            else:
                return

    def begin(self, look_ahead: int) -> None:
        """Begin to read pending files until ``look_ahead`` of them are in work or wait to be collected."""
        room = look_ahead - len(self.flying)
        if room <= 0:
            return
        with self._database.read() as session:
            waiting = files.pending(session, len(self.flying) + len(self._in_hand) + room)
        chosen: list[PendingFile] = []
        for file in waiting:
            if file.id in self.flying or file.id in self._in_hand:
                continue
            if file.attempts >= files.IN_DOUBT:
                if not self.flying and not self._in_hand and not chosen:
                    chosen.append(file)
                break
            chosen.append(file)
        chosen = chosen[:room]
        if not chosen:
            return
        with self._database.write() as session:  # before the try: it may kill the process
            files.begin_attempt(session, [file.id for file in chosen])
        self.flying.update(file.id for file in chosen)
        for file in chosen:
            self._pool.submit(self._guarded, file)

    def collect(self, size: int) -> list[Outcome]:
        """``size`` outcomes, or all that are left; an empty list if that takes more than a moment."""
        end = time.monotonic() + MOMENT
        while len(self._collected) < min(size, len(self.flying)):
            try:
                finished = self._finished.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                return []
            if isinstance(finished, Exception):
                raise finished
            self._collected.append(finished)
        batch, self._collected = self._collected[:size], self._collected[size:]
        ids = {item.file.id for item in batch}
        self.flying -= ids
        self._in_hand |= ids
        return batch

    def release(self, batch: Sequence[Outcome]) -> None:
        """What was collected is stored now."""
        self._in_hand.difference_update(item.file.id for item in batch)

    def close(self) -> None:
        """Read nothing more. Files in work are read to their end, for nothing, without being waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _guarded(self, file: PendingFile) -> None:
        try:
            self._finished.put(self._read(file))
        except Exception as error:  # the library failed: raised again where outcomes are collected
            self._finished.put(error)

    def _read(self, file: PendingFile) -> Outcome:
        if file.attempts >= LAST_ATTEMPT:
            return SetAside(file, "decode", _DIED)
        for folder in list(self._away):
            if file.path.is_relative_to(folder.path):  # each file of a dead disk would take its minute
                return steps.Gone(file, folder.id, offline=True)
        outcome = steps.read(self._database, self._thumbnails, file, self._square_side)
        if isinstance(outcome, steps.Gone) and outcome.offline:
            with self._database.read() as session:
                found = folders.covering(session, file.path)
            if found is not None:
                self._away.append(found)
        return outcome
