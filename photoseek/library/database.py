"""The library's SQLite file: opened, checked, and used in transactions.

One ``Database`` serves all threads of a process. There is one writing process (see ``lock``);
any number may read at the same time, each transaction seeing one moment of the library. A library
that has an address lies on PostgreSQL and is opened by ``shared``, which has the same methods.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy.exc
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from photoseek.errors import LibraryDamaged, LibraryLocked, LibraryProblem
from photoseek.library import backup, migrations
from photoseek.library.leases import Lease
from photoseek.paths import Paths

_WRITER_PATIENCE_MS = 10_000  # a reader never blocks the writer for long; ten seconds means "stuck"
_READER_PATIENCE_MS = 500  # only a recovery after a crash can hold a reader up, and it is short
_CHECKED_BYTES = 128 * 1024 * 1024  # some 25,000 photos; half a second

_log = logging.getLogger(__name__)


class Database:
    """An open library. Made by one of the two ``open_`` functions."""

    is_shared = False
    """Whether other workstations may use it, too."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.path = path
        self.name = os.fspath(path)  # as people may see it
        self._readers = engine
        # A transaction that begins by reading and writes later fails at once if another process
        # wrote in between; IMMEDIATE takes the write lock first and waits for it.
        self._writers = engine.execution_options(begin="BEGIN IMMEDIATE")

    @classmethod
    def open_for_writing(cls, path: Path, url: str = "") -> "Database":
        """Open the library, made or brought up to date if need be; the shared one at ``url``, if given.

        Raises LibraryNewer, LibraryDamaged, LibraryLocked or LibraryProblem.
        """
        if url:
            from photoseek.library.shared import SharedDatabase  # here: it needs this module

            return SharedDatabase.open_for_writing(path, url)
        with _their_world(path):
            _create_privately(path)
            database = cls(_engine(path, "rw", _WRITER_PATIENCE_MS), path)
            try:
                with database._readers.connect() as connection:
                    found = migrations.version(connection, path)  # before anything is changed
                    _check(connection, path, found)
                    connection.rollback()
                    _write_ahead(connection)
                if 0 < found < migrations.CURRENT_VERSION:
                    backup.before_migration(path, found)
                migrations.migrate(database._writers, path)
            except BaseException:
                database.close()
                raise
        return database

    @classmethod
    def open_for_reading(cls, path: Path, url: str = "") -> "Database":
        """Open the library as it is; nothing is written.

        Raises LibraryProblem when there is none yet or when it must first be brought up to date,
        LibraryNewer or LibraryDamaged.
        """
        if url:
            from photoseek.library.shared import SharedDatabase

            return SharedDatabase.open_for_reading(path, url)
        if not path.exists():
            raise LibraryProblem(f"There is no library in {path.parent} yet. Add a folder of photos first.")
        with _their_world(path):
            database = cls(_engine(path, _reading_mode(path), _READER_PATIENCE_MS), path)
            try:
                with database._readers.connect() as connection:
                    found = migrations.version(connection, path)
            except BaseException:
                database.close()
                raise
            if found < migrations.CURRENT_VERSION:
                database.close()
                if found < 0:
                    raise damaged(path)
                raise LibraryProblem(
                    f"The library {path} is not ready for this version of PhotoSeek yet. "
                    "Open the window or run 'photoseek index' once."
                )
        return database

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees the library as it is at its first query, whatever is written meanwhile."""
        with _their_world(self.path), Session(self._readers, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the write lock: committed at the end, rolled back on an exception."""
        with _their_world(self.path), Session(self._writers, autoflush=False) as session, session.begin():
            session.connection()  # begins now, not with the first statement
            yield session

    def checkpoint(self, *, truncate: bool = False) -> int:
        """Fold the write-ahead log into the file as far as readers let it; its length in frames."""
        with _their_world(self.path), self._readers.connect() as connection:
            driver = _driver(connection)
            driver.execute(f"PRAGMA busy_timeout = {_READER_PATIENCE_MS}")  # for this one is not urgent
            try:
                mode = "TRUNCATE" if truncate else "PASSIVE"
                _, frames, _ = driver.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
            finally:
                driver.execute(f"PRAGMA busy_timeout = {_WRITER_PATIENCE_MS}")
        return int(frames)

    def check(self) -> None:
        """Raise LibraryDamaged unless all pages hang together: some seconds for a gigabyte."""
        with _their_world(self.path), self._readers.connect() as connection:
            _check_pages(connection, self.path)

    def lease(self, of: str) -> Lease:
        """The right to do something that only one of those who share a library does at a time."""
        return Lease()

    def news(self) -> Iterator[set[str]]:
        """What others who share the library change, as it happens; nobody does on SQLite."""
        return iter(())

    def size(self) -> int:
        """Bytes of the library."""
        beside = self.path.parent.glob(f"{self.path.name}*")
        return sum(file.stat().st_size for file in beside)

    def find_damage(self) -> list[str]:
        """What is wrong with it, read from end to end; empty if nothing is."""
        with self.read() as session:
            pages = session.execute(text("PRAGMA integrity_check(3)")).scalars().all()
            orphans = session.execute(text("PRAGMA foreign_key_check")).all()
        found = [f"{len(orphans)} rows point nowhere"] if orphans else []
        return found if pages == ["ok"] else [*pages, *found]

    def close(self) -> None:
        """Close all connections; the last one to close folds the write-ahead log into the file."""
        self._readers.dispose()


