"""The maps of a library, one of its photos and one of words: made once, then kept and added to.

A map of photos is learnt from a sample, so that 100,000 photos take no longer than 5,000 do; all
others are placed beside their neighbours. It is learnt again when the library has outgrown it.
"""

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from photoseek.ingest.projection import Vectors, place
from photoseek.library import embeddings, points
from photoseek.library.database import Database
from photoseek.library.points import Point
from photoseek.search.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from photoseek.models.inference import Inference  # a type here: importing it loads torch
    from photoseek.models.word_vectors import WordVectors

SAMPLE = 5000  # photos a map is learnt from: 40 s of a processor
WORDS = 3000  # the commonest; more cannot be read on one map
OUTGROWN = 2  # a library so many times as large, or small, as when its map was learnt needs another
_BATCH = 512  # photos placed at a time: nobody who searches meanwhile waits longer than for these

Key = TypeVar("Key", int, str)
Project = Callable[[Vectors], Vectors]
"""Vectors (N, D) to points (N, 2), as ``projection.Projector.project`` does."""


def photo_map_id(inference: "Inference") -> str:
    """Names the map of photos by what it is made from."""
    return f"tsne-1+{inference.embedding_id}"


def word_map_id(word_vectors: "WordVectors") -> str:
    """Names the map of words by what it is made from."""
    _, vectors = _common_words(word_vectors)
    return f"tsne-1+words-{zlib.crc32(vectors.tobytes()):08x}"


def update_photos(database: Database, inference: "Inference", project: Project) -> bool:
    """Bring the map of photos up to date; False when it was."""
    map_id = photo_map_id(inference)
    with database.read() as session:
        shown = embeddings.ids(session, inference.embedding_id)
        known = points.photos(session, map_id)
        learnt_from = points.learnt_from(session)
    if not len(shown):
        return False
    if known and 1 / OUTGROWN <= len(shown) / max(learnt_from, 1) <= OUTGROWN:
        return _add(database, inference, map_id, shown, known)
    sample = _sample(shown)
    laid_out = project(_vectors(database, inference, sample))
    with database.write() as session:
        points.replace_photos(session, map_id, _by_key(sample.tolist(), laid_out), learnt_from=len(shown))
    with database.read() as session:
        _add(database, inference, map_id, shown, points.photos(session, map_id))
    return True


def update_words(database: Database, word_vectors: "WordVectors", project: Project) -> bool:
    """Bring the map of words up to date; False when it was."""
    map_id = word_map_id(word_vectors)
    with database.read() as session:
        if points.words(session, map_id):
            return False
    words, vectors = _common_words(word_vectors)
    laid_out = _by_key(words, project(vectors))
    with database.write() as session:
        points.replace_words(session, map_id, laid_out)
    return True


def _add(
    database: Database,
    inference: "Inference",
    map_id: str,
    shown: NDArray[np.int64],
    known: dict[int, Point],
) -> bool:
    """Place the photos that are not on the map yet; False when there is nothing to do."""
    missing = shown[~np.isin(shown, list(known))]
    if not len(missing) or not known:  # all that were known may have left meanwhile
        return False
    sample = _sample(np.array(sorted(known), np.int64))
    vectors = _vectors(database, inference, sample)
    places = np.array([known[photo_id] for photo_id in sample.tolist()], np.float32)
    for begin in range(0, len(missing), _BATCH):
        batch = missing[begin : begin + _BATCH]
        placed = place(_vectors(database, inference, batch), vectors, places)
        with database.write() as session:
            points.add_photos(session, map_id, _by_key(batch.tolist(), placed))
    return True


def _sample(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(ids) <= SAMPLE:
        return ids
    return np.sort(np.random.default_rng(0).choice(ids, SAMPLE, replace=False))


def _vectors(database: Database, inference: "Inference", ids: NDArray[np.int64]) -> Vectors:
    with database.read() as session:
        return embeddings.vectors(session, inference.embedding_id, ids.tolist())


def _common_words(word_vectors: "WordVectors") -> tuple[list[str], Vectors]:
    words = [word for word in word_vectors.words[: 2 * WORDS] if word not in FUNCTION_WORDS][:WORDS]
    return words, word_vectors.lookup(words)


def _by_key(keys: list[Key], laid_out: Vectors) -> dict[Key, Point]:
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, laid_out.tolist(), strict=True)}
