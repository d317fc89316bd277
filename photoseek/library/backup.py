"""Copies of the library in one file each, made while it is in use, and put back in its place.

All goes through SQLite's own copying, which sees one moment of the library whoever writes meanwhile.
What is put back is looked at first, and what it replaces is kept beside it.
"""

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from photoseek.errors import LibraryDamaged, LibraryNewer, LibraryProblem
from photoseek.library import migrations, seal
from photoseek.library.lock import WriterLock
from photoseek.library.seal import Seal
from photoseek.paths import Paths

KEPT = 5  # automatic backups: a working week
_SPARE = 3  # so many times the library's size must be free for one that nobody asked for
_SQLITE = b"SQLite format 3\0"  # how its files begin
_BESIDE = ("-wal", "-shm")  # what SQLite may keep beside a library

_log = logging.getLogger(__name__)


def copy(library: Path, target: Path) -> None:
    """Write a library as it is now into one file, in place of what was there.

    Raises LibraryProblem when it cannot be read or written; then ``target`` is as it was.
    """
    if target.resolve() == library.resolve():
        raise LibraryProblem("A backup cannot take the library's own place. Choose another file.")
    _look_at(library)
    temporary = target.with_name(f".{target.name}.new")
    try:
        with _told(target):
            os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
            with closing(_open(library, "ro")) as source, closing(_open(temporary, "rw")) as made:
                source.backup(made)
                made.execute("PRAGMA journal_mode = DELETE")  # a single file, to be carried anywhere
            temporary.replace(target)
    finally:
        for name in ("", *_BESIDE, "-journal"):
            temporary.with_name(temporary.name + name).unlink(missing_ok=True)


def back_up(paths: Paths, target: Path) -> None:
    """``copy`` the library of these paths. Raises LibraryProblem, too, when it is shared: then it is the
    server's to be backed up; and when ``target`` is something else than an older backup."""
    _refuse_shared(paths)
    if not paths.library.exists():
        raise LibraryProblem(f"There is no library in {paths.base} yet.")
    if target.exists() and not _is_replaceable(target):
        raise LibraryProblem(f"{target} is no backup, so it is not written over. Choose another file.")
    copy(paths.library, target)


def restore(paths: Paths, backup: Path) -> Path | None:
    """Put a backup in the library's place; the file that keeps what was there, if there was something.

    Raises LibraryDamaged, LibraryNewer or LibraryProblem for a file that is no backup of ours, and
    LibraryLocked while a worker runs; the library is as it was then.
    """
    _refuse_shared(paths)
    kept = paths.base / "library.before-restore.db"
    ready = paths.base / "library.restored.db"
    with WriterLock(paths.lock):
        left = seal.read(paths.library)
        damaged = _is_damaged(paths.library, left)
        try:
            # Before anything else: the backup may be the very file that was kept the last time.
            copy(backup, ready)
            was_there = _keep(paths, kept)
            seal.remove(paths.library)
            if left is not None and damaged and _is_older(backup, paths.user_work):
                seal.write(paths.library, Seal("restored", work_digest=left.work_digest))
            ready.replace(paths.library)  # at no moment is there none: a new one would be begun
        finally:
            ready.unlink(missing_ok=True)
    return kept if was_there else None


def reset(paths: Paths) -> Path | None:
    """Begin with an empty library; the file that keeps the old one. Raises LibraryLocked, LibraryProblem."""
    _refuse_shared(paths)
    kept = paths.base / "library.before-reset.db"
    with WriterLock(paths.lock):
        was_there = _keep(paths, kept)
        seal.remove(paths.library)
        paths.library.unlink(missing_ok=True)
    return kept if was_there else None


def daily(paths: Paths, today: date) -> Path | None:
    """Back the library up unless that was done today; the new file. Only the last few are kept.

    None, too, where the disk has no room to spare. Raises LibraryProblem.
    """
    target = paths.backups / f"library-{today.isoformat()}.db"
    if paths.database or target.exists() or not paths.library.exists():
        return None
    return _automatic(paths.library, target)


