"""The real worker process with the stand-in for the networks, for tests that start it many times.

``python -m tests.support.stand_in_worker --base-dir DIR`` is the process. Its vector index becomes a
graph early and is saved whenever there is nothing else to do, so that there is a file to damage. A long
run may want the real networks (``NETWORKS``), short days (``DAY``) and a short log.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar, get_args

import photoseek
from photoseek.ipc import messages
from photoseek.ipc.codec import decode, encode
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.library.records import Counts
from photoseek.paths import DATABASE_VARIABLE, Paths
from photoseek.settings import Settings

EXACT_LIMIT = 20
TIME_LIMIT = "PHOTOSEEK_TEST_TIME_LIMIT"  # seconds for a photo
AGAIN_AFTER = "PHOTOSEEK_TEST_AGAIN_AFTER"  # seconds until what a full disk has stopped is tried again
NETWORKS = "PHOTOSEEK_TEST_NETWORKS"  # set: the real ones
DAY = "PHOTOSEEK_TEST_DAY"  # seconds that a day takes; the library is backed up in each
LOG_LENGTH = "PHOTOSEEK_TEST_LOG_LENGTH"  # bytes after which a new log is begun
PATIENCE = 300.0  # seconds; only a failing test waits that long
LOOKS = 10  # in a row at a worker that has nothing to do: it tells of a change after a quarter of a second
Kind = TypeVar("Kind")


class StandInWorker:
    """The process and what it has said so far."""

    def __init__(
        self, base: Path, environment: Mapping[str, str] | None = None, within: Sequence[str] = ()
    ) -> None:
        """``within``: a command that runs the one that follows it."""
        self.paths = Paths(base, (environment or os.environ).get(DATABASE_VARIABLE, ""))
        self.messages: list[messages.Message] = []
        self._arrived = threading.Condition()
        self._ended = False
        self._next_id = 0
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it ends
        self.process = subprocess.Popen(
            [*within, sys.executable, "-m", "tests.support.stand_in_worker", "--base-dir", str(base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=Path(photoseek.__file__).parents[1],
            env=environment,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> "StandInWorker":
        return self

    def __exit__(self, *exception: object) -> None:
        self.kill()

    def ask(self, kind: Callable[..., messages.Request], **values: object) -> int:
        """Send a request and return its id. Raises BrokenPipeError when the process is gone."""
        self._next_id += 1
        assert self.process.stdin is not None
        self.process.stdin.write(encode(kind(id=self._next_id, **values)).encode("ascii") + b"\n")
        self.process.stdin.flush()
        return self._next_id

    def do(self, kind: Callable[..., messages.Request], **values: object) -> messages.Reply:
        before = len(self.messages)
        request_id = self.ask(kind, **values)
        return self.wait(get_args(messages.Reply), lambda reply: reply.id == request_id, before)

    def wait(
        self, kind: object, accept: Callable[[Kind], bool] = lambda message: True, after: int = 0
    ) -> Kind:
        """The first acceptable message of a kind. Raises EOFError when the process ends before it."""
        deadline = time.monotonic() + PATIENCE
        with self._arrived:
            while True:
                for message in self.messages[after:]:
                    if isinstance(message, kind) and accept(message):  # type: ignore[arg-type]
                        return message  # type: ignore[return-value]
                if self._ended:
                    raise EOFError(self.messages[-3:])
                assert self._arrived.wait(deadline - time.monotonic()), self.messages[-9:]

    def forget(self) -> None:
        """Forget what was told, but for how far the work is: of a long life it is too much."""
        with self._arrived:
            told = [one for one in self.messages if isinstance(one, messages.Progress)]
            self.messages[:] = told[-1:]

    def counts(self) -> Counts:
        database = Database.open_for_reading(self.paths.library, self.paths.database)
        try:
            with database.read() as session:
                return photos.counts(session)
        finally:
            database.close()

    def until_done(self) -> None:
        """Wait until all is taken in, captioned and told, and what was asked before is begun as well."""
        deadline = time.monotonic() + PATIENCE
        looks = 0
        while time.monotonic() < deadline:
            looks = looks + 1 if self._is_done() else 0
            if looks == LOOKS:
                return
            assert not self._ended, self.messages[-3:]
            time.sleep(0.05)
            if looks:
                self.do(messages.UserActive)
        raise AssertionError((self.counts(), self.messages[-9:]))

    def _is_done(self) -> bool:
        told = [one for one in list(self.messages) if isinstance(one, messages.Progress)]
        if not told or told[-1].stage != "idle":
            return False
        counts = self.counts()
        return counts.pending == 0 and counts.captioned == counts.photos

    def kill(self) -> None:
        """End it as the power does."""
        self.process.kill()
        self._join()

    def end(self) -> int:
        """End its input, and return its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self._join()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                if line.endswith(b"\n"):  # or it was cut off
                    with self._arrived:
                        self.messages.append(decode(line))
                        self._arrived.notify_all()
        with self._arrived:
            self._ended = True
            self._arrived.notify_all()

    def _join(self) -> int:
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        self._errors.close()
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # what was buffered for a process that is gone
            self.process.stdin.close()
        return code


def main(arguments: Sequence[str]) -> None:
    """Run the worker."""
    from photoseek import logs
    from photoseek.images import decoder_process
    from photoseek.search.searcher import Searcher
    from photoseek.search.vector_index import VectorIndex
    from photoseek.worker import entry, loop, setback
    from photoseek.worker.daily import DailyBackup
    from photoseek.worker.inbox import Engine
    from tests.support.inference import StandInInference

    class Slow(StandInInference):
        """As slow as the networks of a fast computer, so that much can happen meanwhile."""

        def represent(self, squares):  # type: ignore[no-untyped-def]
            time.sleep(0.005 * len(squares))
            return super().represent(squares)

        def caption(self, representations, *arguments):  # type: ignore[no-untyped-def]
            time.sleep(0.005 * len(representations))
            return super().caption(representations, *arguments)

    def load(paths: Paths, chosen: Settings, database: Database) -> Engine:
        inference = Slow()
        index = VectorIndex.open_or_build(
            paths.vector_index,
            database,
            inference.embedding_id,
            inference.embedding_dimensions,
            exact_limit=EXACT_LIMIT,
        )
        return Engine(inference, index, Searcher(database, inference, index))  # type: ignore[arg-type]

    decoder_process.TIME_LIMIT = float(os.environ.get(TIME_LIMIT, decoder_process.TIME_LIMIT))
    setback.AGAIN_AFTER = float(os.environ.get(AGAIN_AFTER, setback.AGAIN_AFTER))
    if NETWORKS not in os.environ:
        entry.load_engine = load
    if LOG_LENGTH in os.environ:
        logs.LONGEST = int(os.environ[LOG_LENGTH])
    if DAY in os.environ:
        day = float(os.environ[DAY])

        def today() -> date:
            return date(2024, 1, 1) + timedelta(days=time.time() // day % 10_000)

        entry.DailyBackup = lambda paths: DailyBackup(paths, 0.0, day / 24, today)  # type: ignore[misc,assignment]
    loop._SAVE_EVERY = 0.0
    entry.main(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
