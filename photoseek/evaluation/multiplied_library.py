"""Libraries of up to millions of photos: a made one again and again under other ids.

In SQL, since each photo that is made by itself takes some milliseconds. The copies have the texts, tags and
representations of their originals, and vectors of their own. Their files lie in a folder that is not
there, as on a disk that is not connected: a scan leaves them alone.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from photoseek.evaluation.made_library import Basis, made_vectors
from photoseek.library import embeddings, folders, photos
from photoseek.library.database import Database

_VECTORS_AT_ONCE = 10_000
_SEED = 1000  # of the first copy's vectors

# For each table, the condition on its originals, and what differs in a copy.
_COPIED: dict[str, tuple[str, dict[str, str]]] = {
    "photos": (
        "id <= :span",
        {
            "id": "id + :shift",
            "content_hash": "content_hash || :shift",
            "file_count": "0",  # triggers count
            "caption_count": "0",
        },
    ),
    "files": (
        "photo_id <= :span",
        {
            "id": "NULL",
            "folder_id": ":folder",
            "relative_path": "CAST(:shift || '/' || relative_path AS BLOB)",
            "photo_id": "photo_id + :shift",
        },
    ),
    "representations": ("photo_id <= :span", {"photo_id": "photo_id + :shift"}),
    "captions": ("photo_id <= :span", {"photo_id": "photo_id + :shift"}),
    "tags": ("photo_id <= :span", {"photo_id": "photo_id + :shift"}),
    "photo_text": ("rowid <= :span", {"rowid": "rowid + :shift"}),
    "caption_words": ("rowid <= :span", {"rowid": "rowid + :shift"}),
}


def multiply(
    database: Database,
    basis: Basis,
    elsewhere: Path,
    times: int,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Make a library as large as ``times`` of it, with the copies' files in ``elsewhere``, made missing."""
    elsewhere.mkdir(parents=True)
    with database.write() as session:
        span = max(photos.list_ids(session))
        folder = folders.add(session, elsewhere).id
    elsewhere.rmdir()
    for number in range(1, times):
        with database.write() as session:
            for table, (condition, changes) in _COPIED.items():
                _copy(session, table, condition, changes, span, number * span, folder)
        for begin in range(0, span, _VECTORS_AT_ONCE):
            _embed(database, basis, number * span + begin + 1, min(_VECTORS_AT_ONCE, span - begin))
        progress((number + 1) * span)


def _copy(
    session: Session, table: str, condition: str, changes: dict[str, str], span: int, shift: int, folder: int
) -> None:
    described = session.execute(text(f"SELECT name FROM pragma_table_info('{table}')"))  # noqa: S608 - see above
    columns = dict.fromkeys([*(name for (name,) in described), *changes])
    values = ", ".join(changes.get(name, name) for name in columns)
    session.execute(
        text(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {condition}"),  # noqa: S608
        {"span": span, "shift": shift, "folder": folder},
    )


def _embed(database: Database, basis: Basis, first: int, count: int) -> None:
    """New vectors for the photos from ``first`` on."""
    vectors = made_vectors(basis, count, seed=_SEED + first).astype("<f2")
    with database.write() as session:
        rows = [(first + place, vector.tobytes()) for place, vector in enumerate(vectors)]
        embeddings.store(session, basis.embedding_id, rows)
