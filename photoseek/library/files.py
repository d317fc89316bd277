"""Files: the places where photos lie, and how far taking them in has come."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import ColumnElement, LargeBinary, and_, delete, func, literal, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from photoseek.library import fulltext, inheritance, photos, upsert
from photoseek.library.plain_rows import plain_rows
from photoseek.library.records import Failure, FoundFile, KnownFile, PendingFile, Step
from photoseek.library.schema import FileRow, FolderRow, name_below, path_bytes
from photoseek.library.selection import among
from photoseek.library.sorting import sort_name

IN_DOUBT = 3  # a file that was in work at so many sudden ends is read with no other beside it


def known(session: Session, folder_id: int, below: Path = Path()) -> dict[str, KnownFile]:
    """The files of a folder by their names in it; only those at or below ``below`` (relative too)."""
    query = select(
        FileRow.id,
        FileRow.relative_path,
        FileRow.size,
        FileRow.modified_ns,
        FileRow.photo_id,
        FileRow.failed_step.is_not(None),
    ).where(_is_below(folder_id, below))
    found = {}
    for id_, stored, size, modified_ns, photo_id, failed in plain_rows(session, query):
        name = name_below(stored)
        found[name] = KnownFile(id_, name, size, int(modified_ns), photo_id, bool(failed))
    return found


def count_taken_in(session: Session, folder_id: int, below: Path = Path()) -> int:
    """How many of the files that ``known`` returns have been taken in."""
    query = select(func.count()).where(_is_below(folder_id, below), FileRow.photo_id.is_not(None))
    return session.scalars(query).one()


def add(session: Session, folder_id: int, found: Sequence[FoundFile]) -> None:
    """Note new files; they wait to be taken in. Those that are known already are left as they are."""
    if found:
        upsert.add(session, FileRow, [{"folder_id": folder_id, **_seen(file)} for file in found])


def mark_changed(session: Session, changed: Sequence[tuple[int, FoundFile]]) -> None:
    """Note that files hold something else now: each waits to be taken in as if it were new."""
    photo_ids = _photo_ids(session, [file_id for file_id, _ in changed])
    for file_id, file in changed:
        session.execute(
            update(FileRow)
            .where(FileRow.id == file_id)
            .values(
                previous_photo_id=func.coalesce(FileRow.photo_id, FileRow.previous_photo_id),
                photo_id=None,
                attempts=0,
                failed_step=None,
                failed_reason=None,
                **_seen(file),
            )
        )
    fulltext.update(session, photo_ids)


def remove(session: Session, file_ids: Sequence[int]) -> None:
    """Forget files that are gone. Their photos are kept, unseen, in case they come back."""
    photo_ids = _photo_ids(session, file_ids)
    session.execute(delete(FileRow).where(among(FileRow.id, file_ids)))
    fulltext.update(session, photo_ids)


def move(session: Session, folder_id: int, moves: Sequence[tuple[int, Path]]) -> None:
    """Note that files (by id) lie elsewhere in a folder now; their photos stay the same."""
    rows = [
        {"id": file_id, "folder_id": folder_id, "relative_path": path, "sort_name": sort_name(path)}
        for file_id, path in moves
    ]
    if rows:
        session.execute(update(FileRow), rows)
        fulltext.update(session, _photo_ids(session, [file_id for file_id, _ in moves]))


def pending(session: Session, limit: int) -> list[PendingFile]:
    """Files that wait to be taken in, those seen first first. Offline folders must wait.

    Those in doubt come last, the least tried first: none of them is blamed alone for sudden ends that have
    nothing to do with it.
    """
    doubted = FileRow.attempts >= IN_DOUBT
    sure = _pending(session, ~doubted, [FileRow.id], limit)
    return [*sure, *_pending(session, doubted, [FileRow.attempts, FileRow.id], limit - len(sure))]


def _pending(
    session: Session, condition: ColumnElement[bool], order: Sequence[InstrumentedAttribute[int]], limit: int
) -> list[PendingFile]:
    if limit <= 0:
        return []
    query = (
        select(FileRow.id, FolderRow.path, FileRow.relative_path, FileRow.attempts, FileRow.previous_photo_id)
        .join(FolderRow)
        .where(FileRow.photo_id.is_(None), FileRow.failed_step.is_(None), FolderRow.online, condition)
        .order_by(*order)
        .limit(limit)
    )
    rows = session.execute(query)
    return [
        PendingFile(id_, folder / relative_path, attempts, previous)
        for id_, folder, relative_path, attempts, previous in rows
    ]


def begin_attempt(session: Session, file_ids: Sequence[int]) -> None:
    """Count one more try. To be committed before the try, which may kill the process."""
    session.execute(update(FileRow).where(among(FileRow.id, file_ids)).values(attempts=FileRow.attempts + 1))


def still_in_work(session: Session, file_ids: Iterable[int]) -> set[int]:
    """Those whose attempt is still open: neither removed nor changed since it began."""
    query = select(FileRow.id).where(
        among(FileRow.id, file_ids),
        FileRow.photo_id.is_(None),
        FileRow.failed_step.is_(None),
        FileRow.attempts > 0,
    )
    return set(session.scalars(query))


def set_aside(session: Session, file_id: int, step: Step, reason: str) -> None:
    """Give a file up until it changes or the user asks for another try."""
    failed = {"failed_step": step, "failed_reason": reason}
    session.execute(update(FileRow).where(FileRow.id == file_id).values(**failed))


def set_photo_aside(session: Session, photo_id: int, step: Step, reason: str) -> None:
    """Note that a photo cannot be worked on any further; it stays in view."""
    failed = {"failed_step": step, "failed_reason": reason}
    session.execute(update(FileRow).where(FileRow.photo_id == photo_id).values(**failed))


def retry_failed(session: Session, file_ids: Sequence[int] | None = None) -> int:
    """Let these files that were set aside wait again, or all of them. Returns how many they were."""
    afresh = {"failed_step": None, "failed_reason": None, "attempts": 0}
    changed = update(FileRow).where(FileRow.failed_step.is_not(None)).values(**afresh)
    if file_ids is not None:
        changed = changed.where(among(FileRow.id, file_ids))
    return len(session.scalars(changed.returning(FileRow.id)).all())


def link(session: Session, file_id: int, photo_id: int) -> None:
    """A file was taken in: it holds this photo, which is shown from now on."""
    link_all(session, [(file_id, photo_id)])


def link_all(session: Session, pairs: Sequence[tuple[int, int]]) -> None:
    """``link`` for many pairs of file id and photo id; much cheaper than one by one."""
    if not pairs:
        return
    file_ids = [file_id for file_id, _ in pairs]
    before = _photo_ids(session, file_ids)
    heirs = inheritance.heirs(session, pairs)
    taken_in = {"previous_photo_id": None, "attempts": 0, "failed_step": None, "failed_reason": None}
    rows = [{"id": file_id, "photo_id": photo_id, **taken_in} for file_id, photo_id in pairs]
    session.execute(update(FileRow), rows)
    inheritance.inherit(session, heirs)
    dates = select(FileRow.photo_id, FileRow.modified_ns).where(among(FileRow.id, file_ids))
    photos.note_file_dates(session, [(id_, date) for id_, date in session.execute(dates) if id_ is not None])
    fulltext.update(session, [*before, *(photo_id for _, photo_id in pairs)])


def failures(session: Session) -> list[Failure]:
    """The files set aside, by path."""
    query = (
        select(
            FileRow.id,
            FolderRow.path,
            FileRow.relative_path,
            FileRow.failed_step,
            FileRow.failed_reason,
            FileRow.attempts,
        )
        .join(FolderRow)
        .where(FileRow.failed_step.is_not(None))
    )
    found = [
        Failure(file_id, folder / relative_path, step, reason or "", attempts)  # type: ignore[arg-type]
        for file_id, folder, relative_path, step, reason, attempts in session.execute(query)
    ]
    return sorted(found, key=lambda failure: failure.path)


def _seen(file: FoundFile) -> dict[str, object]:
    return {
        "relative_path": file.relative_path,
        "sort_name": sort_name(file.relative_path),
        "size": file.size,
        "modified_ns": file.modified_ns,
    }


def _photo_ids(session: Session, file_ids: Iterable[int]) -> list[int]:
    query = select(FileRow.photo_id).where(among(FileRow.id, file_ids), FileRow.photo_id.is_not(None))
    return [photo_id for photo_id in session.scalars(query) if photo_id is not None]


def _is_below(folder_id: int, below: Path) -> ColumnElement[bool]:
    """True for files of a folder at or below ``below``, a relative path."""
    if below == Path():
        return FileRow.folder_id == folder_id
    # All paths that begin with "below/" lie between it and "below0": 0 is the byte after /.
    first, last = (literal(path_bytes(below) + end, LargeBinary) for end in (b"/", b"0"))
    inside = FileRow.relative_path.between(first, last)
    return and_(FileRow.folder_id == folder_id, or_(FileRow.relative_path == below, inside))
