"""The steps of taking a photo in, one function each: read, embed, store.

``read`` may run in many threads and touches one file; ``embed`` and ``store`` take a batch. None of
them raises for a photo that cannot be taken in: it comes out as ``SetAside`` with its reason.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photoseek.errors import NoAnswer, UnreadablePhoto, UserError
from photoseek.images.decode import DecodedPhoto
from photoseek.images.decoders import decode_apart, hash_apart, present_apart, stamp_apart
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.library import files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import NewPhoto, PendingFile, Photo, Step

if TYPE_CHECKING:
    from photoseek.models.inference import Inference  # a type here: importing it loads torch

_READS = 3  # of a file that changes while it is read, as one being copied does
_REST = 0.5  # seconds between them

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file's content. ``decoded`` is None when the library knows the content already."""

    file: PendingFile
    content_hash: str
    decoded: DecodedPhoto | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that cannot be taken in."""

    file: PendingFile
    step: Step
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A file that is not there any more; with its whole folder, if ``offline``."""

    file: PendingFile
    folder_id: int
    offline: bool


Outcome = ReadFile | SetAside | Gone


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """A photo of the library as another model sees it."""

    photo_id: int
    representation: bytes
    embedding: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch. ``photo_ids``: photos that a file shows now."""

    photo_ids: tuple[int, ...] = ()
    added: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0  # touched, with the content of before
    removed: int = 0
    failed: tuple[tuple[Path, str], ...] = ()
    back: Counter[int] = field(default_factory=Counter)
    """Photos that were moved, by how many files."""
    offline: frozenset[int] = frozenset()
    """Folders found missing."""


def read(
    database: Database, thumbnails: ThumbnailStore, file: PendingFile, square_side: int = 260
) -> Outcome:
    """Hash and decode one file, to a square of so many pixels a side, and write its thumbnail.

    Raises UserError when the library itself fails or no file can be read, never for what this one holds.
    """
    step: Step = "read"
    try:
        for _ in range(_READS):
            before = stamp_apart(file.path)
            try:
                step = "read"
                content_hash = hash_apart(file.path)
                step = "decode"
                outcome = _decoded(database, thumbnails, file, content_hash, square_side)
            except NoAnswer:
                raise
            except UnreadablePhoto:
                if stamp_apart(file.path) == before:
                    raise
            else:
                if stamp_apart(file.path) == before:
                    return outcome
            time.sleep(_REST)
        return SetAside(file, "read", "it keeps changing while it is read; it is tried again once it rests")
    except UnreadablePhoto as error:
        return _absent(database, file) or SetAside(file, step, str(error))
    except UserError:
        raise
    except Exception as error:  # a bug, ours or a decoder's: it must not end the run
        _log.exception("Reading %r failed", str(file.path))
        return SetAside(file, step, _bug(error))


def embed(inference: "Inference", batch: Sequence[ReadFile]) -> tuple[dict[str, NewPhoto], list[SetAside]]:
    """Run the network on the decoded photos of a batch: new photos by their hash, and refusals."""
    decoded = {item.content_hash: item for item in batch if item.decoded is not None}
    if not decoded:
        return {}, []
    try:
        return _embedded(inference, list(decoded.values())), []
    except Exception:
        _log.exception("A batch of %d photos could not be embedded; each is tried alone", len(decoded))
    new: dict[str, NewPhoto] = {}
    refused = []
    for item in decoded.values():
        try:
            new |= _embedded(inference, [item])
        except Exception as error:
            _log.exception("%r could not be embedded", str(item.file.path))
            refused.append(SetAside(item.file, "embed", _bug(error)))
    return new, refused


def without_vectors(batch: Sequence[ReadFile]) -> dict[str, NewPhoto]:
    """The decoded photos of a batch by their hash, before any network has seen them."""
    return {
        item.content_hash: _new_photo(item.content_hash, item.decoded)
        for item in batch
        if item.decoded is not None
    }


def store(
    database: Database, outcomes: Iterable[Outcome], new: dict[str, NewPhoto], vanished: Counter[int]
) -> Stored:
    """Commit a batch. ``vanished``: photos whose files have gone, so that this may be a move."""
    outcomes = list(outcomes)
    kinds: Counter[str] = Counter()
    back: Counter[int] = Counter()
    links = []
    removed = []
    offline = set()
    with database.write() as session:
        # A scan may have found meanwhile that a file is gone, or that it holds something else by now.
        valid = files.still_in_work(session, [item.file.id for item in outcomes])
        outcomes = [item for item in outcomes if item.file.id in valid]
        read_files = [item for item in outcomes if isinstance(item, ReadFile)]
        refused = [item for item in outcomes if isinstance(item, SetAside)]
        known = photos.ids_by_hash(session, [item.content_hash for item in read_files])
        shown = set(photos.sort(session, list(known.values()), "added")) if known else set()
        unknown = (item.content_hash for item in read_files if item.content_hash not in known)
        fresh = {content_hash: new[content_hash] for content_hash in unknown if content_hash in new}
        known |= photos.add_all(session, list(fresh.values()))
        for item in read_files:
            if item.content_hash not in known:
                continue  # it could not be embedded: it is among the refused
            is_new = fresh.pop(item.content_hash, None) is not None
            photo_id = known[item.content_hash]
            kind = _kind(item.file, photo_id, is_new, photo_id in shown, vanished)
            if kind == "moved":
                back[photo_id] += 1
                vanished -= Counter({photo_id: 1})
            links.append((item.file.id, photo_id))
            shown.add(photo_id)
            kinds[kind] += 1
        files.link_all(session, links)
        for refusal in refused:
            files.set_aside(session, refusal.file.id, refusal.step, refusal.reason)
        for gone in (item for item in outcomes if isinstance(item, Gone)):
            if gone.offline:
                folders.set_online(session, gone.folder_id, False)
                offline.add(gone.folder_id)
            else:
                removed.append(gone.file.id)
        if removed:
            files.remove(session, removed)
    return Stored(
        photo_ids=tuple(photo_id for _, photo_id in links),
        added=kinds["added"],
        changed=kinds["changed"],
        moved=kinds["moved"],
        unchanged=kinds["unchanged"],
        removed=len(removed),
        failed=tuple((refusal.file.path, refusal.reason) for refusal in refused),
        back=back,
        offline=frozenset(offline),
    )


def embedding_bytes(vectors: NDArray[np.float32]) -> list[bytes]:
    """Unit vectors (B, D) as the library stores them: float16, little-endian."""
    return [vector.tobytes() for vector in vectors.astype("<f2")]


def _decoded(
    database: Database, thumbnails: ThumbnailStore, file: PendingFile, content_hash: str, square_side: int
) -> ReadFile:
    with database.read() as session:
        is_known = bool(photos.ids_by_hash(session, [content_hash]))
    if is_known and thumbnails.has(content_hash):
        return ReadFile(file, content_hash, None)
    decoded = decode_apart(file.path, square_side=square_side)
    try:
        thumbnails.write(content_hash, decoded.thumbnail)
    except OSError as error:  # a full disk; the library will say so, and a thumbnail can be made later
        _log.warning("No thumbnail of %r: %s", str(file.path), error)
    return ReadFile(file, content_hash, None if is_known else decoded)


def _absent(database: Database, file: PendingFile) -> Gone | None:
    """Whether a file cannot be read because it is not there, alone or with its whole folder."""
    with database.read() as session:
        folder = folders.covering(session, file.path)
    if folder is None:
        return None
    if not present_apart(folder.path):
        return Gone(file, folder.id, offline=True)
    try:
        is_gone = stamp_apart(file.path) is None
    except UnreadablePhoto:
        return None  # it may be there: no reason to forget it
    return Gone(file, folder.id, offline=False) if is_gone else None


def square(photo: Photo, side: int) -> NDArray[np.uint8] | None:
    """A photo of the library as a network sees it; None if it cannot be read at the moment."""
    try:
        return decode_apart(photo.path, square_side=side).square
    except UnreadablePhoto as error:
        _log.info("%r cannot be looked at again: %s", str(photo.path), error)
        return None


def look_again(
    inference: "Inference", squares: dict[int, NDArray[np.uint8]]
) -> tuple[list[SeenAgain], dict[int, str]]:
    """What the network sees now in photos, by their ids, and why it fails on others."""
    try:
        return _seen_again(inference, squares), {}
    except UserError:  # a model that cannot be used: no photo is to blame
        raise
    except Exception:
        _log.exception("A batch of %d photos could not be looked at; each is tried alone", len(squares))
    seen: list[SeenAgain] = []
    refused = {}
    for photo_id, square in squares.items():
        try:
            seen += _seen_again(inference, {photo_id: square})
        except Exception as error:
            _log.exception("Photo %d could not be looked at", photo_id)
            refused[photo_id] = _bug(error)
    return seen, refused


def _bug(error: Exception) -> str:
    return f"PhotoSeek failed on it ({type(error).__name__}: {error})"


def _embedded(inference: "Inference", batch: Sequence[ReadFile]) -> dict[str, NewPhoto]:
    decoded = [item.decoded for item in batch if item.decoded is not None]
    representations = inference.represent(np.stack([photo.square for photo in decoded]))
    vectors = embedding_bytes(inference.embed_photos(representations))
    return {
        item.content_hash: replace(
            _new_photo(item.content_hash, photo),
            encoder_id=inference.encoder_id,
            representation=representation,
            embedding_id=inference.embedding_id,
            embedding=vector,
        )
        for item, photo, representation, vector in zip(batch, decoded, representations, vectors, strict=True)
    }


def _new_photo(content_hash: str, decoded: DecodedPhoto) -> NewPhoto:
    metadata = decoded.metadata
    return NewPhoto(
        content_hash=content_hash,
        width=metadata.width,
        height=metadata.height,
        format=metadata.format,
        taken_at=metadata.taken_at,
        camera=metadata.camera,
        exposure=metadata.exposure,
        latitude=metadata.latitude,
        longitude=metadata.longitude,
    )


def _seen_again(inference: "Inference", squares: dict[int, NDArray[np.uint8]]) -> list[SeenAgain]:
    if not squares:
        return []
    representations = inference.represent(np.stack(list(squares.values())))
    vectors = embedding_bytes(inference.embed_photos(representations))
    return [SeenAgain(*seen) for seen in zip(squares, representations, vectors, strict=True)]


def _kind(file: PendingFile, photo_id: int, is_new: bool, is_shown: bool, vanished: Counter[int]) -> str:
    """What to count a file as. A known photo without a file, or that has just lost one, was moved."""
    if file.previous_photo_id is not None:
        return "unchanged" if file.previous_photo_id == photo_id else "changed"
    return "moved" if not is_new and (not is_shown or vanished[photo_id] > 0) else "added"
