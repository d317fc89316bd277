"""The processes that open photos, seen from the process that needs them.

A file that crashes its decoder, keeps it busy for more than a minute or wants more memory than is
allowed costs that file alone. The processes are started when they are first needed, one for each
thread that asks at the same time, kept for the next photo, and end when none comes for a while.
"""

import atexit
import logging
import mmap
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from photoseek.errors import CannotDecode, NoAnswer, UnreadablePhoto
from photoseek.images import decoder_process
from photoseek.images.decoder_process import Data, Fields, Manner

TOO_SLOW = "reading it takes more than a minute"

_START_LIMIT = 60.0  # seconds: a cold disk, a busy computer
_TRIES = 2  # a process may die of something else, such as all memory being used up
_GRACE = 1.0  # seconds in which most photos are opened: ending a process would cost more
_LOOK_EVERY = 0.2  # seconds between two looks whether a photo is still wanted

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class NotWanted(Exception):
    """A photo that nobody wants any more, while it was being opened."""


class _Dead(Exception):
    pass


class _TooSlow(Exception):
    pass


class _Large(Exception):
    pass


def always() -> bool:
    """For who wants a photo whatever happens."""
    return True


class Decoder:
    """One process. Raises CannotDecode if it cannot be started."""

    def __init__(self, manner: Manner) -> None:
        self._space = manner.space
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", decoder_process.__name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                pass_fds=() if self._space < 0 else (self._space,),
            )
        except OSError as error:
            raise CannotDecode(f"Photos cannot be read: no process can be started ({error}).") from error
        self._replies: SimpleQueue[tuple[Fields, bytes] | None] = SimpleQueue()
        # A thread, because it can be left behind: a process that hangs in a dead network drive cannot
        # even be killed, and a pipe cannot be read with a time limit everywhere.
        threading.Thread(target=self._read, name="decoder", daemon=True).start()
        try:
            self._ask(asdict(manner), _START_LIMIT, always)
        except (_Dead, _TooSlow) as error:
            self.end()
            raise CannotDecode(
                "Photos cannot be read: the process that opens them does not start."
            ) from error

    @property
    def is_there(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Fields, take: Callable[[Fields, Data], _T], is_wanted: Callable[[], bool]) -> _T:
        """What ``take`` makes of the answer and its data, which it must not keep."""
        reply, data = self._ask(request, decoder_process.TIME_LIMIT, is_wanted)
        if "large" in reply:
            raise _Large
        if "reason" in reply:
            raise UnreadablePhoto(str(reply["reason"]))
        if "bug" in reply:
            raise RuntimeError(str(reply["bug"]))
        length = reply.get("shared")
        if length is None:
            return take(reply, data)
        if self._space < 0 or type(length) is not int or not 0 < length <= decoder_process.SPACE:
            raise _Dead
        with mmap.mmap(self._space, length, access=mmap.ACCESS_READ) as shared, memoryview(shared) as seen:
            return take(reply, seen)

    def end(self) -> None:
        self._process.kill()
        with suppress(OSError):  # what was buffered for a process that is gone
            assert self._process.stdin is not None
            self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):  # it hangs in the system
            self._process.wait(1.0)
        if self._space >= 0:
            os.close(self._space)
            self._space = -1

    def _ask(self, request: Fields, patience: float, is_wanted: Callable[[], bool]) -> tuple[Fields, bytes]:
        assert self._process.stdin is not None
        try:
            decoder_process.send(self._process.stdin, request)  # type: ignore[arg-type]
        except OSError as error:
            raise _Dead from error
        end = time.monotonic() + patience
        pause = min(_GRACE, patience)
        while (left := end - time.monotonic()) > 0:
            try:
                reply = self._replies.get(timeout=min(left, pause))
            except Empty:
                pause = _LOOK_EVERY
                if not is_wanted():
                    raise NotWanted from None
                continue
            if reply is None:
                raise _Dead
            return reply
        raise _TooSlow

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            with suppress(EOFError, OSError):
                while True:
                    self._replies.put(decoder_process.receive(pipe))  # type: ignore[arg-type]
            self._replies.put(None)


class DecoderPool:
    """The processes that wait for a photo. ``for_window``: they are to answer at once, with whole photos.

    One of them then waits for ever, and they share memory with this process, where the system can do that.
    """

    def __init__(self, *, for_window: bool = False) -> None:
        self._one_large_at_a_time = threading.Lock()  # to bound the memory
        self._for_window = for_window
        self._waiting: list[Decoder] = []
        self._steady: Decoder | None = None
        atexit.register(self.end)

    def warm(self) -> None:
        """Have a process wait. Raises CannotDecode."""
        if not any(decoder.is_there for decoder in self._waiting):
            self._waiting.append(self._start())

    def ask(
        self,
        task: str,
        path: Path,
        take: Callable[[Fields, Data], _T],
        *,
        is_wanted: Callable[[], bool] = always,
        **request: Any,
    ) -> _T:
        """What ``take`` makes of a process's answer and the data with it, which it must not keep.

        Raises UnreadablePhoto for what the process says or for its end, NoAnswer when it takes too long,
        NotWanted soon after ``is_wanted`` said so, and CannotDecode without a process.
        """
        request = {"task": task, "path": str(path), **request, "large": False}
        try:
            return self._ask(request, take, is_wanted)
        except _Large:
            with self._one_large_at_a_time:
                return self._ask({**request, "large": True}, take, is_wanted)

    def _ask(self, request: Fields, take: Callable[[Fields, Data], _T], is_wanted: Callable[[], bool]) -> _T:
        for _ in range(_TRIES):
            decoder = self._one_that_waits() or self._start()
            try:
                answer = decoder.ask(request, take, is_wanted)
            except (UnreadablePhoto, _Large, RuntimeError):
                self._waiting.append(decoder)
                raise
            except _TooSlow:
                decoder.end()
                raise NoAnswer(TOO_SLOW) from None
            except _Dead:
                decoder.end()
                continue
            except BaseException:
                decoder.end()
                raise
            self._waiting.append(decoder)
            return answer
        _log.warning("%r ends the process that opens it", request["path"])
        raise UnreadablePhoto("damaged: the program that opens it crashes")

    def _start(self) -> Decoder:
        if not self._for_window:
            return Decoder(Manner())
        space = -1
        if hasattr(os, "memfd_create"):
            with suppress(OSError):
                space = os.memfd_create("photo")
                os.ftruncate(space, decoder_process.SPACE)
        if self._steady is None or not self._steady.is_there:
            self._steady = Decoder(Manner(idle=0.0, niceness=0, space=space))
            return self._steady
        return Decoder(Manner(niceness=0, space=space))

    def _one_that_waits(self) -> Decoder | None:
        while True:
            try:
                decoder = self._waiting.pop()
            except IndexError:
                return None
            if decoder.is_there:  # else it had nothing to do for so long that it ended
                return decoder
            decoder.end()

    def end(self) -> None:
        """End those that wait."""
        while self._waiting:
            self._waiting.pop().end()
