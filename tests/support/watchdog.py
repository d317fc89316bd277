"""Finds out how long the GUI thread was kept from its events, and by what."""

import sys
import threading
import time
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
LONG = 0.05  # seconds that a person notices


class Watchdog:
    """While it is entered, a timer beats in the GUI thread; another thread looks when a beat is late.

    ``longest`` is the longest pause in seconds, ``blocks`` the pauses beyond LONG, each with the place
    where the GUI thread was seen.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.blocks: list[tuple[float, str]] = []
        self._owner = QObject()
        self._timer = QTimer(self._owner, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self._seen = ""
        self._gui = threading.get_ident()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watchdog":
        self._last = time.perf_counter()
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        now = time.perf_counter()
        pause, self._last = now - self._last - BEAT_MS / 1000, now
        self.longest = max(self.longest, pause)
        if pause > LONG:
            self.blocks.append((pause, self._seen))
        self._seen = ""

    def _look(self) -> None:
        while not self._stop.wait(BEAT_MS / 1000):
            if time.perf_counter() - self._last > LONG and not self._seen:
                frame = sys._current_frames().get(self._gui)
                self._seen = "".join(traceback.format_stack(frame)[-4:]) if frame is not None else ""
                frame = None  # held on to, it would keep alive what the GUI thread is done with
