"""Vectors by photo id in one plain matrix, without gaps."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]

NOWHERE = -1
_AT_ONCE = 256  # vectors turned into float32 together: small enough to stay near the processor


class Rows:
    """Ids and vectors (D,), in no particular order. Kept as ``dtype``, given as float32.

    Ids are positive and grow with the library, so the row of each stands in a plain table: 4 bytes an
    id that ever was, where a dictionary takes a hundred.
    """

    def __init__(self, dimensions: int, dtype: Any = np.float32, room: int = 0) -> None:
        self._vectors = np.empty((room, dimensions), dtype)
        self._ids = np.empty(room, np.int64)
        self._row_of = np.full(1 + room, NOWHERE, np.int32)  # by id
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, photo_id: int) -> bool:
        return 0 <= photo_id < len(self._row_of) and self._row_of[photo_id] != NOWHERE

    @property
    def ids(self) -> Ids:
        """(n,), as the rows lie. Not to be kept: ``remove`` changes it."""
        return self._ids[: self._count]

    @property
    def matrix(self) -> NDArray[Any]:
        """(n, D), beside ``ids``. Not to be kept either."""
        return self._vectors[: self._count]

    def append(self, ids: Ids, vectors: NDArray[Any]) -> None:
        """Add photos that are not here yet: (n,) and (n, D)."""
        count, room = self._count, len(self._ids)
        if count + len(ids) > room:
            room = max(count + len(ids), room + room // 2)  # growing by half: each growth copies all rows
            before, ids_before = self.matrix, self.ids
            self._vectors = np.empty((room, before.shape[1]), before.dtype)
            self._ids = np.empty(room, np.int64)
            self._vectors[:count], self._ids[:count] = before, ids_before  # the rest takes no memory yet
        if (highest := int(ids.max(initial=NOWHERE))) >= len(self._row_of):
            free_ids = max(highest + 1, 3 * len(self._row_of) // 2) - len(self._row_of)
            self._row_of = np.concatenate([self._row_of, np.full(free_ids, NOWHERE, np.int32)])
        self._count += len(ids)
        self._vectors[count : self._count] = vectors
        self._ids[count : self._count] = ids
        self._row_of[ids] = np.arange(count, self._count)

    def remove(self, photo_id: int) -> bool:
        """Take a photo out; whether it was here. The last row fills the gap."""
        if photo_id not in self:
            return False
        row, last = int(self._row_of[photo_id]), self._count - 1
        self._vectors[row], self._ids[row] = self._vectors[last], self._ids[last]
        self._row_of[self._ids[row]] = row
        self._row_of[photo_id] = NOWHERE
        self._count = last
        return True

    def holds(self, ids: Ids) -> NDArray[np.bool_]:
        """Which of the photos are here: (n,)."""
        here: NDArray[np.bool_] = self._rows(ids) != NOWHERE
        return here

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors (n, D) of photos; NaN for one that is not here."""
        rows = self._rows(ids)
        if (rows != NOWHERE).all():
            return _floats(self._vectors[rows])
        found = np.full((len(ids), self._vectors.shape[1]), np.nan, np.float32)
        found[rows != NOWHERE] = _floats(self._vectors[rows[rows != NOWHERE]])
        return found

    def products(self, ids: Ids, vector: Vectors) -> Vectors:
        """The inner products (n,) of photos that are here with a vector (D,)."""
        rows = self._rows(ids)
        parts = np.array_split(rows, max(1, len(rows) // _AT_ONCE))
        return np.concatenate([_floats(self._vectors[part]) @ vector for part in parts])

    def _rows(self, ids: Ids) -> NDArray[np.int32]:
        known = (ids >= 0) & (ids < len(self._row_of))
        return np.where(known, self._row_of[np.where(known, ids, 0)], np.int32(NOWHERE))


def _floats(vectors: NDArray[Any]) -> Vectors:
    """The same numbers as float32, all of them finite."""
    if vectors.dtype != np.float16:
        return vectors.astype(np.float32, copy=False)
    # By hand, and eight times as fast as astype, which does one number at a time: sign, exponent and fraction
    # move to their places, and the exponent, which counts from 15 there and from 127 here, is raised by 112.
    bits = vectors.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= ~0x70000000
    floats = bits.view(np.float32)
    floats *= np.float32(2.0**112)
    return floats
