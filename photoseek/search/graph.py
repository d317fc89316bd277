"""The neighbourhood graph of a large library: hnswlib on unit vectors, and its file.

HNSW (Malkov & Yashunin 2018, "Efficient and robust approximate nearest neighbor search using
hierarchical navigable small world graphs"). Labels are photo ids. The file is a cache: beside it
lies a stamp that says what it holds and the hash of the file; what does not agree is not loaded.
"""

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hnswlib
import numpy as np
from numpy.typing import NDArray

from photoseek.paths import read_own
from photoseek.search import graph_file
from photoseek.search.rows import Ids, Rows, Vectors

LINKS = 24  # M; of 100,000 photos 99.8 % of the ten nearest at ef 200, with 16 links 98.8 %
BUILD_WIDTH = 200  # ef_construction; more makes building slow and searching hardly better
PASSED_BY = 6  # how many times dearer it is to pass by a photo in the graph than to look at one in a row
SEARCH_WIDTH = 800  # ef, at least: 1.3 ms, and all of the ten nearest of 100,000; of 500,000 99.6 %
WIDER = 3  # ef for each photo wanted: words lie far from all photos; at 2, 98.7 % of the ten best are found
_AT_ONCE = 4096  # vectors read from the file together

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stamp:
    """What a graph file holds. ``blake2b`` is the hash of the file itself."""

    embedding_id: str
    dimensions: int
    generation: int  # of the library, when it was saved; for the curious, ids decide
    deleted: tuple[int, ...]
    blake2b: str


class Graph:
    """Photo ids and unit vectors (D,) that can be searched without looking at all of them."""

    def __init__(self, dimensions: int, capacity: int = 1024, links: int = LINKS) -> None:
        index = hnswlib.Index(space="ip", dim=dimensions)
        index.init_index(max_elements=capacity, M=links, ef_construction=BUILD_WIDTH, random_seed=100)
        self._adopt(index, Rows(dimensions, np.float16, capacity), set())

    def _adopt(self, index: Any, live: Rows, deleted: set[int]) -> None:
        index.set_num_threads(1)  # the same additions make the same graph, and the network has the cores
        self._index, self._deleted = index, deleted
        # Beside hnswlib's own copies, of which a thousand take 20 ms to get; as exact as the library's.
        self._live = live

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._live

    @property
    def ids(self) -> Ids:
        """Every photo id, ascending."""
        return np.sort(self._live.ids)

    @property
    def worn(self) -> bool:
        """Most of it is deleted photos, which are walked through by every search: build it anew."""
        return len(self._deleted) > len(self._live)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add photos: int64 (n,) and float32 (n, D). About a third of one millisecond each."""
        self._live.append(ids, vectors)
        is_new = ~self._brought_back(ids, vectors)
        capacity, needed = self._index.get_max_elements(), self._index.get_current_count() + is_new.sum()
        if needed > capacity:
            self._index.resize_index(max(2 * capacity, needed))  # doubling: a resize copies everything
        if is_new.any():
            self._index.add_items(vectors[is_new], ids[is_new])

    def _brought_back(self, ids: Ids, vectors: Vectors) -> NDArray[np.bool_]:
        """Which of the photos (n,) were here before and are again, with the same vectors.

        Their links are there still. hnswlib would make them anew, and take other photos' away: after a
        fifth of the photos had come back, 2 in 100 of the nearest were no longer found.
        """
        back = np.zeros(len(ids), bool)
        for place, photo_id in enumerate(ids.tolist()):
            if photo_id in self._deleted:
                self._deleted.remove(photo_id)
                self._index.unmark_deleted(photo_id)
                (before,) = self._index.get_items([photo_id])
                back[place] = np.allclose(before, vectors[place], atol=1e-3)
        return back

    def remove(self, ids: Ids) -> None:
        """Take photos out; ids that are not there are ignored."""
        for photo_id in ids.tolist():
            if self._live.remove(photo_id):
                self._index.mark_deleted(photo_id)
                self._deleted.add(photo_id)

    def holds(self, ids: Ids) -> NDArray[np.bool_]:
        """Which of the photos are here: (n,)."""
        return self._live.holds(ids)

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors (n, D) of photos; NaN for one that is not there."""
        return self._live.vectors(ids)

    def query(
        self, vector: Vectors, limit: int, among: Ids | None = None, width: int = SEARCH_WIDTH
    ) -> tuple[Ids, Vectors]:
        """Up to ``limit`` photos near ``vector`` and their inner products, in no particular order.

        ``among``: only these photos, as far as they are here. ``width``: of the search, at least; wider
        ones find more of those that are really the nearest.
        """
        chosen = None if among is None else among[self._live.holds(among)]
        wanted = min(limit, len(self) if chosen is None else len(chosen))
        width = max(width, WIDER * wanted)
        # The fewer are chosen, the fewer there are to look at, and the more the graph passes by for each.
        if chosen is not None and len(chosen) ** 2 <= PASSED_BY * width * len(self):
            return self._exactly(chosen, vector)
        self._index.set_ef(width)
        try:
            is_chosen = None
            if chosen is not None and len(chosen) < len(self):
                is_chosen = set(chosen.tolist()).__contains__
            labels, distances = self._index.knn_query(vector[None], k=wanted, filter=is_chosen)
        except RuntimeError:
            # hnswlib gives up when deleted photos stand in the way of ``wanted`` results.
            return self._exactly(self.ids if chosen is None else chosen, vector)
        return labels[0].astype(np.int64), 1.0 - distances[0]

    def _exactly(self, chosen: Ids, vector: Vectors) -> tuple[Ids, Vectors]:
        return chosen, self._live.products(chosen, vector)

    def save(self, file: Path, embedding_id: str, generation: int) -> None:
        """Write graph and stamp, each under a temporary name first. Raises OSError."""
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for begun in file.parent.glob(f"{file.stem}.*.new"):  # by a program that was ended meanwhile
            begun.unlink(missing_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}.new")
        try:
            self._index.save_index(str(temporary))
            # hnswlib does not report a full disk.
            if not temporary.exists() or temporary.stat().st_size != self._index.index_file_size():
                raise OSError(f"{temporary} was not written whole")
            stamp = {
                "embedding_id": embedding_id,
                "dimensions": self._index.dim,
                "generation": generation,
                "deleted": sorted(self._deleted),
                "blake2b": _hash(temporary),
            }
            temporary.replace(file)
            temporary.write_text(json.dumps(stamp), encoding="utf-8")
            temporary.replace(stamp_file(file))
        finally:
            temporary.unlink(missing_ok=True)


