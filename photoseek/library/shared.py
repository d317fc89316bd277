"""A library on PostgreSQL, shared by the workstations of a family or a studio.

Rows and vectors live there; thumbnails, the vector index and the settings in each workstation's own base
directory, whose path and host name are its name to the others. Folders of photos are shared by their paths:
every workstation mounts them at the same place. One that does not see a folder has it offline.

As with SQLite there is one writer at a time: a lock of the server's is held from the first to the last
statement of a transaction. And one workstation at a time takes photos in (``Lease``).
"""

import logging
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy.exc
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from photoseek.errors import LibraryLocked, LibraryProblem
from photoseek.library import shared_schema
from photoseek.library.database import Database
from photoseek.library.leases import Lease

_DRIVER = "postgresql+psycopg"
_WRITE = "photoseek: write"
_SETTINGS = {
    "lock_timeout": "10s",  # a writer never takes long; ten seconds means "stuck"
    "idle_in_transaction_session_timeout": "60s",  # a laptop that fell asleep holds nobody up for ever
    "tcp_keepalives_idle": "30",  # one that is gone is noticed within a minute, and its lease is free
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
_CONNECTING = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}

_log = logging.getLogger(__name__)


class SharedDatabase(Database):
    """An open library on PostgreSQL."""

    is_shared = True

    def __init__(self, path: Path, url: str) -> None:
        """``path``: as for SQLite, where the workstation keeps what is its own. Connects later."""
        self.path = path
        self._url = _checked(url)
        self.name = self._url.render_as_string(hide_password=True)
        self._engine = _engine(self._url, workstation(path))
        self._readers = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._writers = self._engine.execution_options(isolation_level="READ COMMITTED")

    @classmethod
    def open_for_writing(cls, path: Path, url: str = "") -> "SharedDatabase":
        """Open the library, made if need be. Raises LibraryNewer, LibraryDamaged or LibraryProblem."""
        database = cls(path, url)
        try:
            with database._their_world(), database._writers.begin() as connection:
                _lock_until_commit(connection)
                shared_schema.bring_up_to_date(connection, database.name)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open_for_reading(cls, path: Path, url: str = "") -> "SharedDatabase":
        """Open the library as it is. Raises LibraryProblem, too, when there is none yet, or an older one."""
        database = cls(path, url)
        try:
            with database._their_world(), database._readers.connect() as connection:
                found = shared_schema.version(connection, database.name)
        except BaseException:
            database.close()
            raise
        if found == 0:
            database.close()
            raise LibraryProblem(f"There is no library in {database.name} yet. Add a folder of photos first.")
        if found < shared_schema.VERSION:
            database.close()
            raise LibraryProblem(
                f"The library {database.name} is not ready for this version of PhotoSeek yet. "
                "Open the window or run 'photoseek index' once."
            )
        return database

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._their_world(), Session(self._readers, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        with self._their_world(), Session(self._writers, autoflush=False) as session, session.begin():
            _lock_until_commit(session.connection())
            yield session

    def lease(self, of: str) -> Lease:
        return _ServerLease(self, of)

    def size(self) -> int:
        """Bytes on the server."""
        with self.read() as session:
            query = select(func.pg_database_size(func.current_database()))
            return int(session.scalars(query).one())

    def news(self) -> Iterator[set[str]]:
        """Kinds of rows that others have changed: "photos", "captions", "folders", "albums".

        All of them at first: nobody knows what happened before. An empty set every second without any.
        Raises LibraryProblem when the server is away.
        """
        own = workstation(self.path)
        with self._their_world(), _autocommitting(self._engine) as connection:
            connection.exec_driver_sql(f"LISTEN {shared_schema.CHANNEL}")
            driver: Any = connection.connection.driver_connection
            yield {"photos", "captions", "folders", "albums"}
            while True:
                told = [notice.payload.split(" ", 1) for notice in driver.notifies(timeout=1.0, stop_after=1)]
                yield {kind for kind, whose in told if whose != own}

    def find_damage(self) -> list[str]:
        return []  # the server's own business

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _their_world(self) -> Iterator[None]:
        """Turn what goes wrong with a server into a UserError that says so in a line, without a password."""
        try:
            yield
        except sqlalchemy.exc.DBAPIError as error:
            problem = _problem(error, self.name)
            if problem is None:
                raise
            _log.info("%s: %s", type(error.orig).__name__, error.orig)
            raise problem from error


class _ServerLease(Lease):
    """A lock of the server's, which frees it when the connection ends, however the process does."""

    def __init__(self, database: SharedDatabase, of: str) -> None:
        self._database, self._key = database, _key(f"photoseek: {of}")
        self._connection: Connection | None = None

    def take(self, *, wait: bool = False) -> bool:
        if self._connection is not None:
            return True
        with self._database._their_world():
            connection = _autocommitting(self._database._engine)
            try:
                if wait:
                    connection.exec_driver_sql("SET lock_timeout = 0")
                    connection.execute(select(func.pg_advisory_lock(self._key)))
                elif not connection.execute(select(func.pg_try_advisory_lock(self._key))).scalar_one():
                    connection.close()
                    return False
            except BaseException:
                connection.invalidate()
                connection.close()
                raise
        self._connection = connection
        return True

    def give_back(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.invalidate()  # the lock ends with the connection, wherever that is by now
            connection.close()


def workstation(path: Path) -> str:
    """What a base directory, that of ``path``, is called among those who share a library."""
    return f"{socket.gethostname()}:{path.parent}"


def _checked(url: str) -> URL:
    try:
        found = make_url(url)
    except sqlalchemy.exc.ArgumentError as error:
        raise LibraryProblem(
            "The address of the database cannot be read. Write it as postgresql://user@host/database."
        ) from error
    if found.get_backend_name() != "postgresql":
        raise LibraryProblem(
            f"A library is shared on PostgreSQL only, not on {found.get_backend_name()}. "
            "Write the address as postgresql://user@host/database."
        )
    return found.set(drivername=_DRIVER)


def _engine(url: URL, own_name: str) -> Engine:
    try:
        engine = create_engine(url, connect_args=_CONNECTING, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LibraryProblem(
            "A shared library needs psycopg. Install it with: pip install 'psycopg[binary]>=3.2,<4'"
        ) from error
    # Many rows go in one statement: one way to the server and back, and one call of what counts words.
    engine.dialect.use_insertmanyvalues_wo_returning = True
    settings = [
        func.set_config(name, value, False)
        for name, value in {**_SETTINGS, shared_schema.WORKSTATION: own_name}.items()
    ]

    @event.listens_for(engine, "connect")
    def _connected(driver: Any, _record: object) -> None:
        statement = select(*settings).compile(dialect=engine.dialect)
        driver.execute(str(statement), statement.params)
        driver.commit()

    return engine


def _autocommitting(engine: Engine) -> Connection:
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _key(name: str) -> int:
    return zlib.crc32(name.encode())


def _lock_until_commit(connection: Connection) -> None:
    connection.execute(select(func.pg_advisory_xact_lock(_key(_WRITE))))


def _problem(error: sqlalchemy.exc.DBAPIError, name: str) -> LibraryProblem | None:
    """What to say of it; None for a mistake of ours. By SQLSTATE, which a connection that fails lacks."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == "42501":
        return LibraryProblem(f"You may not write in {name}. Ask who runs the server for the right to.")
    if state == "25006":
        return LibraryProblem(f"The library {name} may not be written. Check the permissions of its user.")
    if state == "55P03":
        return LibraryLocked(f"Another workstation holds the library {name}. Try again in a moment.")
    if state.startswith("53"):
        return LibraryProblem(f"The server of {name} has no room. Make room and try again.")
    if isinstance(error, sqlalchemy.exc.DataError):
        return LibraryProblem("The library cannot keep this text: it holds a character that is none.")
    if isinstance(error, sqlalchemy.exc.OperationalError) or error.connection_invalidated:
        reason = str(error.orig).strip().partition("\n")[0].rpartition(": ")[2]
        return LibraryProblem(f"The library {name} cannot be reached ({reason}). All goes on once it can.")
    return None
