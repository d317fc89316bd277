"""Captions: the model's and the user's, side by side. The user's is the one shown."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from photoseek.library import fulltext
from photoseek.library.records import Caption
from photoseek.library.schema import CaptionRow, FileRow, PhotoRow, RepresentationRow
from photoseek.library.selection import among


def uncaptioned(
    session: Session, model_id: str, encoder_id: str, language: str, limit: int
) -> list[tuple[int, bytes]]:
    """Photos that this model has not captioned yet, each with its representation, by id."""
    waiting = (
        select(PhotoRow.id, RepresentationRow.data)
        .join(RepresentationRow)
        .where(PhotoRow.is_shown(), RepresentationRow.encoder_id == encoder_id)
        .where(PhotoRow.id.not_in(select(FileRow.photo_id).where(FileRow.failed_step == "caption")))
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    # Those without any caption have an index of their own: while a new library is captioned, the
    # photos done already need not be passed by every time.
    found = session.execute(waiting.where(PhotoRow.is_uncaptioned())).all()
    if found:
        return [(photo_id, data) for photo_id, data in found]
    done = select(CaptionRow.photo_id).where(
        CaptionRow.language == language, CaptionRow.model_id == model_id, CaptionRow.photo_id == PhotoRow.id
    )
    return [(photo_id, data) for photo_id, data in session.execute(waiting.where(~done.exists()))]


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
        }
        for caption in captions
    ]
    _upsert(session, rows)
    fulltext.update(session, [caption.photo_id for caption in captions])


def edit(session: Session, photo_id: int, language: str, text: str) -> None:
    """Store the user's own caption; an empty text goes back to the model's."""
    text = " ".join(text.split())
    if text:
        certain = {"log_prob": 0.0, "word_log_probs": [], "model_id": None}
        _upsert(
            session, [{"photo_id": photo_id, "language": language, "by_user": True, "text": text, **certain}]
        )
    else:
        session.execute(
            delete(CaptionRow).where(
                CaptionRow.photo_id == photo_id, CaptionRow.language == language, CaptionRow.by_user
            )
        )
    fulltext.update(session, [photo_id])


def shown(session: Session, photo_ids: Sequence[int], language: str = "en") -> dict[int, Caption]:
    """The caption to show for each photo that has one."""
    query = (
        select(
            CaptionRow.photo_id,
            CaptionRow.language,
            CaptionRow.text,
            CaptionRow.log_prob,
            CaptionRow.word_log_probs,
            CaptionRow.model_id,
        )
        .where(among(CaptionRow.photo_id, photo_ids), CaptionRow.language == language)
        .order_by(CaptionRow.by_user)  # the user's comes last and wins
    )
    return {
        photo_id: Caption(photo_id, language, text, log_prob, tuple(word_log_probs), model_id)
        for photo_id, language, text, log_prob, word_log_probs, model_id in session.execute(query)
    }


def _upsert(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    statement = insert(CaptionRow)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        set_={
            "text": new.text,
            "log_prob": new.log_prob,
            "word_log_probs": new.word_log_probs,
            "model_id": new.model_id,
        }
    )
    session.execute(statement, rows)
