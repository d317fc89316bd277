"""Photos decoded in processes of their own: what ``decode`` and ``hash_file`` do, at arm's length.

A file that crashes its decoder, keeps it busy for more than a minute or wants more memory than is
allowed costs that file alone. The processes are started when they are first needed, one for each
thread that asks at the same time, kept for the next photo, and end when none comes for a while.
"""

import atexit
import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from photoseek.errors import CannotDecode, UnreadablePhoto
from photoseek.images import decoder_process
from photoseek.images.decode import DecodedPhoto
from photoseek.images.metadata import PhotoMetadata

_START_LIMIT = 60.0  # seconds: a cold disk, a busy computer
_TRIES = 2  # a process may die of something else, such as all memory being used up

_log = logging.getLogger(__name__)

_Reply = tuple[dict[str, Any], bytes]


def decode_apart(path: Path, *, square_side: int = 260) -> DecodedPhoto:
    """Decode a photo as ``decode`` does. Raises UnreadablePhoto, and CannotDecode without a process."""
    request = {"path": str(path), "side": square_side}
    reply, data = _pool.ask(request)
    if "large" in reply:
        with _pool.one_large_at_a_time:
            reply, data = _pool.ask({**request, "large": True})
    shape = (square_side, square_side, 3)
    cut = square_side * square_side * 3
    return DecodedPhoto(
        np.frombuffer(data[:cut], np.uint8).reshape(shape), data[cut:], _metadata(reply["metadata"])
    )


def hash_apart(path: Path) -> str:
    """The name of a file's content, as ``hash_file`` gives it. Raises as ``decode_apart`` does."""
    reply, _ = _pool.ask({"path": str(path)})
    return str(reply["hash"])


def _metadata(values: dict[str, Any]) -> PhotoMetadata:
    known = {field.name: values[field.name] for field in fields(PhotoMetadata)}
    if known["taken_at"] is not None:
        known["taken_at"] = datetime.fromisoformat(known["taken_at"])
    return PhotoMetadata(**known)


class _Dead(Exception):
    pass


class _TooSlow(Exception):
    pass


class _Decoder:
    """One process. Raises CannotDecode if it cannot be started."""

    def __init__(self) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", decoder_process.__name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
        except OSError as error:
            raise CannotDecode(f"Photos cannot be read: no process can be started ({error}).") from error
        self._replies: SimpleQueue[_Reply | None] = SimpleQueue()
        # A thread, because it can be left behind: a process that hangs in a dead network drive cannot
        # even be killed, and a pipe cannot be read with a time limit everywhere.
        threading.Thread(target=self._read, name="decoder", daemon=True).start()
        try:
            self._reply(_START_LIMIT)
        except (_Dead, _TooSlow) as error:
            self.end()
            raise CannotDecode(
                "Photos cannot be read: the process that opens them does not start."
            ) from error

    @property
    def is_there(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: dict[str, object]) -> _Reply:
        assert self._process.stdin is not None
        try:
            decoder_process.send(self._process.stdin, request)  # type: ignore[arg-type]
        except OSError as error:
            raise _Dead from error
        return self._reply(decoder_process.TIME_LIMIT)

    def end(self) -> None:
        self._process.kill()
        with suppress(OSError):  # what was buffered for a process that is gone
            assert self._process.stdin is not None
            self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):  # it hangs in the system
            self._process.wait(1.0)

    def _reply(self, patience: float) -> _Reply:
        try:
            reply = self._replies.get(timeout=patience)
        except Empty:
            raise _TooSlow from None
        if reply is None:
            raise _Dead
        return reply

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            with suppress(EOFError, OSError):
                while True:
                    self._replies.put(decoder_process.receive(pipe))  # type: ignore[arg-type]
            self._replies.put(None)


class _Pool:
    """The processes that wait for a photo."""

    def __init__(self) -> None:
        self.one_large_at_a_time = threading.Lock()  # to bound the memory
        self._waiting: list[_Decoder] = []

    def ask(self, request: dict[str, object]) -> _Reply:
        """A process's answer. Raises UnreadablePhoto for what it says, or for its end."""
        for _ in range(_TRIES):
            decoder = self._one_that_waits() or _Decoder()
            try:
                reply = decoder.ask(request)
            except _TooSlow:
                decoder.end()
                raise UnreadablePhoto("reading it takes more than a minute") from None
            except _Dead:
                decoder.end()
                continue
            except BaseException:
                decoder.end()
                raise
            if "large" in request:  # what it has used is given back to the system
                decoder.end()
            else:
                self._waiting.append(decoder)
            if "reason" in reply[0]:
                raise UnreadablePhoto(str(reply[0]["reason"]))
            if "bug" in reply[0]:
                raise RuntimeError(str(reply[0]["bug"]))
            return reply
        _log.warning("%r ends the process that opens it", str(request["path"]))
        raise UnreadablePhoto("damaged: the program that opens it crashes")

    def _one_that_waits(self) -> _Decoder | None:
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


_pool = _Pool()
atexit.register(_pool.end)
