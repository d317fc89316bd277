"""Work that may take a moment, off the GUI thread, with a success and a failure path.

The function runs on a thread; its outcome is handed over on the GUI thread. A function may never return: a
disk that was pulled or a network drive that is dead keeps whoever touches it. Others do not wait for it then.
"""

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from photoseek.errors import UserError
from photoseek.gui.worker_texts import translated

_log = logging.getLogger(__name__)
T = TypeVar("T")

STUCK = 3.0  # seconds after which a thread is not counted on any more
MOST_THREADS = 8  # that are stuck


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something failed. ``theirs``: the user can mend it; else ``details`` is our traceback."""

    message: str
    theirs: bool
    details: str = ""


class Background(QObject):
    """Runs functions on ``threads`` threads of its own. With one thread they keep their order.

    Where there are several, more are begun while some are stuck.
    """

    problem = Signal(object)
    """A ``Problem`` that no ``failed`` was given for."""
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        self._threads = threads
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy_since: dict[threading.Thread, float] = {}
        self._resting = 0  # threads that have nothing to do
        self._changed = threading.Condition()  # guards the three above
        self._finished = False
        self._ended.connect(self._hand_over)

    def run(
        self,
        function: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
        *,
        first: bool = False,
    ) -> None:
        """Run ``function`` on a thread, then ``done`` or ``failed`` on this object's thread.

        ``first``: before everything that waits.
        After ``finish`` nothing is run: a timer or a late event may still ask while the window closes.
        """
        if self._finished:
            return
        hand_over: Callable[[Problem], None] = failed or self.problem.emit

        def tell(outcome: Callable[[], Any]) -> None:
            if not self._finished:  # else this object may be gone
                self._ended.emit(outcome)

        def work() -> None:
            try:
                result = function()
            except UserError as error:
                problem = Problem(translated(str(error)), theirs=True)
                tell(lambda: hand_over(problem))
            except Exception as error:
                # A bug of ours must reach the user's screen and the log, not die with the thread.
                _log.exception("Background work failed")
                problem = Problem(str(error) or type(error).__name__, False, traceback.format_exc())
                tell(lambda: hand_over(problem))
            else:
                tell(lambda: done(result))

        with self._changed:
            if first:
                self._waiting.appendleft(work)
            else:
                self._waiting.append(work)
            self._begin()

    def finish(self, patience: float = 3.0) -> None:
        """Drop what has not begun, and wait for what has, but no longer than ``patience`` seconds."""
        with self._changed:
            self._finished = True
            self._waiting.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._busy_since, patience)

    def _begin(self) -> None:
        """Wake a thread that rests; to start one takes as long as a busy computer lets it wait."""
        self._changed.notify_all()
        if self._resting >= len(self._waiting):
            return
        now = time.monotonic()
        stuck = sum(now > since + STUCK for since in self._busy_since.values())
        most = self._threads if self._threads == 1 else min(self._threads + stuck, MOST_THREADS)
        if len(self._busy_since) + self._resting < most:
            # A daemon: one that is stuck must not keep the program from its end. Not Python's pool,
            # which waits for its threads, nor Qt's: to wait for that one holds the interpreter's lock.
            thread = threading.Thread(target=self._work, name="background", daemon=True)
            self._busy_since[thread] = now
            thread.start()

    def _work(self) -> None:
        me = threading.current_thread()
        while True:
            with self._changed:
                del self._busy_since[me]
                self._changed.notify_all()
                if not self._waiting and self._resting + len(self._busy_since) >= self._threads:
                    return  # it was begun because others were stuck
                self._resting += 1
                self._changed.wait_for(lambda: self._waiting or self._finished)
                self._resting -= 1
                if self._finished:
                    return
                work = self._waiting.popleft()
                self._busy_since[me] = time.monotonic()
            work()

    @Slot(object)
    def _hand_over(self, outcome: Callable[[], Any]) -> None:
        outcome()
