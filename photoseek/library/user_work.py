"""What the user did, in a small file of its own: captions, albums, favourites, turned photos.

It is copied whenever the library is closed. When the library turns out to be damaged, what the user did is
compared with the copy and put right; all else can be made anew from the photos. Photos are named by the
hash of their content, which outlives every library.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from photoseek.library import captions
from photoseek.library.schema import AlbumPhotoRow, AlbumRow, CaptionRow, PhotoRow
from photoseek.paths import read_own, write_privately

Work = dict[str, dict[str, Any]]
"""By kind, then by what it is about: ``captions`` (content hash and language, a text), ``favourites``
(content hash, true), ``rotations`` (content hash, quarter turns), ``albums`` (id, see ``_albums``)."""


@dataclass(frozen=True, slots=True)
class Mended:
    """How many things were not as they should be; how many of them are of photos that are not known."""

    count: int
    missing: int


def copy(session: Session) -> Work:
    """All that the user did."""
    told = select(PhotoRow.content_hash, CaptionRow.language, CaptionRow.text).join(CaptionRow)
    liked = select(PhotoRow.content_hash).where(PhotoRow.is_favourite())
    turned = select(PhotoRow.content_hash, PhotoRow.rotation).where(PhotoRow.rotation != 0)
    own = session.execute(told.where(CaptionRow.by_user))
    return {
        "captions": {f"{content_hash} {language}": text for content_hash, language, text in own},
        "favourites": dict.fromkeys(session.scalars(liked), True),
        "rotations": dict(session.execute(turned).all()),
        "albums": _albums(session),
    }


def save(path: Path, work: Work) -> str:
    """Write a copy unless it is there already, and return its digest. Raises OSError."""
    content = json.dumps(work, ensure_ascii=False, sort_keys=True)
    digest = _digest(content.encode())
    if load(path, digest) is None:
        write_privately(path, content)
    return digest


def load(path: Path, digest: str) -> Work | None:
    """The copy with this digest; None where it is not there, or damaged itself."""
    try:
        content = read_own(path)
    except OSError:
        return None
    loaded: Work | None = json.loads(content) if _digest(content) == digest else None
    return loaded


def differences(work: Work, now: Work) -> Work:
    """What would have to be put right for ``now`` to be ``work``; None where something should not be."""
    return {
        kind: {
            about: wanted.get(about)
            for about in wanted | now[kind]
            if wanted.get(about) != now[kind].get(about)
        }
        for kind, wanted in work.items()
    }


def put_right(session: Session, wanted: Work) -> Mended:
    """Change what ``differences`` has found. Nothing is taken away where photos are missing: the hash of one
    may be what is damaged, and what is told of it should be told of another."""
    photos = dict(session.execute(select(PhotoRow.content_hash, PhotoRow.id)).all())
    todo = [(kind, about, value) for kind, changes in wanted.items() for about, value in changes.items()]
    missing = 0
    for kind, about, value in sorted(todo, key=lambda change: change[2] is None):
        if kind == "albums":
            missing += 0 if value is None else _put_album_right(session, int(about), value, photos)
        elif (photo_id := photos.get(_photo_of(kind, about))) is None:
            missing += 1
        elif value is not None or not missing:
            _put_photo_right(session, photo_id, kind, about, value)
    return Mended(len(todo), missing)


def _photo_of(kind: str, about: str) -> str:
    return about.rpartition(" ")[0] if kind == "captions" else about


def _put_photo_right(session: Session, photo_id: int, kind: str, about: str, value: Any) -> None:
    if kind == "captions":
        captions.edit(session, photo_id, about.rpartition(" ")[2], value or "")
    else:
        column, usual = (PhotoRow.favourite, False) if kind == "favourites" else (PhotoRow.rotation, 0)
        change = update(PhotoRow).where(PhotoRow.id == photo_id)
        session.execute(change.values({column: usual if value is None else value}))


def _albums(session: Session) -> dict[str, Any]:
    """By id: ``name``, ``made_at``, ``deleted_at``, and ``photos``: when each was put there."""
    inside = select(AlbumPhotoRow.album_id, PhotoRow.content_hash, AlbumPhotoRow.added_at).join(PhotoRow)
    photos: dict[int, dict[str, str]] = {}
    for album_id, content_hash, added_at in session.execute(inside):
        photos.setdefault(album_id, {})[content_hash] = added_at.isoformat()
    return {
        str(album.id): {
            "name": album.name,
            "made_at": album.made_at.isoformat(),
            "deleted_at": album.deleted_at and album.deleted_at.isoformat(),
            "photos": photos.get(album.id, {}),
        }
        for album in session.scalars(select(AlbumRow))
    }


def _put_album_right(
    session: Session, album_id: int, album: Mapping[str, Any], photos: Mapping[str, int]
) -> int:
    """An album as it was, with all its photos that are known; how many are not."""
    row = {
        "name": album["name"],
        "made_at": datetime.fromisoformat(album["made_at"]),
        "deleted_at": album["deleted_at"] and datetime.fromisoformat(album["deleted_at"]),
    }
    if session.get(AlbumRow, album_id) is None:
        session.execute(insert(AlbumRow), {"id": album_id, **row})
    else:
        session.execute(update(AlbumRow).where(AlbumRow.id == album_id).values(row))
    inside = album["photos"].items()
    known = {photos[name]: datetime.fromisoformat(at) for name, at in inside if name in photos}
    session.execute(delete(AlbumPhotoRow).where(AlbumPhotoRow.album_id == album_id))
    if known:
        rows = [{"album_id": album_id, "photo_id": id_, "added_at": at} for id_, at in known.items()]
        session.execute(insert(AlbumPhotoRow), rows)
    return len(inside) - len(known)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
