"""What decides which of several like photos is the one to keep."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from photoseek.library.schema import AlbumPhotoRow, AlbumRow, CaptionRow, FileRow, FolderRow, PhotoRow
from photoseek.library.selection import among


@dataclass(frozen=True, slots=True)
class Place:
    """A file that holds a photo."""

    path: Path
    size: int  # bytes
    modified_ns: int
    online: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photo, and what the user has done with it."""

    id: int
    content_hash: str
    pixels: int
    taken_at: datetime | None
    sort_time: int  # seconds; when taken, else the oldest date of a file of it
    favourite: bool
    captioned: bool  # by the user
    in_album: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a photo was taken, if it says so, and its first file."""

    content_hash: str
    taken_at: datetime | None
    path: Path


def by_ids(session: Session, ids: Sequence[int]) -> dict[int, Candidate]:
    """Those of the photos that are shown."""
    query = select(
        PhotoRow.id,
        PhotoRow.content_hash,
        PhotoRow.width * PhotoRow.height,
        PhotoRow.taken_at,
        PhotoRow.sort_time,
        PhotoRow.favourite,
    ).where(among(PhotoRow.id, ids), PhotoRow.is_shown())
    captioned = set(
        session.scalars(
            select(CaptionRow.photo_id).where(among(CaptionRow.photo_id, ids), CaptionRow.by_user)
        )
    )
    in_album = set(
        session.scalars(
            select(AlbumPhotoRow.photo_id)
            .join(AlbumRow)
            .where(among(AlbumPhotoRow.photo_id, ids), AlbumRow.deleted_at.is_(None))
        )
    )
    places = _places(session, ids)
    return {
        row[0]: Candidate(*row, row[0] in captioned, row[0] in in_album, tuple(places[row[0]]))
        for row in session.execute(query)
    }


def moments(session: Session, ids: Sequence[int]) -> dict[int, Moment]:
    """When and where each of the photos that are shown came to be."""
    query = (
        select(PhotoRow.id, PhotoRow.content_hash, PhotoRow.taken_at, FolderRow.path, FileRow.relative_path)
        .join(FileRow, FileRow.photo_id == PhotoRow.id)
        .join(FolderRow)
        .where(among(PhotoRow.id, ids))
        .order_by(FileRow.id.desc())  # the first one comes last, and stays
    )
    return {
        id_: Moment(content_hash, taken_at, folder / path)
        for id_, content_hash, taken_at, folder, path in session.execute(query)
    }


def with_several_files(session: Session, ids: Sequence[int]) -> list[int]:
    """Those of the photos that lie at more than one place."""
    query = select(PhotoRow.id).where(among(PhotoRow.id, ids), PhotoRow.file_count > 1)
    return list(session.scalars(query.order_by(PhotoRow.id)))


def _places(session: Session, ids: Sequence[int]) -> dict[int, list[Place]]:
    query = (
        select(
            FileRow.photo_id,
            FolderRow.path,
            FileRow.relative_path,
            FileRow.size,
            FileRow.modified_ns,
            FolderRow.online,
        )
        .join(FolderRow)
        .where(among(FileRow.photo_id, ids))
        .order_by(FileRow.id)
    )
    places: dict[int, list[Place]] = defaultdict(list)
    for photo_id, folder, relative_path, size, modified_ns, online in session.execute(query):
        if photo_id is not None:
            places[photo_id].append(Place(folder / relative_path, size, modified_ns, online))
    return places
