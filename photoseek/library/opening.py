"""Opens the library for the one process that writes, looks whether it is as it was left, and seals it again.

Damage that SQLite itself does not notice is found by the seal (``seal``): told, with what the user did put
right from the copy that was made at the same time (``user_work``). A large library is read through in the
background, so that nobody has to wait for it.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import text

from photoseek.errors import LibraryLocked, LibraryProblem, UserError
from photoseek.library import seal, user_work
from photoseek.library.database import Database, damaged
from photoseek.library.migrations import CURRENT_VERSION
from photoseek.library.seal import Seal
from photoseek.library.user_work import Mended, Work
from photoseek.paths import Paths

AT_ONCE = 128 << 20  # bytes; reading more through takes longer than anybody wants to wait
_VERSION_AT = 60  # in the header of the file

_DAMAGED = (
    "The library {path} is damaged: it is not as PhotoSeek left it. {work} For the rest, restore a backup, "
    "in the settings or with 'photoseek restore FILE': the automatic ones are in {backups}."
)
_AS_LEFT = "Your captions, albums and favourites are as you left them."
_PUT_RIGHT = "{count} of your captions, albums and favourites were put right."
_SOME_MISSING = (
    "{count} of your captions, albums and favourites were looked at again, but {missing} are of photos that "
    "the library does not know; all of them are in {copy}."
)
_NOT_COMPARED = "Your captions, albums and favourites could not be looked through."
_PUT_BACK = "The backup has taken the place of the damaged library. {work}"
_GONE = (
    "{path} is no longer there, so a new library was begun. To have your captions, albums and favourites "
    "back, restore a backup, in the settings or with 'photoseek restore FILE': the automatic ones are in "
    "{backups}. A copy of all that you did is in {copy}."
)
_LOG_LOST = (
    "PhotoSeek was cut off, and {file} is missing or damaged: what you did in the last minutes before may be "
    "lost. Everything else in the library is whole."
)

Tell = Callable[[str], None]
_State = tuple[int, int] | None
"""Size and date of a file that is there."""

_log = logging.getLogger(__name__)


@contextmanager
def open_library(paths: Paths, tell: Tell) -> Iterator[Database]:
    """The library, open for writing; its writer's lock is held already.

    ``tell`` is called with what the user should know, from any thread.

    Raises as ``Database.open_for_writing`` does.
    """
    if paths.database:  # on a server, which sees to all this
        shared = Database.open_for_writing(paths.library, paths.database)
        try:
            yield shared
        finally:
            shared.close()
        return
    library = paths.library
    for file in (library, seal.log_file(library)):  # opening a pipe would wait for ever
        if file.exists() and not file.is_file():
            raise LibraryProblem(f"{file} is no file. Move it away, or choose another --base-dir.")
    if not library.exists():
        _begin_anew(paths, tell)
    left, log, state = seal.read(library), seal.Log(library), _state(library)
    in_background = _is_large(library) and left is not None and left.state == "closed"
    whole = in_background or seal.is_whole(library)
    before = left or Seal("unsure")
    seal.write(library, replace(before, state="unsure"))
    try:
        database = Database.open_for_writing(library)
    except LibraryProblem as error:
        if left is None:
            seal.remove(library)
        else:
            seal.write(library, left)
        if isinstance(error, LibraryLocked) or seal.is_whole(library):
            raise
        raise damaged(library) from error  # even if it says of itself that it is newer, or another program's
    custody = _Custody(paths, database, before, state, tell)
    try:
        if in_background:
            custody.look_through()  # first of all: nothing may have been written yet
        elif not whole:
            custody.damaged()
        elif before.state == "restored":
            custody.put_back()
        elif before.state == "open" and log.is_lost(database.checkpoint()):
            database.check()
            tell(_LOG_LOST.format(file=seal.log_file(library)))
        seal.write(library, Seal("open", work_digest=before.work_digest, doubted=custody.doubted))
        yield database
    finally:
        custody.end()


def _begin_anew(paths: Paths, tell: Tell) -> None:
    """The library was taken away, as a damaged one may be: what is known of it is not true of the next."""
    left = seal.read(paths.library)
    seal.remove(paths.library)
    work = left and user_work.load(paths.user_work, left.work_digest)
    if work and any(work.values()):
        tell(_GONE.format(path=paths.library, backups=paths.backups, copy=_keep(paths.user_work)))


def _keep(copy: Path) -> Path:
    """Take a copy of the user's work out of the way of the next one."""
    kept = copy.with_name(f"kept-{copy.name}")
    copy.replace(kept)
    return kept


