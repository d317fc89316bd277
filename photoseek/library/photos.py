"""Photos: what was taken in. A photo is shown while at least one file holds it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from photoseek.library import albums, captions, folders, tags, upsert
from photoseek.library.confidence import is_confident
from photoseek.library.plain_rows import plain_rows
from photoseek.library.records import (
    EVERYTHING,
    Counts,
    NewPhoto,
    Order,
    Photo,
    PhotoDetails,
    Scope,
    WordCount,
)
from photoseek.library.schema import FileRow, FolderRow, PhotoRow
from photoseek.library.scopes import recently, within
from photoseek.library.selection import among
from photoseek.library.sorting import NO_DATE, file_seconds, seconds

_SORTING = {
    "newest": (PhotoRow.sort_time.desc(), PhotoRow.id.desc()),
    "oldest": (PhotoRow.sort_time, PhotoRow.id),
    "added": (PhotoRow.id.desc(),),
}


def add(session: Session, photo: NewPhoto) -> int:
    """Store a photo and return its id, see ``add_all``."""
    return add_all(session, [photo])[photo.content_hash]


def add_all(session: Session, new: Sequence[NewPhoto]) -> dict[str, int]:
    """Store photos and return their ids by content; if a content is known, that photo's id.

    They are shown once files are linked to them (``files.link_all``).
    """
    from photoseek.library import embeddings  # here: who only reads photos needs no arrays

    if not new:
        return {}
    now = datetime.now(UTC).replace(tzinfo=None)
    upsert.add(session, PhotoRow, [_row(photo, now) for photo in new])
    ids = ids_by_hash(session, [photo.content_hash for photo in new])
    seen = [photo for photo in new if photo.representation]
    for encoder_id in {photo.encoder_id for photo in seen}:
        found = [(ids[one.content_hash], one.representation) for one in seen if one.encoder_id == encoder_id]
        embeddings.store_representations(session, encoder_id, found)
    for embedding_id in {photo.embedding_id for photo in seen}:
        made = [(ids[one.content_hash], one.embedding) for one in seen if one.embedding_id == embedding_id]
        embeddings.store(session, embedding_id, made)
    return ids


def _row(photo: NewPhoto, now: datetime) -> dict[str, object]:
    return {
        "content_hash": photo.content_hash,
        "width": photo.width,
        "height": photo.height,
        "format": photo.format,
        "taken_at": photo.taken_at,
        "camera": photo.camera,
        "exposure": photo.exposure,
        "latitude": photo.latitude,
        "longitude": photo.longitude,
        "added_at": now,
        "sort_time": NO_DATE if photo.taken_at is None else seconds(photo.taken_at),
        "file_count": 0,
        "caption_count": 0,
    }


def ids_by_hash(session: Session, hashes: Sequence[str]) -> dict[str, int]:
    """The photos with these contents, shown or not."""
    query = select(PhotoRow.content_hash, PhotoRow.id).where(among(PhotoRow.content_hash, hashes))
    return dict(session.execute(query).all())


def list_ids(session: Session, order: Order = "newest", scope: Scope = EVERYTHING) -> list[int]:
    """All photos of a part of the library that are shown; undated ones go by their file's date."""
    if order == "name":
        ids = _by_name(session)
        if scope.is_everything:
            return ids
        inside = set(session.scalars(select(PhotoRow.id).where(within(scope))))
        return [id_ for id_ in ids if id_ in inside]
    query = select(PhotoRow.id).where(within(scope)).order_by(*_SORTING[order])
    return [id_ for (id_,) in plain_rows(session, query)]


def sort(session: Session, ids: Sequence[int], order: Order) -> list[int]:
    """The same photos in another order; those that are not shown are left out."""
    if order == "name":
        asked = set(ids)
        return [id_ for id_ in _by_name(session) if id_ in asked]
    query = select(PhotoRow.id).where(among(PhotoRow.id, ids), PhotoRow.is_shown())
    return list(session.scalars(query.order_by(*_SORTING[order])))


