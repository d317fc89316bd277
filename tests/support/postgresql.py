"""A real PostgreSQL for tests: a server in a folder of its own, reached through a socket there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = "/usr/lib/postgresql/*/bin"
_FOR_ROOT = "nobody"  # who runs it where the tests are root's: PostgreSQL refuses to
_HASTE = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB", "jit=off")


def why_not() -> str:
    """Why no server can be started here; empty if one can."""
    if sys.platform == "win32" or _program("initdb") is None:
        return "PostgreSQL is not installed"
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        return f"psycopg cannot be used ({error})"
    return ""


class Server:
    """It can be stopped and started again; its databases stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._user = _FOR_ROOT if os.geteuid() == 0 else None

    def make(self) -> None:
        self.data.mkdir(parents=True)
        if self._user is not None:
            shutil.chown(self.folder, self._user)
            shutil.chown(self.data, self._user)
        options = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--username=photoseek")
        self._run("initdb", "--pgdata", str(self.data), *options)

    def start(self) -> None:
        settings = " ".join(
            f"-c {one}" for one in (*_HASTE, "listen_addresses=", f"unix_socket_directories={self.folder}")
        )
        log = str(self.folder / "log")
        self._run(
            "pg_ctl", "--pgdata", str(self.data), "--log", log, "--wait", "--options", settings, "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "--pgdata", str(self.data), "--wait", "--mode", "immediate", "stop")

    def url(self, database: str = "postgres", password: str = "") -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://photoseek{secret}@/{database}?host={self.folder}"

    def make_database(self, name: str) -> str:
        """An empty database; its address."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def _run(self, name: str, *arguments: str) -> None:
        program = _program(name)
        assert program is not None
        # Not text from a pipe: the server keeps the pipe open, and reading it would never end.
        with (self.folder / f"{name}.out").open("wb") as output:
            done = subprocess.run(
                [program, *arguments],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=self.folder, user=self._user, check=False, timeout=120,
            )  # fmt: skip
        assert done.returncode == 0, (self.folder / f"{name}.out").read_text()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server that ends with the block. ``folder`` must be short: the path of a socket has 107 bytes."""
    server = Server(folder)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found is None:
        places = sorted(Path("/").glob(f"{_DEBIAN[1:]}/{name}"))
        found = str(places[-1]) if places else None
    return found