def _is_large(library: Path) -> bool:
    """Whether to read it through in the background. One that is about to be migrated cannot wait so long."""
    if not library.exists() or library.stat().st_size <= AT_ONCE:
        return False
    with library.open("rb") as file:
        file.seek(_VERSION_AT)
        return int.from_bytes(file.read(4), "big") == CURRENT_VERSION


def _state(library: Path) -> _State:
    if not library.exists():
        return None
    found = library.stat()
    return found.st_size, found.st_mtime_ns


class _Custody:
    """A library between opening and closing."""

    def __init__(self, paths: Paths, database: Database, left: Seal, before: _State, tell: Tell) -> None:
        self.doubted = left.doubted
        self._is_damaged = False
        self._paths, self._database, self._left, self._tell = paths, database, left, tell
        self._files: list[BinaryIO] = []
        self._before = before
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def damaged(self, now: Work | None = None) -> None:
        """Say so, and put right what the user did. ``now``: that as it was when the damage was found."""
        self.doubted = self._is_damaged = True
        _log.error("%s is not what its seal says", self._database.path)
        path, backups = self._database.path, self._paths.backups
        self._tell(_DAMAGED.format(path=path, work=self._mended(now), backups=backups))

    def put_back(self) -> None:
        """A backup took the place of a damaged library: what the user did since it was made comes back."""
        self.doubted = False
        self._tell(_PUT_BACK.format(work=self._mended(None)))

    def look_through(self) -> None:
        """Read the file in the background, as it is now. Nothing may have been written yet."""
        begun = threading.Event()
        self._thread = threading.Thread(target=self._read_through, args=(begun,), name="seal", daemon=True)
        self._thread.start()
        begun.wait()

    def end(self) -> None:
        """Close the library and seal it."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        library = self._database.path
        work_digest = self._left.work_digest
        try:
            with self._database.read() as session:
                work_digest = user_work.save(self._paths.user_work, user_work.copy(session))
            self._database.checkpoint(truncate=True)
        except (UserError, OSError) as error:
            _log.warning("What the user did cannot be copied: %s", error)
        seal.write(library, Seal("unsure", work_digest=work_digest, doubted=self.doubted))
        self._database.close()
        for file in self._files:
            file.close()
        try:
            # A library that nobody has written to since is still what its seal says, or should be.
            known = "" if self._is_damaged or _state(library) != self._before else self._left.digest
            seal.close(library, Seal("closed", known, work_digest, self.doubted))
        except OSError as error:
            _log.warning("The library cannot be sealed: %s", error)

    def _read_through(self, begun: threading.Event) -> None:
        try:
            # As long as somebody reads, nothing is written into the file itself: all goes into the log.
            with self._database.read() as session:
                session.execute(text("SELECT count(*) FROM sqlite_master"))
                # Not closed before the library is: that would take all of SQLite's locks on it away.
                file = self._database.path.open("rb", buffering=0)
                self._files.append(file)
                now = user_work.copy(session)
                begun.set()
                found = seal.digest(file, self._stopping.is_set)
            if not self._stopping.is_set() and found != self._left.digest:
                self.damaged(now)
        except Exception:
            _log.exception("The library could not be read through")
        finally:
            begun.set()

    def _mended(self, now: Work | None) -> str:
        """What became of what the user did."""
        copy = self._paths.user_work
        work = user_work.load(copy, self._left.work_digest)
        if work is None:
            return _NOT_COMPARED
        with self._database.write() as session:
            wrong = user_work.differences(work, now or user_work.copy(session))
            _log.info("What the user did is put right: %s", wrong)
            mended = user_work.put_right(session, wrong)
        if mended == Mended(0, 0):
            return _AS_LEFT
        if mended.missing:
            kept = _keep(copy)  # the next one will not hold them
            return _SOME_MISSING.format(count=mended.count, missing=mended.missing, copy=kept)
        return _PUT_RIGHT.format(count=mended.count)
