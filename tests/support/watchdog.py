"""Finds out how long the GUI thread was kept from its events, and by what."""

import linecache
import os
import sys
import threading
import time
from pathlib import Path
from types import FrameType, TracebackType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
LONG = 0.05  # seconds that a person notices
DEPTH = 4  # of the stack that is noted


class Block(NamedTuple):
    """A pause of the GUI thread, in seconds."""

    pause: float
    busy: float
    """What it ran itself."""
    waited: float
    """What it waited for a processor: other programs ran. Linux alone tells; else 0."""
    place: str
    """Where it was seen."""

    @property
    def own(self) -> float:
        """What is to be blamed on the program: all but the wait for a processor."""
        return self.pause - self.waited

    def __str__(self) -> str:
        pause, busy, waited = (f"{1000 * share:.0f}" for share in (self.pause, self.busy, self.waited))
        return f"{pause} ms: busy for {busy}, waited for a processor for {waited}\n{self.place}"


class Watchdog:
    """While it is entered, a timer beats in the GUI thread; another thread looks when a beat is late.

    ``longest`` is the longest pause in seconds, ``longest_own`` without the wait for a processor, ``blocks``
    the pauses beyond LONG.
    """

    def __init__(self) -> None:
        self.longest = self.longest_own = 0.0
        self.blocks: list[Block] = []
        self._owner = QObject()
        self._timer = QTimer(self._owner, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._gui = threading.get_ident()
        self._usage = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last, self._used = time.perf_counter(), self._use()
        self._seen: list[tuple[str, int, str]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watchdog":
        self._last, self._used = time.perf_counter(), self._use()
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        self._stop.set()
        self._thread.join()

    def _use(self) -> tuple[float, float]:
        """How long the GUI thread has run, and has waited for a processor, in seconds."""
        try:
            ran, waited, _slices = self._usage.read_bytes().split()
        except OSError:
            return time.thread_time(), 0.0
        return int(ran) / 1e9, int(waited) / 1e9

    def _beat(self) -> None:
        now, used = time.perf_counter(), self._use()
        pause = now - self._last - BEAT_MS / 1000
        block = Block(pause, used[0] - self._used[0], used[1] - self._used[1], "")
        self._last, self._used = now, used
        self.longest, self.longest_own = max(self.longest, pause), max(self.longest_own, block.own)
        if pause > LONG:
            self.blocks.append(block._replace(place="".join(map(_line, self._seen))))
        self._seen = []

    def _look(self) -> None:
        while not self._stop.wait(BEAT_MS / 1000):
            if time.perf_counter() - self._last > LONG and not self._seen:
                self._seen = _places(sys._current_frames().get(self._gui))


def _places(frame: FrameType | None) -> list[tuple[str, int, str]]:
    """File, line and function of the innermost frames. What a frame holds must not live on through this."""
    found: list[tuple[str, int, str]] = []
    while frame is not None and len(found) < DEPTH:
        found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return found[::-1]


def _line(place: tuple[str, int, str]) -> str:
    file, line, name = place
    return f"  {os.path.relpath(file)}:{line} {name}: {linecache.getline(file, line).strip()}\n"
