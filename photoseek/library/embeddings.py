"""Vectors, each stored beside the id of the model that made it.

A *representation* is what the encoder says about a photo: opaque bytes, from which a new joint
model can make its *embeddings* without any photo being decoded again.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from photoseek.library import upsert
from photoseek.library.plain_rows import plain_rows
from photoseek.library.schema import EmbeddingRow, FileRow, PhotoRow, RepresentationRow, StateRow
from photoseek.library.selection import all_ids, among

_STORED = np.dtype("<f2")
_GENERATION = select(StateRow.value).where(StateRow.key == "generation")


def load_all(session: Session, embedding_id: str) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    """Ids (N,) and unit vectors (N, D) of all photos that are shown, by id; D is 0 if N is."""
    query = _of_shown(embedding_id).add_columns(EmbeddingRow.vector).order_by(EmbeddingRow.photo_id)
    rows = session.execute(query).all()
    ids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    return ids, _matrix([row[1] for row in rows])


def ids(session: Session, embedding_id: str) -> NDArray[np.int64]:
    """Ids (N,) of the photos that are shown and have such an embedding, ascending."""
    return all_ids(session, _of_shown(embedding_id))


def vectors(session: Session, embedding_id: str, ids: Sequence[int]) -> NDArray[np.float32]:
    """The unit vectors (n, D) of these photos, in the order asked for.

    Raises KeyError for a photo that has none.
    """
    query = select(EmbeddingRow.photo_id, EmbeddingRow.vector).where(
        among(EmbeddingRow.photo_id, ids), EmbeddingRow.embedding_id == embedding_id
    )
    found = dict(session.execute(query).all())
    return _matrix([found[int(id_)] for id_ in ids]).astype(np.float32)


def representations(session: Session, encoder_id: str, ids: Sequence[int]) -> dict[int, bytes]:
    """The representations of those of the photos that have one."""
    query = select(RepresentationRow.photo_id, RepresentationRow.data).where(
        among(RepresentationRow.photo_id, ids), RepresentationRow.encoder_id == encoder_id
    )
    return dict(plain_rows(session, query))


def without_representation(session: Session, encoder_id: str, after: int, limit: int) -> list[int]:
    """Ids beyond ``after``, ascending, of photos that this encoder has not seen."""
    done = select(RepresentationRow.photo_id).where(
        RepresentationRow.photo_id == PhotoRow.id, RepresentationRow.encoder_id == encoder_id
    )
    query = select(PhotoRow.id).where(PhotoRow.is_shown(), PhotoRow.id > after, ~done.exists())
    return list(session.scalars(query.order_by(PhotoRow.id).limit(limit)))


def unseen(session: Session, after: int, limit: int) -> list[int]:
    """Ids beyond ``after``, ascending, of photos that no encoder has seen and none has failed on."""
    seen = select(RepresentationRow.photo_id).where(RepresentationRow.photo_id == PhotoRow.id)
    refused = select(FileRow.photo_id).where(FileRow.failed_step == "embed", FileRow.photo_id == PhotoRow.id)
    query = select(PhotoRow.id).where(PhotoRow.is_shown(), PhotoRow.id > after, ~seen.exists())
    return list(session.scalars(query.where(~refused.exists()).order_by(PhotoRow.id).limit(limit)))


def without_embedding(
    session: Session, embedding_id: str, encoder_id: str, limit: int
) -> list[tuple[int, bytes]]:
    """Photos that a joint model has not embedded yet, each with its representation by this encoder, by id."""
    done = select(EmbeddingRow.photo_id).where(
        EmbeddingRow.photo_id == PhotoRow.id, EmbeddingRow.embedding_id == embedding_id
    )
    query = (
        select(PhotoRow.id, RepresentationRow.data)
        .join(RepresentationRow)
        .where(PhotoRow.is_shown(), ~done.exists(), RepresentationRow.encoder_id == encoder_id)
        .where(PhotoRow.id.not_in(select(FileRow.photo_id).where(FileRow.failed_step == "embed")))
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, data) for photo_id, data in session.execute(query)]


def store(session: Session, embedding_id: str, embeddings: Sequence[tuple[int, bytes]]) -> None:
    """Store the embeddings (float16, little-endian, unit length) of some photos."""
    if not embeddings:
        return
    rows = [{"photo_id": id_, "embedding_id": embedding_id, "vector": vector} for id_, vector in embeddings]
    upsert.put(session, EmbeddingRow, rows)
    _bump_generation(session)


def store_representations(
    session: Session, encoder_id: str, representations: Sequence[tuple[int, bytes]]
) -> None:
    """Store what the encoder says about some photos."""
    if representations:
        rows = [{"photo_id": id_, "encoder_id": encoder_id, "data": data} for id_, data in representations]
        upsert.put(session, RepresentationRow, rows)


def generation(session: Session) -> int:
    """A number that rises whenever ``load_all`` may have another answer than before."""
    ((value,),) = plain_rows(session, _GENERATION)
    return int(value)


def _bump_generation(session: Session) -> None:
    session.execute(update(StateRow).where(StateRow.key == "generation").values(value=StateRow.value + 1))


def _of_shown(embedding_id: str) -> Select[int]:
    query = select(EmbeddingRow.photo_id).join(PhotoRow)
    return query.where(EmbeddingRow.embedding_id == embedding_id, PhotoRow.is_shown())


def _matrix(rows: Sequence[bytes]) -> NDArray[np.float16]:
    if not rows:
        return np.empty((0, 0), np.float16)
    return np.frombuffer(b"".join(rows), _STORED).astype(np.float16, copy=False).reshape(len(rows), -1)
