"""Vectors by photo id in one plain matrix, without gaps."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]


class Rows:
    """Ids and vectors (D,), in no particular order. Kept as ``dtype``, given as float32."""

    def __init__(self, dimensions: int, dtype: Any = np.float32, room: int = 0) -> None:
        self._vectors = np.empty((room, dimensions), dtype)
        self._ids = np.empty(room, np.int64)
        self._row_of: dict[int, int] = {}  # its length is the number of rows in use

    def __len__(self) -> int:
        return len(self._row_of)

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._row_of

    @property
    def ids(self) -> Ids:
        """(n,), as the rows lie. Not to be kept: ``remove`` changes it."""
        return self._ids[: len(self._row_of)]

    @property
    def matrix(self) -> NDArray[Any]:
        """(n, D), beside ``ids``. Not to be kept either."""
        return self._vectors[: len(self._row_of)]

    def append(self, ids: Ids, vectors: NDArray[Any]) -> None:
        """Add photos that are not here yet: (n,) and (n, D)."""
        count = len(self._row_of)
        room = len(self._ids)
        if count + len(ids) > room:
            room = max(count + len(ids), room + room // 2)  # growing by half: each growth copies all rows
            free = np.empty((room - count, self._vectors.shape[1]), self._vectors.dtype)
            self._vectors = np.concatenate([self.matrix, free])
            self._ids = np.concatenate([self.ids, np.empty(room - count, np.int64)])
        self._vectors[count : count + len(ids)] = vectors
        self._ids[count : count + len(ids)] = ids
        self._row_of.update(zip(ids.tolist(), range(count, count + len(ids)), strict=True))

    def remove(self, photo_id: int) -> bool:
        """Take a photo out; whether it was here. The last row fills the gap."""
        row = self._row_of.pop(photo_id, None)
        if row is None:
            return False
        last = len(self._row_of)
        if row != last:
            self._vectors[row], self._ids[row] = self._vectors[last], self._ids[last]
            self._row_of[int(self._ids[row])] = row
        return True

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors (n, D) of photos; NaN for one that is not here."""
        rows = np.array([self._row_of.get(photo_id, -1) for photo_id in ids.tolist()], dtype=np.int64)
        found = np.full((len(ids), self._vectors.shape[1]), np.nan, np.float32)
        found[rows >= 0] = self._vectors[rows[rows >= 0]]
        return found
