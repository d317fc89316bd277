"""Work that may take a moment, off the GUI thread, with a success and a failure path.

The function runs on a thread; its outcome is handed over on the GUI thread.
"""

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from photoseek.errors import UserError
from photoseek.gui.worker_texts import translated

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something failed. ``theirs``: the user can mend it; else ``details`` is our traceback."""

    message: str
    theirs: bool
    details: str = ""


class Background(QObject):
    """Runs functions on ``threads`` threads of its own. With one thread they keep their order."""

    problem = Signal(object)
    """A ``Problem`` that no ``failed`` was given for."""
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        # Python's pool, not Qt's: waiting for Qt's holds the interpreter's lock, which the threads need.
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._finished = False
        self._ended.connect(self._hand_over)

    def run(
        self,
        function: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run ``function`` on a thread, then ``done`` or ``failed`` on this object's thread.

        After ``finish`` nothing is run: a timer or a late event may still ask while the window closes.
        """
        if self._finished:
            return
        hand_over: Callable[[Problem], None] = failed or self.problem.emit

        def work() -> None:
            try:
                result = function()
            except UserError as error:
                problem = Problem(translated(str(error)), theirs=True)
                self._ended.emit(lambda: hand_over(problem))
            except Exception as error:
                # A bug of ours must reach the user's screen and the log, not die with the thread.
                _log.exception("Background work failed")
                problem = Problem(str(error) or type(error).__name__, False, traceback.format_exc())
                self._ended.emit(lambda: hand_over(problem))
            else:
                self._ended.emit(lambda: done(result))

        self._pool.submit(work)

    def finish(self) -> None:
        """Drop what has not begun and wait for what has."""
        self._finished = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _hand_over(self, outcome: Callable[[], Any]) -> None:
        outcome()