def before_migration(library: Path, version: int) -> Path | None:
    """Back a library of an older version up before it is changed; the new file."""
    folder = Paths(library.parent).backups
    return _automatic(library, folder / f"library-version-{version}.db")


def automatic(paths: Paths) -> list[Path]:
    """The backups that were made by themselves, the newest first."""
    found = paths.backups.glob("library-*.db")
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _automatic(library: Path, target: Path) -> Path | None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = shutil.disk_usage(target.parent).free
    except OSError as error:
        raise LibraryProblem(f"{target.parent} cannot be written ({error.strerror}).") from error
    if free < _SPARE * library.stat().st_size:
        _log.warning("No automatic backup: the disk has only %d bytes left", free)
        return None
    for begun in target.parent.glob(".library-*.new"):  # by a program that was ended meanwhile
        begun.unlink(missing_ok=True)
    copy(library, target)
    seal.close(target, Seal("closed"))
    left = seal.read(library)
    if left is None or not left.doubted:  # or those of before it was damaged would be gone within a week
        for old in automatic(Paths(target.parent.parent))[KEPT:]:
            seal.remove(old)
            with suppress(OSError):
                old.unlink()
    return target


def _is_damaged(library: Path, left: Seal | None) -> bool:
    """Whether a backup is restored because of damage. Where it is not, all is to be as in the backup."""
    if not library.exists():
        return True
    try:
        _look_at(library)
    except LibraryProblem:
        return True
    return left is not None and left.doubted


def _is_older(backup: Path, work: Path) -> bool:
    try:
        return backup.stat().st_mtime_ns < work.stat().st_mtime_ns
    except OSError:
        return False


def _refuse_shared(paths: Paths) -> None:
    if paths.database:
        raise LibraryProblem(
            "The library is shared on PostgreSQL: back it up with pg_dump, and put it back with pg_restore."
        )


def _keep(paths: Paths, kept: Path) -> bool:
    """Give the library, healthy or not, a second name; whether there was one.

    The vector index goes: it is made anew from whatever library comes next.
    """
    with _told(paths.vector_index):
        paths.vector_index.unlink(missing_ok=True)
    if not paths.library.exists():
        return False
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_open(paths.library, "rw")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # what lies beside it goes into it
    with _told(kept):
        for name in ("", *_BESIDE):
            kept.with_name(kept.name + name).unlink(missing_ok=True)
        for name in _BESIDE:  # they are still there if the library is damaged
            beside = paths.library.with_name(paths.library.name + name)
            if beside.exists():
                beside.replace(kept.with_name(kept.name + name))
        try:
            kept.hardlink_to(paths.library)
        except OSError:  # a file system that knows no links
            shutil.copyfile(paths.library, kept)
    return True


def _is_replaceable(target: Path) -> bool:
    """Only what SQLite wrote: no photo, no device, not the lock or the settings."""
    try:
        if not target.is_file():
            return False
        with target.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _look_at(path: Path) -> None:
    """Raise LibraryDamaged, LibraryNewer or LibraryProblem unless this is a whole library of ours."""
    if not path.is_file():
        raise LibraryProblem(f"There is no file {path}. Choose another one.")
    try:
        with closing(_open(path, "ro")) as connection:
            (owner,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if owner != migrations.APPLICATION_ID or version < 1:
                raise LibraryDamaged(f"{path} is no library of PhotoSeek. Choose another file.")
            if version > migrations.CURRENT_VERSION:
                raise LibraryNewer(f"{path} was made by a newer PhotoSeek. Update PhotoSeek first.")
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:  # not allowed, or held by another program
        raise LibraryProblem(f"{path} cannot be read ({error}). Try again later.") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # a damaged name in its own message
        raise LibraryDamaged(
            f"{path} is damaged, or no library of PhotoSeek. Choose another file."
        ) from error
    if state != "ok" or not seal.is_whole(path):
        raise LibraryDamaged(f"{path} is damaged. Choose another backup.")


def _open(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn what a full disk or a missing permission does into a UserError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise LibraryProblem(f"{target} cannot be written ({error}). Choose another place.") from error
    except OSError as error:
        reason = error.strerror or error
        raise LibraryProblem(f"{target} cannot be written ({reason}). Choose another place.") from error
