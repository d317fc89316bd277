"""Where photos and words lie on their maps: two dimensions in which what is alike lies close together.

A map names the vectors it was made from; points of another map are of no use beside its own.
"""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from photoseek.library.schema import PhotoPointRow, PhotoRow, WordPointRow

Point = tuple[float, float]


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
    return {word: (x, y) for word, x, y in session.execute(query)}


def replace_photos(session: Session, map_id: str, points: Mapping[int, Point]) -> None:
    """Keep a new map of photos instead of the old one."""
    session.execute(delete(PhotoPointRow))
    add_photos(session, map_id, points)


def add_photos(session: Session, map_id: str, points: Mapping[int, Point]) -> None:
    """Put more photos on the map."""
    rows = [{"photo_id": id_, "x": x, "y": y, "map_id": map_id} for id_, (x, y) in points.items()]
    if rows:
        session.execute(insert(PhotoPointRow), rows)


def replace_words(session: Session, map_id: str, points: Mapping[str, Point]) -> None:
    """Keep a new map of words instead of the old one."""
    session.execute(delete(WordPointRow))
    rows = [{"word": word, "x": x, "y": y, "map_id": map_id} for word, (x, y) in points.items()]
    if rows:
        session.execute(insert(WordPointRow), rows)
