"""The representation: what is kept of a photo, and what all four tasks read.

It is the encoder's view of the whole photo, ``pooled`` (1280 numbers), followed by its view of
each of 5 x 5 places, ``grid``: the 256 directions that vary most over the training photos, found
by principal component analysis, each divided by its standard deviation. The joint space, tags and
the index read ``pooled``, the caption decoder reads all of it. Stored as float16 and int8 it takes
8,960 bytes a photo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoseek.models import weights

POOLED_DIMENSIONS = 1280
GRID_SIDE = 5
GRID_CELLS = GRID_SIDE * GRID_SIDE
GRID_DIMENSIONS = 256
BYTES = 2 * POOLED_DIMENSIONS + GRID_CELLS * GRID_DIMENSIONS

_INT8_STEP = 4.0 / 127  # int8 reaches to four standard deviations; what lies beyond is clipped


@dataclass(frozen=True)
class GridCompression:
    """The principal directions of the grid's features."""

    mean: NDArray[np.float32]  # (1280,)
    components: NDArray[np.float32]  # (1280, 256), each column divided by its standard deviation

    @classmethod
    def load(cls, folder: Path | None = None) -> tuple["GridCompression", str]:
        """The one in ``folder``, or the shipped one, and its identity. Raises DamagedWeights."""
        arrays, _, identity = weights.load("representation", folder)
        return cls(arrays["mean"].astype(np.float32), arrays["components"].astype(np.float32)), identity

    def save(self, folder: Path) -> Path:
        """Write ``representation.safetensors`` into ``folder``."""
        arrays = {"mean": self.mean, "components": self.components}
        return weights.save("representation", arrays, {"directions": self.components.shape[1]}, folder)

    def compress(self, grid: NDArray[np.float32]) -> NDArray[np.int8]:
        """(..., 1280) -> int8 (..., 256)."""
        steps = (grid - self.mean) @ self.components / _INT8_STEP
        return np.clip(np.rint(steps), -127, 127).astype(np.int8)

    def restore(self, places: NDArray[np.float32]) -> NDArray[np.float32]:
        """Expanded grid features (..., 256) -> the encoder's (..., 1280), as nearly as they are kept."""
        scaled = self.components / np.square(self.components).sum(axis=0)  # directions times their deviations
        # The encoder ends in a ReLU: what compression lost must not turn into less than nothing.
        restored: NDArray[np.float32] = np.maximum(places @ scaled.T + self.mean, 0)
        return restored


def expand(grid: NDArray[np.int8]) -> NDArray[np.float32]:
    """Compressed grid features back to units of their standard deviations."""
    return grid.astype(np.float32) * np.float32(_INT8_STEP)


def pack(pooled: NDArray[np.float32], grid: NDArray[np.int8]) -> list[bytes]:
    """``pooled`` (B, 1280) and compressed ``grid`` (B, 25, 256) -> B representations."""
    halves = pooled.astype("<f2")
    return [half.tobytes() + cells.tobytes() for half, cells in zip(halves, grid, strict=True)]


def unpack_pooled(representations: Sequence[bytes]) -> NDArray[np.float32]:
    """B representations -> (B, 1280)."""
    return _rows(representations)[:, : 2 * POOLED_DIMENSIONS].copy().view("<f2").astype(np.float32)


def unpack_grid(representations: Sequence[bytes]) -> NDArray[np.float32]:
    """B representations -> (B, 25, 256), in units of standard deviations."""
    cells = _rows(representations)[:, 2 * POOLED_DIMENSIONS :].copy().view(np.int8)
    return expand(cells.reshape(-1, GRID_CELLS, GRID_DIMENSIONS))


def _rows(representations: Sequence[bytes]) -> NDArray[np.uint8]:
    own = b"".join(data[:BYTES] for data in representations)  # what another network appended is its own
    return np.frombuffer(own, dtype=np.uint8).reshape(len(representations), BYTES)
