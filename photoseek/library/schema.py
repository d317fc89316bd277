"""The tables as SQLAlchemy sees them, and how paths and wide numbers are stored.

``migrations`` makes them (with indexes, triggers and the full-text tables, which only SQL knows);
a test holds the two against each other. On PostgreSQL (``shared``) they are made from here, with its
widest types and in the order of bytes, so that both keep and sort the same. Nothing outside
``library`` ever sees a row.
"""

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import (
    JSON,
    REAL,
    BigInteger,
    ColumnElement,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class PathBytes(TypeDecorator[Path]):
    """A path as the bytes the file system knows it by, ``/`` between its parts.

    Names need not be UTF-8, so text would lose some of them.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Path | None, dialect: Dialect) -> bytes | None:
        return None if value is None else path_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Path | None:
        return None if value is None else Path(os.fsdecode(value).replace("\0", ""))  # no system knows NUL


class PathBelow(PathBytes):
    """A path below a watched folder. One that leads out of it, which no scan writes, is cut: a library of
    somebody else's is not to open files that lie elsewhere, and the next scan takes such a file away."""

    cache_ok = True

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Path | None:
        return None if value is None else Path(name_below(value))


class WideInteger(TypeDecorator[int]):
    """An integer of any size, as text: file systems know dates beyond 64 bits of nanoseconds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)


def path_bytes(path: Path) -> bytes:
    """How ``PathBytes`` stores a path."""
    return os.fsencode(path.as_posix())


def name_below(stored: bytes) -> str:
    """What ``PathBelow`` reads, as text with "/" between the parts: without the cost of a path for each."""
    name = os.fsdecode(stored)
    if not (name.startswith("/") or ".." in name or ":" in name or "\0" in name):
        return name
    path = Path(name.replace("\0", ""))  # no system knows NUL
    return Path(*(part for part in path.parts if part not in (path.anchor, ".."))).as_posix()


class Row(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {  # noqa: RUF012
        Path: PathBytes,
        bytes: LargeBinary,
        int: Integer().with_variant(BigInteger, "postgresql"),
        str: Text().with_variant(Text(collation="C"), "postgresql"),
        float: REAL().with_variant(Double, "postgresql"),
        list[float]: JSON,
        list[str]: JSON,
    }


class FolderRow(Row):
    __tablename__ = "folders"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = mapped_column(unique=True)  # absolute
    online: Mapped[bool] = mapped_column(default=True)
    ignored: Mapped[list[str]] = mapped_column(default=list, server_default="[]")


class FileRow(Row):
    """A place where a photo lies. ``photo_id`` is NULL until its content was taken in."""

    __tablename__ = "files"
    __table_args__ = (UniqueConstraint("folder_id", "relative_path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int] = mapped_column(ForeignKey("folders.id", ondelete="CASCADE"))
    relative_path: Mapped[Path] = mapped_column(PathBelow)
    sort_name: Mapped[str]  # the name in an order that people expect
    size: Mapped[int]
    modified_ns: Mapped[int] = mapped_column(WideInteger)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    previous_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    attempts: Mapped[int] = mapped_column(default=0)
    failed_step: Mapped[str | None]
    failed_reason: Mapped[str | None]


class PhotoRow(Row):
    """A photo's content. It is shown while ``file_count`` is not 0.

    Triggers keep the two counts: whoever changes files or captions cannot forget them, and the
    window can ask "how many" many times a second.
    """

    __tablename__ = "photos"

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    format: Mapped[str]
    taken_at: Mapped[datetime | None]
    camera: Mapped[str | None]
    exposure: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    added_at: Mapped[datetime]  # UTC, without a zone
    sort_time: Mapped[int]  # seconds; when taken, else the oldest date of a file of it
    file_count: Mapped[int] = mapped_column(default=0)
    caption_count: Mapped[int] = mapped_column(default=0)
    favourite: Mapped[bool] = mapped_column(default=False, server_default="0")
    rotation: Mapped[int] = mapped_column(default=0, server_default="0")

    # Numbers are written out: SQLite does not see that a partial index serves where one is a parameter.

    @classmethod
    def is_shown(cls) -> ColumnElement[bool]:
        """True where a file holds the photo."""
        return cls.file_count > literal_column("0")

    @classmethod
    def is_favourite(cls) -> ColumnElement[bool]:
        """True where the user likes the photo best."""
        return literal_column("photos.favourite")  # of type Boolean it would become "= 1"

    @classmethod
    def is_uncaptioned(cls) -> ColumnElement[bool]:
        """True where the photo has no caption at all."""
        return cls.caption_count == literal_column("0")


class RepresentationRow(Row):
    __tablename__ = "representations"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True)
    encoder_id: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class EmbeddingRow(Row):
    __tablename__ = "embeddings"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True)
    embedding_id: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes]  # float16, little-endian


class CaptionRow(Row):
    """At most two captions for each photo and language: the user's and a model's."""

    __tablename__ = "captions"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    by_user: Mapped[bool] = mapped_column(primary_key=True)
    text: Mapped[str]
    log_prob: Mapped[float]
    word_log_probs: Mapped[list[float]]
    model_id: Mapped[str | None]
    confidence: Mapped[float] = mapped_column(server_default="1")


class TagsRow(Row):
    """The words nearest to a photo, best first, and how sure the model is of each."""

    __tablename__ = "tags"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True)
    model_id: Mapped[str]
    words: Mapped[list[str]]
    confidences: Mapped[list[float]]


class PhotoPointRow(Row):
    """Where a photo lies on the map of all photos. ``map_id`` names the vectors it was made from."""

    __tablename__ = "photo_points"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True)
    x: Mapped[float]
    y: Mapped[float]
    map_id: Mapped[str]


class WordPointRow(Row):
    """Where a word lies on the map of words."""

    __tablename__ = "word_points"

    word: Mapped[str] = mapped_column(primary_key=True)
    x: Mapped[float]
    y: Mapped[float]
    map_id: Mapped[str]


class AlbumRow(Row):
    """A deleted album is kept, unseen, so that deleting can be undone."""

    __tablename__ = "albums"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    made_at: Mapped[datetime]  # UTC, without a zone
    deleted_at: Mapped[datetime | None]


class AlbumPhotoRow(Row):
    __tablename__ = "album_photos"

    album_id: Mapped[int] = mapped_column(ForeignKey("albums.id", ondelete="CASCADE"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True)
    added_at: Mapped[datetime]  # UTC, without a zone


class StateRow(Row):
    """Numbers about the library as a whole. ``generation`` rises whenever the vectors shown change."""

    __tablename__ = "library_state"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
