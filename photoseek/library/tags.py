"""Tags: the words nearest to each photo, as a model found them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from photoseek.library import fulltext, upsert
from photoseek.library.records import Tag
from photoseek.library.schema import PhotoRow, RepresentationRow, TagsRow
from photoseek.library.selection import among


def untagged(
    session: Session, model_id: str, encoder_id: str, limit: int, after: int = -1
) -> list[tuple[int, bytes]]:
    """Photos beyond ``after`` that this model has not tagged yet, each with its representation, by id."""
    done = select(TagsRow.photo_id).where(TagsRow.photo_id == PhotoRow.id, TagsRow.model_id == model_id)
    query = (
        select(PhotoRow.id, RepresentationRow.data)
        .join(RepresentationRow)
        .where(PhotoRow.is_shown(), PhotoRow.id > after)
        .where(RepresentationRow.encoder_id == encoder_id, ~done.exists())
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, data) for photo_id, data in session.execute(query)]


def count_done(session: Session, model_id: str) -> int:
    """How many of the photos that are shown this model has tagged."""
    query = select(func.count()).select_from(TagsRow).join(PhotoRow)
    return session.scalars(query.where(PhotoRow.is_shown(), TagsRow.model_id == model_id)).one()


def store(session: Session, model_id: str, tags: Mapping[int, Sequence[Tag]]) -> None:
    """Store what a model found in each photo, best first, in place of what was there."""
    rows = [
        {
            "photo_id": photo_id,
            "model_id": model_id,
            "words": [tag.word for tag in found],
            "confidences": [round(tag.confidence, 4) for tag in found],
        }
        for photo_id, found in tags.items()
    ]
    if not rows:
        return
    upsert.put(session, TagsRow, rows)
    fulltext.update_words(session, list(tags))


def of_photos(session: Session, photo_ids: Sequence[int]) -> dict[int, tuple[Tag, ...]]:
    """The tags of each photo that has some, best first."""
    query = select(TagsRow.photo_id, TagsRow.words, TagsRow.confidences).where(
        among(TagsRow.photo_id, photo_ids)
    )
    return {
        photo_id: tuple(map(Tag, words, confidences))
        for photo_id, words, confidences in session.execute(query)
    }
