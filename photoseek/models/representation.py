"""The representation: what is kept of a photo, and what all four tasks read.

It is the encoder's view of the whole photo, ``pooled`` (P numbers, 1280 for the shipped encoder),
followed by its view of each of 5 x 5 places, ``grid``: the 256 directions that vary most over the
training photos, found by principal component analysis, each divided by its standard deviation. The
joint space, tags and the index read ``pooled``, the caption decoder reads all of it. Stored as
float16 and int8 it takes 8,960 bytes a photo, or 2 P + 6,400.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photoseek.models import weights

POOLED_DIMENSIONS = 1280
GRID_SIDE = 5
GRID_CELLS = GRID_SIDE * GRID_SIDE
GRID_DIMENSIONS = 256
_GRID_BYTES = GRID_CELLS * GRID_DIMENSIONS
BYTES = 2 * POOLED_DIMENSIONS + _GRID_BYTES

_INT8_STEP = 4.0 / 127  # int8 reaches to four standard deviations; what lies beyond is clipped


@dataclass(frozen=True)
class EncoderConfig:
    """Which network looks at photos, and how; saved with its weights and with the grid's compression."""

    name: str
    """As ``models/backbones.py`` knows it."""
    identity: str
    """Names it with its weights."""
    input_size: int
    """Pixels a side of the squares it is shown."""
    mean: tuple[float, float, float]
    """Of red, green and blue, each 0 ... 1."""
    std: tuple[float, float, float]
    dimensions: int
    """P, the length of ``pooled``."""

    @classmethod
    def of(cls, config: dict[str, Any]) -> "EncoderConfig":
        """From JSON, as ``asdict`` made it."""
        return cls(**{**config, "mean": tuple(config["mean"]), "std": tuple(config["std"])})


SHIPPED_ENCODER = EncoderConfig(
    "efficientnet-lite2",
    "efficientnet-lite2-9656183e",
    260,
    (0.5, 0.5, 0.5),
    (0.5, 0.5, 0.5),
    POOLED_DIMENSIONS,
)


@dataclass(frozen=True)
class GridCompression:
    """The principal directions of the grid's features, and the encoder whose features they are."""

    mean: NDArray[np.float32]  # (P,)
    components: NDArray[np.float32]  # (P, 256), each column divided by its standard deviation
    encoder: EncoderConfig = field(default=SHIPPED_ENCODER)

    @classmethod
    def load(cls, folder: Path | None = None) -> tuple["GridCompression", str]:
        """The one in ``folder``, or the shipped one, and its identity. Raises DamagedWeights."""
        arrays, config, identity = weights.load("representation", folder)
        mean, components = (arrays[name].astype(np.float32) for name in ("mean", "components"))
        # The first files named no encoder: there was but one.
        encoder = EncoderConfig.of(config["encoder"]) if "encoder" in config else SHIPPED_ENCODER
        return cls(mean, components, encoder), identity

    def save(self, folder: Path) -> Path:
        """Write ``representation.safetensors`` into ``folder``."""
        arrays = {"mean": self.mean, "components": self.components}
        config = {"directions": self.components.shape[1], "encoder": asdict(self.encoder)}
        return weights.save("representation", arrays, config, folder)

    def compress(self, grid: NDArray[np.float32]) -> NDArray[np.int8]:
        """(..., P) -> int8 (..., 256)."""
        steps = (grid - self.mean) @ self.components / _INT8_STEP
        return np.clip(np.rint(steps), -127, 127).astype(np.int8)

    def restore(self, places: NDArray[np.float32]) -> NDArray[np.float32]:
        """Expanded grid features (..., 256) -> the encoder's (..., 1280), as nearly as they are kept."""
        # The encoder ends in a ReLU: what compression lost must not turn into less than nothing.
        restored: NDArray[np.float32] = np.maximum(places @ self.directions.T + self.mean, 0)
        return restored

    @property
    def directions(self) -> NDArray[np.float32]:
        """The principal directions (P, 256), as long as their standard deviations."""
        directions: NDArray[np.float32] = self.components / np.square(self.components).sum(axis=0)
        return directions


def expand(grid: NDArray[np.int8]) -> NDArray[np.float32]:
    """Compressed grid features back to units of their standard deviations."""
    return grid.astype(np.float32) * np.float32(_INT8_STEP)


def pack(pooled: NDArray[np.float32], grid: NDArray[np.int8]) -> list[bytes]:
    """``pooled`` (B, P) and compressed ``grid`` (B, 25, 256) -> B representations."""
    halves = pooled.astype("<f2")
    return [half.tobytes() + cells.tobytes() for half, cells in zip(halves, grid, strict=True)]


def unpack_pooled(
    representations: Sequence[bytes], dimensions: int = POOLED_DIMENSIONS
) -> NDArray[np.float32]:
    """B representations -> (B, P). ``dimensions`` is the encoder's P."""
    halves = _rows(representations, 0, 2 * dimensions).view("<f2")
    return halves.astype(np.float32)


def unpack_grid(representations: Sequence[bytes], dimensions: int = POOLED_DIMENSIONS) -> NDArray[np.float32]:
    """B representations -> (B, 25, 256), in units of standard deviations."""
    cells = _rows(representations, 2 * dimensions, 2 * dimensions + _GRID_BYTES).view(np.int8)
    return expand(cells.reshape(-1, GRID_CELLS, GRID_DIMENSIONS))


def _rows(representations: Sequence[bytes], begin: int, end: int) -> NDArray[np.uint8]:
    """These bytes of each. What another network appended behind all of them stays out."""
    cut = b"".join(data[begin:end] for data in representations)
    return np.frombuffer(cut, dtype=np.uint8).reshape(len(representations), end - begin)
