"""A real library of photos whose vectors are chosen by the test, and networks that agree with them."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoseek.library import captions, embeddings, files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Caption, FoundFile, NewPhoto
from photoseek.models.tags import Evidence
from photoseek.models.word_relations import WordRelations
from photoseek.models.word_vectors import WordVectors

ENCODER_ID = "axes"
EMBEDDING_ID = "axes-joint"
AXES = ("dog", "beach", "people", "cat", "red", "ball", "snow", "boat")
DIMENSIONS = len(AXES)

Vector = NDArray[np.float32]


def mixture(**amounts: float) -> Vector:
    """A unit vector that shows so much of each of the AXES."""
    vector = np.array([amounts.get(axis, 0.0) for axis in AXES], np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def random_vectors(count: int, dimensions: int = DIMENSIONS, seed: int = 0) -> Vector:
    """Unit vectors (count, dimensions) that float16 holds exactly enough."""
    vectors = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@dataclass(frozen=True)
class AxisInference:
    """Stands in for Inference: a word is its axis, a representation the float16 vector itself."""

    word_vectors: WordVectors
    encoder_id: str = ENCODER_ID
    embedding_id: str = EMBEDDING_ID
    embedding_dimensions: int = DIMENSIONS
    input_size: int = 260
    caption_languages: tuple[str, ...] = ()
    word_relations: WordRelations = field(default_factory=lambda: WordRelations({}, {}))

    def represent(self, squares: NDArray[np.uint8]) -> list[bytes]:
        """Mean red, green and blue of each photo as much of dog, beach and people."""
        means = squares.reshape(len(squares), -1, 3).mean(axis=1)
        return [packed(mixture(dog=red, beach=green, people=blue)) for red, green, blue in means]

    def embed_photos(self, representations: Sequence[bytes]) -> Vector:
        return np.stack([np.frombuffer(data, "<f2").astype(np.float32) for data in representations])

    def embed_words(self, words: Sequence[str]) -> Vector:
        return mixture(**dict.fromkeys(words, 1.0))

    def knows(self, word: str) -> bool:
        return word in self.word_vectors

    def evidence(self, words: Sequence[str]) -> Evidence:
        """A word is as likely as its axis is long: log odds from -6 to 6."""
        axes = np.array([self.word_vectors.rows[word] for word in words], np.int64)
        directions = 12 * np.eye(DIMENSIONS, dtype=np.float32)[axes]
        return Evidence(len(words), np.arange(len(words)), directions, np.full(len(words), -6, np.float32))

    def imagine(self, words: Sequence[str]) -> Vector:
        """The captioner's idea of a word is its axis, too."""
        return self.embed_words([word for word in words if self.knows(word)])

    def part(self, representation: bytes, words: Sequence[str]) -> Vector | None:
        """What is left of a photo when all but the words' axes are taken away."""
        vector = self.embed_photos([representation])[0]
        named = np.where(np.isin(AXES, list(words)), vector, 0)
        length = float(np.linalg.norm(named))
        return np.asarray(named / length, np.float32) if length else None

    def calibrated(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        return cosines

    def similarity(self, query: bytes, candidates: Sequence[bytes]) -> Vector:
        similar: Vector = self.embed_photos(candidates) @ self.embed_photos([query])[0]
        return similar


def axis_inference() -> AxisInference:
    """Networks that know the words of AXES and no other."""
    rows = {word: row for row, word in enumerate(AXES)}
    # A little of a common direction, so that every word is some other's neighbour.
    vectors = np.eye(DIMENSIONS, dtype=np.float32) + 0.1
    return AxisInference(WordVectors(AXES, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), rows))


def packed(vector: Vector) -> bytes:
    """As the library stores it."""
    return vector.astype("<f2").tobytes()


def add_photos(
    database: Database,
    folder: Path,
    vectors: Mapping[str, Vector],
    sentences: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Take in a file for each name with its vector and, if given, its caption. Returns photo ids by name."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    with database.write() as session:
        folder_id = folders.add(session, folder).id
        files.add(session, folder_id, [FoundFile(Path(name), 1, 1) for name in vectors])
        known = files.known(session, folder_id)
        for name, vector in vectors.items():
            made[name] = photos.add(session, _photo(folder / name, vector))
            files.link(session, known[Path(name).as_posix()].id, made[name])
        captions.store(
            session,
            [Caption(made[name], "en", text, -1.0, (), "test") for name, text in (sentences or {}).items()],
        )
    return made


def remove_file(database: Database, folder: Path, name: str) -> None:
    """Forget a file, as the scanner does when it is gone."""
    with database.write() as session:
        folder_id = folders.add(session, folder).id
        files.remove(session, [files.known(session, folder_id)[name].id])


def shown_ids(database: Database) -> list[int]:
    """The photos that can be found."""
    with database.read() as session:
        return embeddings.ids(session, EMBEDDING_ID).tolist()


def _photo(path: Path, vector: Vector) -> NewPhoto:
    return NewPhoto(
        content_hash=os.fsencode(path).hex(),
        width=640,
        height=480,
        format="JPEG",
        taken_at=None,
        camera=None,
        exposure=None,
        latitude=None,
        longitude=None,
        encoder_id=ENCODER_ID,
        representation=packed(vector),
        embedding_id=EMBEDDING_ID,
        embedding=packed(vector),
    )
