"""Where photos and words lie on their maps: two dimensions in which what is alike lies close together.

A map names the vectors it was made from; points of another map are of no use beside its own.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, delete, literal_column, select
from sqlalchemy.orm import Session

from photoseek.library import upsert
from photoseek.library.plain_rows import plain_rows
from photoseek.library.schema import PhotoPointRow, PhotoRow, StateRow, WordPointRow

Point = tuple[float, float]
_LEARNT_FROM = "photos_mapped"
_AS_STORED: ColumnElement[int] = literal_column("word_points.rowid")  # which every table of SQLite has


def photos(session: Session, map_id: str) -> dict[int, Point]:
    """The points of the photos that are shown, by id."""
    query = (
        select(PhotoPointRow.photo_id, PhotoPointRow.x, PhotoPointRow.y)
        .join(PhotoRow)
        .where(PhotoRow.is_shown(), PhotoPointRow.map_id == map_id)
        .order_by(PhotoPointRow.photo_id)
    )
    return {photo_id: (x, y) for photo_id, x, y in session.execute(query)}


def words(session: Session, map_id: str) -> dict[str, Point]:
    """The points of words, in the order they were stored."""
    query = select(WordPointRow.word, WordPointRow.x, WordPointRow.y).where(WordPointRow.map_id == map_id)
    query = query.order_by(_AS_STORED)
    return {word: (x, y) for word, x, y in session.execute(query)}


def current_photos(session: Session) -> Iterator[tuple[int, float, float]]:
    """Id, x and y of the photos that are shown, on the map that is kept, by id, one after the other."""
    query = select(PhotoPointRow.photo_id, PhotoPointRow.x, PhotoPointRow.y).join(PhotoRow)
    query = query.where(PhotoRow.is_shown()).order_by(PhotoPointRow.photo_id)
    return plain_rows(session, query)


def current_words(session: Session) -> list[tuple[str, float, float]]:
    """Word, x and y on the map of words that is kept, in the order they were stored."""
    query = select(WordPointRow.word, WordPointRow.x, WordPointRow.y).order_by(_AS_STORED)
    return [(word, x, y) for word, x, y in session.execute(query)]


def learnt_from(session: Session) -> int:
    """How many photos there were when their map was learnt; 0 without a map."""
    query = select(StateRow.value).where(StateRow.key == _LEARNT_FROM)
    return session.scalars(query).one_or_none() or 0


def replace_photos(session: Session, map_id: str, points: Mapping[int, Point], learnt_from: int) -> None:
    """Keep a new map of photos instead of the old one; ``learnt_from``: how many photos there are."""
    session.execute(delete(PhotoPointRow))
    upsert.put(session, StateRow, [{"key": _LEARNT_FROM, "value": learnt_from}])
    add_photos(session, map_id, points)


def add_photos(session: Session, map_id: str, points: Mapping[int, Point]) -> None:
    """Put more photos on the map."""
    rows = [{"photo_id": id_, "x": x, "y": y, "map_id": map_id} for id_, (x, y) in points.items()]
    if rows:
        upsert.put(session, PhotoPointRow, rows)


def replace_words(session: Session, map_id: str, points: Mapping[str, Point]) -> None:
    """Keep a new map of words instead of the old one."""
    session.execute(delete(WordPointRow))
    rows = [{"word": word, "x": x, "y": y, "map_id": map_id} for word, (x, y) in points.items()]
    if rows:
        upsert.put(session, WordPointRow, rows)
