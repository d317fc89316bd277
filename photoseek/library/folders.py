"""Watched folders. No watched folder lies inside another."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from photoseek.errors import UnusableFolder
from photoseek.library import fulltext
from photoseek.library.records import Folder
from photoseek.library.schema import FileRow, FolderRow


def add(session: Session, path: Path) -> Folder:
    """Watch a folder; links on the way to it are followed.

    A folder inside a watched one returns the watched one. The parent of watched folders takes over
    their files, and with them photos and captions, and leaves out what they did. Raises UnusableFolder.
    """
    path = usable(path)
    around = covering(session, path)
    if around is not None:
        return around
    inside = [folder for folder in list_all(session) if folder.path.is_relative_to(path)]
    ignored = [
        _moved_below(folder.path.relative_to(path), pattern)
        for folder in inside
        for pattern in folder.ignored
    ]
    folder_id = session.execute(
        insert(FolderRow).returning(FolderRow.id), {"path": path, "online": True, "ignored": ignored}
    ).scalar_one()
    for folder in inside:
        _take_over(session, folder, folder_id, path)
    return _by_id(session, folder_id)


def remove(session: Session, folder_id: int) -> None:
    """Stop watching a folder. Its photos are no longer shown, but kept in case it comes back."""
    photo_ids = session.scalars(
        select(FileRow.photo_id).where(FileRow.folder_id == folder_id, FileRow.photo_id.is_not(None))
    ).all()
    session.execute(delete(FolderRow).where(FolderRow.id == folder_id))  # the files go with it
    fulltext.update(session, [photo_id for photo_id in photo_ids if photo_id is not None])


def list_all(session: Session) -> list[Folder]:
    """All watched folders, by path."""
    counts = dict(
        session.execute(
            select(FileRow.folder_id, func.count(FileRow.photo_id.distinct()))
            .where(FileRow.photo_id.is_not(None))
            .group_by(FileRow.folder_id)
        ).all()
    )
    rows = session.execute(select(FolderRow.id, FolderRow.path, FolderRow.online, FolderRow.ignored))
    folders = [
        Folder(id_, path, online, counts.get(id_, 0), tuple(ignored)) for id_, path, online, ignored in rows
    ]
    return sorted(folders, key=lambda folder: folder.path)


def covering(session: Session, path: Path) -> Folder | None:
    """The watched folder that ``path`` (absolute) is or lies in."""
    place = locate(session, path)
    return None if place is None else _by_id(session, place[0])


def locate(session: Session, path: Path) -> tuple[int, Path] | None:
    """The id of the watched folder that ``path`` (absolute) is or lies in, and where in it."""
    rows = session.execute(select(FolderRow.id, FolderRow.path))
    return next(
        ((id_, path.relative_to(folder)) for id_, folder in rows if path.is_relative_to(folder)), None
    )


def set_online(session: Session, folder_id: int, online: bool) -> bool:
    """Note whether a folder is there at the moment. Returns whether that is news."""
    changed = update(FolderRow).where(FolderRow.id == folder_id, FolderRow.online != online)
    return bool(session.scalars(changed.values(online=online).returning(FolderRow.id)).all())


def retry(session: Session, folder_id: int, reason: str, tries: int) -> int:
    """Let files that were set aside for this reason, fewer than ``tries`` times, wait again; how many."""
    changed = update(FileRow).where(
        FileRow.folder_id == folder_id, FileRow.failed_reason == reason, FileRow.attempts < tries
    )
    afresh = changed.values(failed_step=None, failed_reason=None)
    return len(session.scalars(afresh.returning(FileRow.id)).all())


def set_ignored(session: Session, folder_id: int, patterns: Sequence[str]) -> None:
    """Note what a scan is to leave out below a folder, as .gitignore writes it."""
    session.execute(update(FolderRow).where(FolderRow.id == folder_id).values(ignored=list(patterns)))


def usable(path: Path) -> Path:
    """A folder by its own name, links followed. Raises UnusableFolder."""
    try:
        resolved = path.expanduser().resolve()
        with os.scandir(resolved):  # the one sure way to know that it may be read
            return resolved
    except FileNotFoundError as error:
        raise UnusableFolder(
            f"The folder {path} does not exist. Check its name, or connect its disk."
        ) from error
    except NotADirectoryError as error:
        raise UnusableFolder(f"{path} is a file, not a folder. Choose the folder it lies in.") from error
    except PermissionError as error:
        raise UnusableFolder(f"The folder {path} may not be read. Change its permissions.") from error
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a NUL in the name, ...
        raise UnusableFolder(f"The folder {path} cannot be read ({error}).") from error


def _moved_below(below: Path, pattern: str) -> str:
    """A pattern of .gitignore that means below a folder what ``pattern`` means in it."""
    place = re.sub(r"([*?\[\]\\!# ])", r"\\\1", below.as_posix())
    negation, rest = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    if rest.startswith("#"):
        return pattern
    # With a slash before its end it names one place; without, it holds at any depth.
    between = "/" if "/" in rest.rstrip("/") else "/**/"
    return f"{negation}/{place}{between}{rest.lstrip('/')}"


def _take_over(session: Session, old: Folder, folder_id: int, path: Path) -> None:
    below = old.path.relative_to(path)
    files = session.execute(
        select(FileRow.id, FileRow.relative_path, FileRow.photo_id).where(FileRow.folder_id == old.id)
    ).all()
    if files:
        moved = [
            {"id": file.id, "folder_id": folder_id, "relative_path": below / file.relative_path}
            for file in files
        ]
        session.execute(update(FileRow), moved)
    session.execute(delete(FolderRow).where(FolderRow.id == old.id))
    # The names of folders can be searched for, and these photos now have one more.
    fulltext.update(session, [file.photo_id for file in files if file.photo_id is not None])


def _by_id(session: Session, folder_id: int) -> Folder:
    return next(folder for folder in list_all(session) if folder.id == folder_id)
