"""Starts the worker: the channel first, then the lock, the library, and the loop."""

import argparse
import logging
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import photoseek
from photoseek import logs, settings
from photoseek.errors import LibraryProblem, UserError
from photoseek.ingest.watcher import is_network_folder
from photoseek.ipc.messages import PROTOCOL_VERSION, Hello, Notice
from photoseek.library.database import Database
from photoseek.library.lock import WriterLock
from photoseek.library.opening import open_library
from photoseek.paths import Paths, default_base
from photoseek.settings import Settings
from photoseek.worker.channel import Channel, claim_stdout, read_requests
from photoseek.worker.daily import DailyBackup
from photoseek.worker.inbox import Coming, Engine, Inbox, Stop
from photoseek.worker.loop import Worker

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

THEIR_WORLD = 1  # exit code: the last line on stderr says what the user can do
OUR_BUG = 70  # exit code: EX_SOFTWARE of sysexits.h

_LAST_MOMENT = 10.0  # seconds; a model that is being loaded cannot be interrupted
_NICENESS = 10  # half way down: searches are answered here, too

_ON_NETWORK = (
    "The library in {folder} lies on a network disk, where it is slow and may be damaged. "
    "Choose a --base-dir on a disk of this computer."
)

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until stdin ends, then leave the process."""
    parser = argparse.ArgumentParser(
        prog="photoseek.worker", description="The background process of PhotoSeek."
    )
    parser.add_argument("--base-dir", type=Path, default=None, help="where the library lives")
    chosen = parser.parse_args(arguments).base_dir
    paths = settings.located((chosen or default_base()).expanduser().absolute())
    code = _run(paths)
    logging.shutdown()
    sys.stderr.flush()
    # Not sys.exit: that waits for every thread, also one that hangs in a dead network drive.
    os._exit(code)


def load_engine(paths: Paths, chosen: Settings, database: Database) -> Engine:
    """Load the models and the vector index. Slow: imports torch. Raises DamagedWeights, UnusableModel.

    A model that was chosen but has not seen the photos yet is ``coming``; the one of before answers.
    """
    from photoseek.models.inference import Inference
    from photoseek.search.answering import answering_model

    name = answering_model(database, paths, chosen.model)
    inference = Inference.load(paths, chosen, name)
    # Parts load when they are first asked for: ask now, so that no search has to wait for them.
    _log.info(
        "%s: %s, %s, %s, %s, %d words",
        name,
        inference.runtime,
        inference.encoder_id,
        inference.embedding_id,
        inference.captioner_id(),
        len(inference.word_vectors.words),
    )
    coming = None
    if name != chosen.model:
        _log.info("%s is chosen and has yet to see the photos", chosen.model)
        next_one = Inference.load(paths, chosen)
        coming = Coming(next_one, lambda: _engine(paths, database, next_one))
    return _engine(paths, database, inference, coming)


def _engine(paths: Paths, database: Database, inference: "Inference", coming: Coming | None = None) -> Engine:
    from photoseek.search.searcher import Searcher
    from photoseek.search.vector_index import VectorIndex

    index = VectorIndex.open_or_build(
        paths.vector_index, database, inference.embedding_id, inference.embedding_dimensions
    )
    searcher = Searcher(database, inference, index)
    searcher.warm()
    return Engine(inference, index, searcher, coming)


def _give_way() -> None:
    """Let other programs have the processors first; a child process inherits it."""
    if hasattr(os, "nice"):
        with suppress(OSError):  # a system that does not allow even that
            os.nice(_NICENESS)


def _create(paths: Paths) -> None:
    try:
        paths.create()
    except OSError as error:
        raise LibraryProblem(
            f"{paths.base} cannot be made or written ({error.strerror}). Choose another --base-dir."
        ) from error


def _listen(requests: BinaryIO, channel: Channel, inbox: Inbox) -> None:
    """Until the window has gone. What is in work then has a moment to come to its end, and no more."""
    read_requests(requests, channel, inbox)
    time.sleep(_LAST_MOMENT)
    os._exit(0)  # nothing is lost by it: whatever is written is whole at every moment


def _cache_problem(paths: Paths) -> str:
    """What to tell of a cache that cannot be written; all goes on without it."""
    for folder in (paths.cache, paths.thumbnails):
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(bytes(4096))
        except OSError as error:
            return (
                f"{folder} cannot be written ({error.strerror}). All works without it, but slower. "
                "Make room there, or change its permissions."
            )
    return ""


def _run(paths: Paths) -> int:
    inbox = Inbox()
    channel = Channel(claim_stdout(), inbox)
    channel.send(Hello(PROTOCOL_VERSION, photoseek.__version__))
    for kind in (signal.SIGTERM, signal.SIGINT):  # a Ctrl-C in the terminal reaches this process, too
        signal.signal(kind, lambda number, frame: inbox.put(Stop()))
    _give_way()
    os.umask(0o077)  # what is written here is for nobody else; a child process inherits it, too
    try:
        _create(paths)
        logs.start(paths.log)
        with WriterLock(paths.lock):
            chosen, problem = settings.load_or_mend(paths.settings)
            if problem:
                channel.send(Notice(problem))
            if problem := _cache_problem(paths):
                channel.send(Notice(problem))
            if is_network_folder(paths.base):
                channel.send(Notice(_ON_NETWORK.format(folder=paths.base)))
            with open_library(paths, lambda text: channel.send(Notice(text))) as database:
                backups = DailyBackup(paths)
                try:
                    reader = threading.Thread(
                        target=_listen,
                        args=(sys.stdin.buffer, channel, inbox),
                        name="requests",
                        daemon=True,
                    )
                    reader.start()
                    Worker(paths, chosen, database, channel, inbox, load_engine).run()
                finally:
                    backups.stop()
    except UserError as error:
        channel.send(Notice(str(error)))
        sys.stderr.write(f"{error}\n")
        return THEIR_WORLD
    except Exception:
        _log.exception("The worker fails")
        return OUR_BUG
    return 0
