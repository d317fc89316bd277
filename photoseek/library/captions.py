"""Captions: the model's and the user's, side by side. The user's is the one shown."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from photoseek.library import fulltext, upsert
from photoseek.library.records import Caption
from photoseek.library.schema import CaptionRow, FileRow, PhotoRow, RepresentationRow
from photoseek.library.selection import among


def uncaptioned(
    session: Session, model_id: str, encoder_id: str, language: str, limit: int, after: int = -1
) -> list[tuple[int, bytes]]:
    """Photos beyond ``after`` that this model has not captioned yet, each with its representation, by id."""
    query = (
        select(PhotoRow.id, RepresentationRow.data)
        .join(RepresentationRow)
        .where(PhotoRow.id > after, RepresentationRow.encoder_id == encoder_id)
        .where(_waiting(model_id, language))
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, data) for photo_id, data in session.execute(query)]


def count_done(session: Session, model_id: str, language: str) -> int:
    """How many of the photos shown need no caption by this model any more."""
    query = select(func.count()).select_from(PhotoRow).where(PhotoRow.is_shown())
    return session.scalars(query.where(~_waiting(model_id, language))).one()


def store(session: Session, captions: Sequence[Caption]) -> None:
    """Store what a model made, in place of any older model's caption of the same photo."""
    if not captions:
        return
    rows = [
        {
            "photo_id": caption.photo_id,
            "language": caption.language,
            "by_user": False,
            "text": caption.text,
            "log_prob": caption.log_prob,
            "word_log_probs": list(caption.word_log_probs),
            "model_id": caption.model_id,
            "confidence": caption.confidence,
        }
        for caption in captions
    ]
    upsert.put(session, CaptionRow, rows)
    fulltext.update(session, [caption.photo_id for caption in captions])


def edit(session: Session, photo_id: int, language: str, text: str) -> None:
    """Store the user's own caption; an empty text goes back to the model's."""
    text = " ".join(text.split())
    if text:
        certain = {"log_prob": 0.0, "word_log_probs": [], "model_id": None, "confidence": 1.0}
        row = {"photo_id": photo_id, "language": language, "by_user": True, "text": text, **certain}
        upsert.put(session, CaptionRow, [row])
    else:
        session.execute(
            delete(CaptionRow).where(
                CaptionRow.photo_id == photo_id, CaptionRow.language == language, CaptionRow.by_user
            )
        )
    fulltext.update(session, [photo_id])


def shown(session: Session, photo_ids: Sequence[int], language: str = "en") -> dict[int, Caption]:
    """The caption to show for each photo that has one: in this language, or else in another."""
    return {
        photo_id: by_language.get(language) or next(iter(by_language.values()))
        for photo_id, by_language in in_every_language(session, photo_ids).items()
    }


def in_every_language(session: Session, photo_ids: Sequence[int]) -> dict[int, dict[str, Caption]]:
    """The captions to show, by photo and language, languages in order."""
    query = (
        select(
            CaptionRow.photo_id,
            CaptionRow.language,
            CaptionRow.text,
            CaptionRow.log_prob,
            CaptionRow.word_log_probs,
            CaptionRow.model_id,
            CaptionRow.confidence,
        )
        .where(among(CaptionRow.photo_id, photo_ids))
        .order_by(CaptionRow.language, CaptionRow.by_user)  # the user's comes last and wins
    )
    found: dict[int, dict[str, Caption]] = defaultdict(dict)
    for photo_id, language, text, log_prob, word_log_probs, model_id, confidence in session.execute(query):
        caption = Caption(photo_id, language, text, log_prob, tuple(word_log_probs), model_id, confidence)
        found[photo_id][language] = caption
    return found


def _waiting(model_id: str, language: str) -> ColumnElement[bool]:
    """True for a photo that is shown and waits for this model's caption."""
    done = select(CaptionRow.photo_id).where(
        CaptionRow.language == language, CaptionRow.model_id == model_id, CaptionRow.photo_id == PhotoRow.id
    )
    failed = select(FileRow.photo_id).where(FileRow.failed_step == "caption")
    return and_(PhotoRow.is_shown(), PhotoRow.id.not_in(failed), ~done.exists())
