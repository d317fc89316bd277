"""Libraries of any size without photo files, for measuring: rows, vectors, captions and dates.

What the networks say is borrowed from real photographs: a made photo has the representation of one of
them, and for its vector a mixture of two of theirs with noise, so that neighbourhoods are as uneven
as those of a real library. Captions are sentences of common words, the commonest most often.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from photoseek.images.decode import decode
from photoseek.library import captions, files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Caption, FoundFile, NewPhoto
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


def basis(inference: "Inference", photographs: Sequence[Path]) -> Basis:
    squares = np.stack([decode(path, square_side=inference.input_size).square for path in photographs])
    representations = inference.represent(squares)
    spoken = (word for word in inference.word_vectors.words if word not in FUNCTION_WORDS)
    words = tuple(word for _, word in zip(range(WORDS), spoken, strict=False))
    vectors = inference.embed_photos(representations)
    return Basis(inference.encoder_id, inference.embedding_id, tuple(representations), vectors, words)


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
    basis: Basis,
    count: int,
    progress: Callable[[int], None] = lambda done: None,
    *,
    seed: int = 0,
    exists: bool = False,
) -> None:
    """Add ``count`` photos below the folder ``root``. ``exists``: with an empty file for each of them."""
    root.mkdir(parents=True, exist_ok=True)
    with database.write() as session:
        folder_id = folders.add(session, root).id
    vectors, sentences = made_vectors(basis, count, seed), made_sentences(basis, count, seed)
    packed = vectors.astype("<f2")
    days = np.random.default_rng(seed).integers(0, DAYS * 24 * 60, count).tolist()
    for begin in range(0, count, _CHUNK):
        numbers = range(begin, min(begin + _CHUNK, count))
        names = [_name(seed, number) for number in numbers]
        found = [_found(root, name, exists=exists) for name in names]
        with database.write() as session:
            files.add(session, folder_id, found)
            known = {}
            for directory in {name.parent for name in names}:
                known |= files.known(session, folder_id, directory)
            ids = [
                photos.add(
                    session,
                    NewPhoto(
                        content_hash=f"{seed:08x}{number:024x}",
                        width=4032,
                        height=3024,
                        format="JPEG",
                        taken_at=FIRST_DATE + timedelta(minutes=days[number]),
                        camera=f"Camera {number % 5}",
                        exposure=None,
                        latitude=None,
                        longitude=None,
                        encoder_id=basis.encoder_id,
                        representation=basis.representations[number % len(basis.representations)],
                        embedding_id=basis.embedding_id,
                        embedding=packed[number].tobytes(),
                    ),
                )
                for number in numbers
            ]
            files.link_all(session, [(known[name].id, id_) for name, id_ in zip(names, ids, strict=True)])
            captions.store(
                session,
                [
                    Caption(id_, "en", sentences[number], -10.0, (-1.0,) * WORDS_IN_CAPTION, "made")
                    for number, id_ in zip(numbers, ids, strict=True)
                ],
            )
        progress(begin + len(names))


def _name(seed: int, number: int) -> Path:
    return Path(f"{seed}-{number // PHOTOS_IN_FOLDER:04d}", f"photo {number:07d}.jpg")


def _found(root: Path, name: Path, *, exists: bool) -> FoundFile:
    if not exists:
        return FoundFile(name, 3_000_000, 1_600_000_000_000_000_000)
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    return FoundFile(name, 0, path.stat().st_mtime_ns)