def _engine(path: Path, mode: str, patience_ms: int) -> Engine:
    # A URI, because only there "do not create it" and "read only" can be said. "localhost" stands
    # for this computer.
    address = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver must not begin transactions on its own; _begin does.
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        _set_pragmas(connection, patience_ms)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _reading_mode(path: Path) -> str:
    # Beside a library SQLite keeps files to tell readers of writers. On a disk that may not be
    # written they cannot be made, and there are no writers: the file stays as it is.
    wal = path.with_name(f"{path.name}-wal")
    untouched = not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    return "ro&immutable=1" if untouched else "ro"


def _set_pragmas(connection: sqlite3.Connection, patience_ms: int) -> None:
    """Every setting of a connection."""
    for pragma in (
        f"busy_timeout = {patience_ms}",  # wait for a lock instead of failing at once
        "foreign_keys = ON",  # off by default in SQLite, for the sake of programs of 2009
        "synchronous = FULL",  # a power cut costs no commit; a flush for each batch is not felt
        "cache_size = -8000",  # 8 MB a connection: more repeats what the system keeps, no search is quicker
        "temp_store = MEMORY",  # sorting leaves no traces of photos in /tmp
        "journal_size_limit = 67108864",  # after a large import the log shrinks to 64 MB again
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Connection) -> None:
    """Readers and the writer do not wait for each other. A property of the file, kept in it."""
    (mode,) = _driver(connection).execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        _log.warning("The library's file system does not allow WAL (mode %s); searches may wait", mode)


def _driver(connection: Connection) -> sqlite3.Connection:
    """For what must be done outside a transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _check(connection: Connection, path: Path, version: int) -> None:
    """Raise LibraryDamaged unless the file knows its version and all its pages hang together.

    A large library is not checked: it would take seconds, every time. Damage that is met later is
    reported just the same.
    """
    if version < 0:
        raise damaged(path)
    if path.stat().st_size <= _CHECKED_BYTES:
        _check_pages(connection, path)


def _check_pages(connection: Connection, path: Path) -> None:
    result = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if result != "ok":
        _log.error("quick_check of %s: %s", path, result)
        raise damaged(path)


def _create_privately(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite gives the -wal and -shm files beside it the same permissions.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise LibraryProblem(
            f"The library {path} cannot be made or written ({error.strerror}). "
            "Check the permissions of its folder, or choose another --base-dir."
        ) from error


def damaged(path: Path) -> LibraryDamaged:
    """What to say of a library that is damaged."""
    return LibraryDamaged(
        f"The library {path} is damaged. Restore a backup, in the settings or with 'photoseek restore FILE': "
        f"the automatic ones are in {Paths(path.parent).backups}. Or start afresh. Move that file (and its "
        "-wal and -shm files) away: your photos are safe, and the program's captions are made anew."
    )


@contextmanager
def _their_world(path: Path) -> Iterator[None]:
    """Turn what a full disk, a missing permission or a damaged file does to SQLite into a UserError."""
    try:
        yield
    except UnicodeDecodeError as error:  # what SQLite says of a damaged text is no text itself
        raise damaged(path) from error
    except (sqlite3.DatabaseError, sqlalchemy.exc.DatabaseError) as error:
        origin = error.orig if isinstance(error, sqlalchemy.exc.DatabaseError) else error
        # The lower byte is the kind; the rest says more about it.
        code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise damaged(path) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryLocked(
                f"Another program holds the library {path}. Close it and try again."
            ) from error
        if code == sqlite3.SQLITE_FULL:
            raise LibraryProblem(f"The disk that holds {path} is full. Make room and try again.") from error
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise LibraryProblem(
                f"The library {path} may not be opened or written. Check the permissions of its folder."
            ) from error
        if code == sqlite3.SQLITE_IOERR:
            raise LibraryProblem(f"The disk that holds {path} reports an error ({origin}).") from error
        raise
