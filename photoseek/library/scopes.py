"""A part of the library as a condition on its photos."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, LargeBinary, Select, literal, select
from sqlalchemy.orm import Session

from photoseek.library.records import RECENT_DAYS, Scope
from photoseek.library.schema import AlbumPhotoRow, AlbumRow, FileRow, PhotoRow, path_bytes
from photoseek.library.selection import all_ids
from photoseek.library.sorting import seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def within(scope: Scope) -> ColumnElement[bool]:
    """True for a photo that is shown and in this part of the library.

    Undated photos have the date of their file, as everywhere in the library.
    """
    condition = PhotoRow.is_shown()
    if scope.folder_id is not None:
        condition &= PhotoRow.id.in_(select(FileRow.photo_id).where(_lies_in(scope)))
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


def ids(session: Session, scope: Scope) -> "NDArray[np.int64]":
    """The photos (N,) in a part of the library, ascending."""
    query: Select[Any] = select(PhotoRow.id).where(within(scope))
    if scope.folder_id is not None and scope == Scope(folder_id=scope.folder_id, below=scope.below):
        # Whatever a file holds is shown: there is no need to look at every photo.
        query = select(FileRow.photo_id).where(_lies_in(scope))
    return all_ids(session, query)


def _lies_in(scope: Scope) -> ColumnElement[bool]:
    """True for a file that holds a photo and lies in the scope's folder and directory."""
    condition = (FileRow.folder_id == scope.folder_id) & FileRow.photo_id.is_not(None)
    if scope.below.parts:
        # All paths that begin with "below/" lie between it and "below0": 0 is the byte after /.
        first, last = (literal(path_bytes(scope.below) + end, LargeBinary) for end in (b"/", b"0"))
        condition &= FileRow.relative_path.between(first, last)
    return condition
