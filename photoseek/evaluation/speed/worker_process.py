"""The worker as a process of its own, asked questions and timed."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photoseek.ipc.codec import decode, encode
from photoseek.ipc.messages import Message, Progress, Ready, Request
from photoseek.paths import DATABASE_VARIABLE

_PATIENCE = 300.0  # seconds, for one message on a busy machine


class WorkerProcess:
    """``python -m photoseek.worker``, and what it has said so far."""

    def __init__(self, base: Path) -> None:
        self.began = time.perf_counter()
        self._messages: list[tuple[float, Message]] = []
        self._arrived = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "photoseek.worker", "--base-dir", str(base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, DATABASE_VARIABLE: ""},  # nobody's shared library is measured
        )
        self._ended = False
        threading.Thread(target=self._read, name="worker's messages", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_for(self, kind: type[Message], **fields: object) -> float:
        """When (``time.perf_counter``) the first message of a kind with these fields arrived.

        Raises RuntimeError if the worker ends or stays silent.
        """

        def found() -> float | None:
            for when, message in self._messages:
                if isinstance(message, kind) and all(getattr(message, n) == v for n, v in fields.items()):
                    return when
            return None

        with self._arrived:
            self._arrived.wait_for(lambda: self._ended or found() is not None, _PATIENCE)
            when = found()
        if when is None:
            raise RuntimeError(f"the worker did not say {kind.__name__}")
        return when

    def wait_for_rest(self) -> None:
        """Until it has loaded what it needs and says that nothing is left to do.

        Raises RuntimeError if it ends or goes on and on.
        """

        def rests() -> bool:
            said = [message for _, message in self._messages if isinstance(message, Ready | Progress)]
            is_idle = bool(said) and isinstance(said[-1], Progress) and said[-1].stage == "idle"
            return is_idle and any(isinstance(message, Ready) for message in said)

        with self._arrived:
            self._arrived.wait_for(lambda: self._ended or rests(), _PATIENCE)
            if not rests():
                raise RuntimeError("the worker did not come to rest")

    def ask(self, request: Request) -> float:
        """Seconds from the request to its reply."""
        began = time.perf_counter()
        assert self._process.stdin is not None
        self._process.stdin.write(encode(request).encode("ascii") + b"\n")
        self._process.stdin.flush()

        def is_answered() -> bool:
            return any(getattr(message, "id", None) == request.id for _, message in self._messages)

        with self._arrived:
            self._arrived.wait_for(lambda: self._ended or is_answered(), _PATIENCE)
            if not is_answered():
                raise RuntimeError(f"the worker did not answer {request}")
            when = next(w for w, message in self._messages if getattr(message, "id", None) == request.id)
        return when - began

    def said(self, kind: type[Message]) -> list[Message]:
        """All messages of a kind so far."""
        with self._arrived:
            return [message for _, message in self._messages if isinstance(message, kind)]

    def end(self) -> None:
        """Close its input and wait for its end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(30.0)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            when, message = time.perf_counter(), decode(line)
            with self._arrived:
                self._messages.append((when, message))
                self._arrived.notify_all()
        with self._arrived:
            self._ended = True
            self._arrived.notify_all()


@contextmanager
def running(base: Path) -> Iterator[WorkerProcess]:
    """A worker that ends with the block."""
    worker = WorkerProcess(base)
    try:
        yield worker
    finally:
        worker.end()