def by_ids(session: Session, ids: Sequence[int], language: str = "en") -> list[Photo]:
    """The photos with these ids, in the same order; those that are not shown are left out.

    Captions are in ``language`` where there is one, else in another.
    """
    rows = session.execute(
        select(
            PhotoRow.id,
            PhotoRow.content_hash,
            PhotoRow.width,
            PhotoRow.height,
            PhotoRow.taken_at,
            PhotoRow.favourite,
            PhotoRow.rotation,
        ).where(among(PhotoRow.id, ids), PhotoRow.is_shown())
    )
    found = {row.id: row for row in rows}
    places = _places(session, ids)
    texts, words = captions.shown(session, ids, language), tags.of_photos(session, ids)
    result = []
    for id_ in ids:
        if id_ in found:
            row = found[id_]
            path, online, _ = places[id_][0]
            caption = texts.get(id_)
            result.append(
                Photo(
                    id=int(id_),
                    path=path,
                    online=online,
                    content_hash=row.content_hash,
                    width=row.width,
                    height=row.height,
                    taken_at=row.taken_at,
                    caption=caption.text if caption is not None else None,
                    tags=words.get(id_, ()),
                    is_sure=caption is not None and is_confident(caption.confidence),
                    favourite=row.favourite,
                    rotation=row.rotation,
                )
            )
    return result


def shapes(session: Session, ids: Sequence[int]) -> dict[int, float]:
    """Width over height of these photos, turned as the user turned them."""
    query = select(PhotoRow.id, PhotoRow.width, PhotoRow.height, PhotoRow.rotation)
    rows = plain_rows(session, query.where(among(PhotoRow.id, ids)))
    return {
        photo_id: height / width if rotation % 2 else width / height
        for photo_id, width, height, rotation in rows
        if width > 0 and height > 0
    }


def details(session: Session, photo_id: int, language: str = "en") -> PhotoDetails | None:
    """Everything about a photo; None if it is not shown."""
    shown = by_ids(session, [photo_id], language)
    if not shown:
        return None
    row = session.execute(
        select(
            PhotoRow.format,
            PhotoRow.camera,
            PhotoRow.exposure,
            PhotoRow.latitude,
            PhotoRow.longitude,
            PhotoRow.added_at,
        ).where(PhotoRow.id == photo_id)
    ).one()
    places = _places(session, [photo_id])[photo_id]
    return PhotoDetails(
        photo=shown[0],
        paths=tuple(path for path, _, _ in places),
        size=places[0][2],
        format=row.format,
        camera=row.camera,
        exposure=row.exposure,
        latitude=row.latitude,
        longitude=row.longitude,
        added_at=row.added_at.replace(tzinfo=UTC),
        captions=tuple(captions.in_every_language(session, [photo_id])[photo_id].values()),
        albums=tuple(albums.of_photo(session, photo_id)),
    )


def id_by_path(session: Session, path: Path) -> int | None:
    """The photo that a file of a watched folder holds; None if it holds none (yet)."""
    path = path.absolute()
    # A link to a file counts as a file of its folder; if it is not, try the file it leads to.
    for place in (path.parent.resolve() / path.name, path.resolve()):
        located = folders.locate(session, place)
        if located is not None:
            folder_id, relative_path = located
            query = select(FileRow.photo_id).where(
                FileRow.folder_id == folder_id, FileRow.relative_path == relative_path
            )
            photo_id = session.scalars(query).one_or_none()
            if photo_id is not None:
                return photo_id
    return None


