"""Libraries of any size without photographs, for measuring: rows, vectors, captions and dates.

For each photo there is a file of a few bytes, with a date and a content that the library knows, so that a
scan finds nothing new. What the networks say is borrowed from real photographs: a made photo has the
representation and the tags of one of them, and for its vector a mixture of two of theirs with noise, so
that neighbourhoods are as uneven as those of a real library. Captions are sentences of common words, the
commonest most often.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photoseek.images.decode import decode
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.library import captions, embeddings, files, folders, photos, tags
from photoseek.library.database import Database
from photoseek.library.records import Caption, FoundFile, KnownFile, NewPhoto, Tag
from photoseek.search.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

NOISE = 0.6  # length of the noise beside a vector of length 1: cosines of neighbours are then 0.5 to 0.9
PHOTOS_IN_FOLDER = 500
WORDS = 3000  # of the captions, by Zipf's law
WORDS_IN_CAPTION = 7
FIRST_DATE = datetime(2010, 1, 1)
DAYS = 6000
_CHUNK = 2000


@dataclass(frozen=True)
class Basis:
    """What the networks say about some real photographs, and the words that captions are made of."""

    encoder_id: str
    embedding_id: str
    representations: tuple[bytes, ...]
    vectors: NDArray[np.float32]
    """(N, D), unit length."""
    words: tuple[str, ...]
    thumbnails: tuple[bytes, ...]
    captioner_id: str
    tagger_id: str
    tags: tuple[tuple[Tag, ...], ...]


def basis(inference: "Inference", photographs: Sequence[Path]) -> Basis:
    decoded = [decode(path, square_side=inference.input_size) for path in photographs]
    representations = inference.represent(np.stack([photo.square for photo in decoded]))
    spoken = (word for word in inference.word_vectors.words if word not in FUNCTION_WORDS)
    words = tuple(word for _, word in zip(range(WORDS), spoken, strict=False))
    vectors = inference.embed_photos(representations)
    return Basis(
        inference.encoder_id,
        inference.embedding_id,
        tuple(representations),
        vectors,
        words,
        tuple(photo.thumbnail for photo in decoded),
        inference.captioner_id(),
        inference.tagger_id,
        tuple(
            tuple(Tag(tag.word, tag.confidence) for tag in found) for found in inference.tags(representations)
        ),
    )


def made_vectors(basis: Basis, count: int, seed: int = 0) -> NDArray[np.float32]:
    """Unit vectors (count, D)."""
    random = np.random.default_rng(seed)
    first, second = random.integers(0, len(basis.vectors), (2, count))
    share = random.random((count, 1), np.float32)
    mixed = share * basis.vectors[first] + (1 - share) * basis.vectors[second]
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    noise = random.standard_normal(mixed.shape, np.float32)
    mixed += NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), np.float32)


def made_sentences(basis: Basis, count: int, seed: int = 0) -> list[str]:
    """Captions, or queries."""
    random = np.random.default_rng(seed)
    chance = 1 / np.arange(1, len(basis.words) + 1)
    chosen = random.choice(len(basis.words), (count, WORDS_IN_CAPTION), p=chance / chance.sum())
    return [" ".join(basis.words[word] for word in row) for row in chosen.tolist()]


def make_library(
    database: Database,
    root: Path,
    thumbnails: ThumbnailStore,
    basis: Basis,
    count: int,
    progress: Callable[[int], None] = lambda done: None,
    *,
    seed: int = 0,
) -> None:
    """Add ``count`` photos below the folder ``root``; other ones for each ``seed``."""
    root.mkdir(parents=True, exist_ok=True)
    with database.write() as session:
        folder_id = folders.add(session, root).id
    vectors, sentences = made_vectors(basis, count, seed), made_sentences(basis, count, seed)
    packed = vectors.astype("<f2")
    days = np.random.default_rng(seed).integers(0, DAYS * 24 * 60, count).tolist()
    originals = _thumbnail_files(thumbnails, basis, seed)
    for begin in range(0, count, _CHUNK):
        numbers = range(begin, min(begin + _CHUNK, count))
        names = [_name(seed, number) for number in numbers]
        found = [_write(root, name) for name in names]
        hashes = [_content_hash(name) for name in names]
        for number, content_hash in zip(numbers, hashes, strict=True):
            _link(originals[number % len(originals)], thumbnails.path(content_hash))
        with database.write() as session:
            files.add(session, folder_id, found)
            known: dict[str, KnownFile] = {}
            for directory in {name.parent for name in names}:
                known |= files.known(session, folder_id, directory)
            ids = [
                photos.add(
                    session, _photo(content_hash, number, FIRST_DATE + timedelta(minutes=days[number]))
                )
                for number, content_hash in zip(numbers, hashes, strict=True)
            ]
            for number, id_ in zip(numbers, ids, strict=True):
                representation = basis.representations[number % len(basis.representations)]
                embeddings.store_representations(session, basis.encoder_id, [(id_, representation)])
            embeddings.store(
                session,
                basis.embedding_id,
                [(id_, packed[number].tobytes()) for number, id_ in zip(numbers, ids, strict=True)],
            )
            files.link_all(
                session, [(known[name.as_posix()].id, id_) for name, id_ in zip(names, ids, strict=True)]
            )
            captions.store(
                session,
                [
                    Caption(
                        id_, "en", sentences[number], -10.0, (-1.0,) * WORDS_IN_CAPTION, basis.captioner_id
                    )
                    for number, id_ in zip(numbers, ids, strict=True)
                ],
            )
            of_photos = {
                id_: basis.tags[number % len(basis.tags)] for number, id_ in zip(numbers, ids, strict=True)
            }
            tags.store(session, basis.tagger_id, of_photos)
        progress(begin + len(names))


def _photo(content_hash: str, number: int, taken_at: datetime) -> NewPhoto:
    """Without vectors, which many photos are given at once."""
    return NewPhoto(
        content_hash=content_hash,
        width=4032,
        height=3024,
        format="JPEG",
        taken_at=taken_at,
        camera=f"Camera {number % 5}",
        exposure=None,
        latitude=None,
        longitude=None,
    )


def _name(seed: int, number: int) -> Path:
    return Path(f"{seed}-{number // PHOTOS_IN_FOLDER:04d}", f"photo {number:07d}.jpg")


def _content(name: Path) -> bytes:
    return name.as_posix().encode("ascii")


def _content_hash(name: Path) -> str:
    return hashlib.blake2b(_content(name), digest_size=16).hexdigest()


def _write(root: Path, name: Path) -> FoundFile:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_content(name))
    status = path.stat()
    return FoundFile(name, status.st_size, status.st_mtime_ns)


def _thumbnail_files(thumbnails: ThumbnailStore, basis: Basis, seed: int) -> list[Path]:
    """The thumbnails of the photographs that the made ones are made of, for ``_link``."""
    paths = []
    for number, data in enumerate(basis.thumbnails):
        path = thumbnails.folder / f"made {seed}-{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths


def _link(original: Path, path: Path) -> None:
    """The same file under another name, which costs no room; a copy where links are not to be had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.hardlink_to(original)
    except FileExistsError:
        pass
    except (OSError, NotImplementedError):
        shutil.copyfile(original, path)
