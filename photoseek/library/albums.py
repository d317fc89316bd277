"""Albums: photos that the user put together. A photo is in any number of them.

A deleted album keeps its photos, unseen, so that it can be brought back as it was.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from photoseek.errors import UserError
from photoseek.library.records import Album
from photoseek.library.schema import AlbumPhotoRow, AlbumRow, PhotoRow
from photoseek.library.selection import among


def list_all(session: Session) -> list[Album]:
    """All albums but the deleted ones, by name."""
    return _albums(session)


def of_photo(session: Session, photo_id: int) -> list[Album]:
    """The albums that a photo is in, by name."""
    inside = select(AlbumPhotoRow.album_id).where(AlbumPhotoRow.photo_id == photo_id)
    return _albums(session, list(session.scalars(inside)))


def make(session: Session, name: str, photo_ids: Sequence[int] = ()) -> int:
    """Make an album and return its id. Raises UserError for a name that is empty or taken."""
    name = _usable(session, name)
    row = {"name": name, "made_at": _now()}
    album_id = session.execute(insert(AlbumRow).returning(AlbumRow.id), row).scalar_one()
    add(session, album_id, photo_ids)
    return album_id


def rename(session: Session, album_id: int, name: str) -> None:
    """Give an album another name. Raises UserError for a name that is empty or taken, or without album."""
    _check(session, album_id)
    name = _usable(session, name, but=album_id)
    session.execute(update(AlbumRow).where(AlbumRow.id == album_id).values(name=name))


def set_deleted(session: Session, album_id: int, deleted: bool) -> None:
    """Delete an album, or bring it back as it was. Raises UserError if it was never there."""
    changed = update(AlbumRow).where(AlbumRow.id == album_id).values(deleted_at=_now() if deleted else None)
    if not session.scalars(changed.returning(AlbumRow.id)).all():
        raise UserError("This album is no longer in the library.")


def add(session: Session, album_id: int, photo_ids: Sequence[int]) -> list[int]:
    """Put photos into an album, the last one on top; returns those that were not in it before.

    Raises UserError if the album has gone.
    """
    _check(session, album_id)
    known = set(session.scalars(select(PhotoRow.id).where(among(PhotoRow.id, photo_ids))))
    there = _members(session, album_id, photo_ids)
    new = [id_ for id_ in dict.fromkeys(photo_ids) if id_ in known and id_ not in there]
    if new:
        now, tick = _now(), timedelta(microseconds=1)
        rows = [
            {"album_id": album_id, "photo_id": id_, "added_at": now + place * tick}
            for place, id_ in enumerate(new)
        ]
        session.execute(insert(AlbumPhotoRow), rows)
    return new


def remove(session: Session, album_id: int, photo_ids: Sequence[int]) -> list[int]:
    """Take photos out of an album; returns those that were in it. Raises UserError if it has gone."""
    _check(session, album_id)
    there = _members(session, album_id, photo_ids)
    session.execute(
        delete(AlbumPhotoRow).where(
            AlbumPhotoRow.album_id == album_id, among(AlbumPhotoRow.photo_id, photo_ids)
        )
    )
    return [id_ for id_ in dict.fromkeys(photo_ids) if id_ in there]


def _albums(session: Session, ids: Sequence[int] | None = None) -> list[Album]:
    query = select(AlbumRow.id, AlbumRow.name).where(AlbumRow.deleted_at.is_(None))
    if ids is not None:
        query = query.where(among(AlbumRow.id, ids))
    names = dict(session.execute(query).all())
    album = AlbumPhotoRow.album_id
    latest = func.first_value(AlbumPhotoRow.photo_id).over(
        partition_by=album, order_by=AlbumPhotoRow.added_at.desc()
    )
    contents = (
        select(album, func.count().over(partition_by=album), latest)
        .join(PhotoRow)
        .where(PhotoRow.is_shown(), among(album, list(names)))
        .distinct()
    )
    found = {album_id: (count, cover) for album_id, count, cover in session.execute(contents)}
    albums = [Album(id_, name, *found.get(id_, (0, None))) for id_, name in names.items()]
    return sorted(albums, key=lambda album: (album.name.casefold(), album.id))


def _members(session: Session, album_id: int, photo_ids: Sequence[int]) -> set[int]:
    query = select(AlbumPhotoRow.photo_id).where(AlbumPhotoRow.album_id == album_id)
    return set(session.scalars(query.where(among(AlbumPhotoRow.photo_id, photo_ids))))


def _check(session: Session, album_id: int) -> None:
    there = select(AlbumRow.id).where(AlbumRow.id == album_id, AlbumRow.deleted_at.is_(None))
    if session.scalars(there).one_or_none() is None:
        raise UserError("This album is no longer in the library.")


def _usable(session: Session, name: str, but: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("An album needs a name. Type one.")
    query = select(AlbumRow.id, AlbumRow.name).where(AlbumRow.deleted_at.is_(None))
    taken = {other.casefold() for id_, other in session.execute(query) if id_ != but}
    if name.casefold() in taken:
        raise UserError(f"There is an album named '{name}' already. Choose another name.")
    return name


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