def counts(session: Session) -> Counts:
    """How far the work is. Cheap: it may be asked many times a second."""
    shown = select(func.count()).select_from(PhotoRow).where(PhotoRow.is_shown())
    waiting = (
        select(func.count())
        .select_from(FileRow)
        .join(FolderRow)
        .where(FileRow.photo_id.is_(None), FileRow.failed_step.is_(None), FolderRow.online)
    )
    photos = session.scalars(shown).one()
    return Counts(
        photos=photos,
        captioned=photos - session.scalars(shown.where(PhotoRow.is_uncaptioned())).one(),
        pending=session.scalars(waiting).one(),
        failed=session.scalars(
            select(func.count()).select_from(FileRow).where(FileRow.failed_step.is_not(None))
        ).one(),
        folders=session.scalars(select(func.count()).select_from(FolderRow)).one(),
        offline_folders=session.scalars(
            select(func.count()).select_from(FolderRow).where(~FolderRow.online)
        ).one(),
        favourites=session.scalars(shown.where(PhotoRow.is_favourite())).one(),
        recent=session.scalars(shown.where(PhotoRow.added_at >= recently())).one(),
    )


def cameras(session: Session) -> list[WordCount]:
    """The cameras that photos were taken with, and how many photos each, most first."""
    count = func.count()
    query = select(PhotoRow.camera, count).where(PhotoRow.is_shown(), PhotoRow.camera.is_not(None))
    query = query.group_by(PhotoRow.camera).order_by(count.desc(), PhotoRow.camera)
    return [WordCount(camera or "", number) for camera, number in session.execute(query)]


def set_favourite(session: Session, ids: Sequence[int], favourite: bool) -> list[int]:
    """Note which photos the user likes best; returns those for which this is new."""
    news = update(PhotoRow).where(among(PhotoRow.id, ids), PhotoRow.favourite != favourite)
    return sorted(session.scalars(news.values(favourite=favourite).returning(PhotoRow.id)))


def rotate(session: Session, ids: Sequence[int], quarter_turns: int) -> list[int]:
    """Turn photos clockwise, in the library only; returns those that are turned."""
    if quarter_turns % 4 == 0:
        return []
    turned = update(PhotoRow).where(among(PhotoRow.id, ids))
    # % 4 first: SQLite's remainder of a negative number is negative.
    rotation = (PhotoRow.rotation + quarter_turns % 4) % 4
    return sorted(session.scalars(turned.values(rotation=rotation).returning(PhotoRow.id)))


def note_file_dates(session: Session, dates: Sequence[tuple[int, int]]) -> None:
    """Sort photos that do not say when they were taken by the oldest date of their files.

    ``dates`` holds pairs of photo id and modification time in nanoseconds.
    """
    undated = select(PhotoRow.id).where(
        among(PhotoRow.id, [photo_id for photo_id, _ in dates]), PhotoRow.taken_at.is_(None)
    )
    to_note = set(session.scalars(undated))
    rows = [
        {"photo": photo_id, "dated": file_seconds(modified_ns)}
        for photo_id, modified_ns in dates
        if photo_id in to_note
    ]
    if rows:
        is_older = PhotoRow.sort_time > bindparam("dated")
        noted = update(PhotoRow).where(PhotoRow.id == bindparam("photo"), is_older)
        session.connection().execute(noted.values(sort_time=bindparam("dated")), rows)


def _by_name(session: Session) -> list[int]:
    """All photos that are shown; one of several names goes by the first."""
    names = select(FileRow.photo_id).where(FileRow.photo_id.is_not(None))
    rows = plain_rows(session, names.order_by(FileRow.sort_name, FileRow.photo_id))
    return list(dict.fromkeys(id_ for (id_,) in rows))


def _places(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[Path, bool, int]]]:
    """Path, online and size of every file of these photos; files that are there now come first."""
    query = (
        select(FileRow.photo_id, FolderRow.path, FileRow.relative_path, FolderRow.online, FileRow.size)
        .join(FolderRow)
        .where(among(FileRow.photo_id, ids))
        .order_by(FolderRow.online.desc(), FileRow.id)
    )
    places: dict[int, list[tuple[Path, bool, int]]] = defaultdict(list)
    for photo_id, folder, relative_path, online, size in session.execute(query):
        if photo_id is not None:
            places[photo_id].append((folder / relative_path, online, size))
    return places
