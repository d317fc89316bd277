"""A part of the library as a condition on its photos."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, LargeBinary, func, literal, select
from sqlalchemy.orm import Session

from photoseek.library.records import RECENT_DAYS, Scope
from photoseek.library.schema import AlbumPhotoRow, AlbumRow, FileRow, PhotoRow, path_bytes
from photoseek.library.selection import among
from photoseek.library.sorting import seconds


def within(scope: Scope) -> ColumnElement[bool]:
    """True for a photo that is shown and in this part of the library.

    Undated photos have the date of their file, as everywhere in the library.
    """
    condition = PhotoRow.is_shown()
    if scope.folder_id is not None:
        inside = select(FileRow.photo_id).where(
            FileRow.folder_id == scope.folder_id, FileRow.photo_id.is_not(None)
        )
        if scope.below.parts:
            # All paths that begin with "below/" lie between it and "below0": 0 is the byte after /.
            first, last = (literal(path_bytes(scope.below) + end, LargeBinary) for end in (b"/", b"0"))
            inside = inside.where(FileRow.relative_path.between(first, last))
        condition &= PhotoRow.id.in_(inside)
    if scope.album_id is not None:
        members = select(AlbumPhotoRow.photo_id).join(AlbumRow)
        members = members.where(AlbumPhotoRow.album_id == scope.album_id, AlbumRow.deleted_at.is_(None))
        condition &= PhotoRow.id.in_(members)
    if scope.favourites:
        condition &= PhotoRow.is_favourite()
    if scope.recent:
        condition &= PhotoRow.added_at >= recently()
    if scope.camera is not None:
        condition &= PhotoRow.camera == scope.camera
    if scope.taken_from is not None:
        condition &= PhotoRow.sort_time >= seconds(datetime.combine(scope.taken_from, time()))
    if scope.taken_until is not None:
        # Not the next day's midnight: there is none after the last day of all.
        condition &= PhotoRow.sort_time <= seconds(datetime.combine(scope.taken_until, time(23, 59, 59)))
    return condition


def recently() -> datetime:
    """Photos taken in since then are recent: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None) - timedelta(days=RECENT_DAYS)


def count(session: Session, scope: Scope) -> int:
    """How many photos are in a part of the library."""
    return session.scalars(select(func.count()).select_from(PhotoRow).where(within(scope))).one()


def only(session: Session, scope: Scope, ids: Sequence[int]) -> list[int]:
    """Those of some photos that are in a part of the library, in the same order."""
    inside = set(session.scalars(select(PhotoRow.id).where(among(PhotoRow.id, ids), within(scope))))
    return [id_ for id_ in ids if id_ in inside]