def stamp_file(file: Path) -> Path:
    """Where the stamp of a graph file lies."""
    return file.with_name(file.name + ".json")


def load(file: Path, embedding_id: str, dimensions: int) -> Graph | None:
    """The saved graph; None when there is none, or it is damaged or of another model."""
    if not file.exists():
        return None
    try:
        fields = json.loads(read_own(stamp_file(file)))
        stamp = Stamp(**{**fields, "deleted": tuple(fields["deleted"])})
        if (stamp.embedding_id, stamp.dimensions) != (embedding_id, dimensions):
            _log.info("The vector index is of another model and is made anew")
            return None
        with ThreadPoolExecutor(1) as beside:
            hashing = beside.submit(_hash, file)
            live = _live(*graph_file.read(file, dimensions), stamp.deleted)  # checked, whoever wrote it
        if stamp.blake2b != hashing.result():
            _log.warning("The vector index is damaged or half replaced and is made anew")
            return None
        index = hnswlib.Index(space="ip", dim=dimensions)
        index.load_index(str(file))
        graph = Graph(dimensions, capacity=1)
        graph._adopt(index, live, set(stamp.deleted))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, OverflowError) as error:
        _log.warning("The vector index cannot be read and is made anew: %s", error)
        return None
    return graph


def _live(labels: Ids, vectors: Vectors, deleted: Sequence[int]) -> Rows:
    rows = Rows(vectors.shape[1], np.float16, len(labels))
    is_live = ~np.isin(labels, np.array(deleted, np.int64))
    for begin in range(0, len(labels), _AT_ONCE):
        part = np.flatnonzero(is_live[begin : begin + _AT_ONCE]) + begin
        rows.append(labels[part], vectors[part])
    return rows


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
