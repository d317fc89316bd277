"""Features of a data set's photos, computed once and kept on disk.

The encoder is frozen, so training reads its features instead of photos: hours become minutes.
Every photo is seen in four *views*, as augmentation that costs nothing later: whole, mirrored,
cropped, cropped and mirrored. Validation photos are seen whole. All are squashed to the encoder's
square, as in serving. Features are kept in a cache by what they were made of, so every run on the
same photos shares them.
"""

import hashlib
import json
import logging
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray
from PIL import Image, ImageOps

from photoseek.errors import UnusableDataset
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS, EncoderConfig, GridCompression
from photoseek.models.runtime import Encode

VIEWS = 4
BATCH = 16
_LEAST_VARIANCE = 1e-6  # of the greatest: directions that vary less are noise of the arithmetic

_log = logging.getLogger(__name__)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class FeatureTable:
    """``pooled`` float16 (N, P) and ``grid`` int8 (N, 25, 256) of N views, and which are a photo's."""

    pooled: NDArray[np.float16]
    grid: NDArray[np.int8]
    rows: dict[str, tuple[int, ...]]

    def of(self, photo: Path) -> tuple[int, ...]:
        """The rows of a photo's views, the whole photo first."""
        return self.rows[str(photo)]


def fit_compression(
    encode: Encode, encoder: EncoderConfig, photos: Sequence[Path], seed: int = 0
) -> GridCompression:
    """Principal directions of the grid features of up to 4,000 of ``photos``; zero if they are too few."""
    sample = random.Random(seed).sample(list(photos), min(4000, len(photos)))
    size = encoder.dimensions
    count, total, products = 0, np.zeros(size), np.zeros((size, size))
    for begin in range(0, len(sample), BATCH):
        batch = sample[begin : begin + BATCH]
        squares = np.stack([_view(photo, None, False, side=encoder.input_size) for photo in batch])
        cells = encode(squares)[1].reshape(-1, size).astype(np.float64)
        count, total, products = count + len(cells), total + cells.sum(axis=0), products + cells.T @ cells
    mean = total / count
    variances, directions = np.linalg.eigh(products / count - np.outer(mean, mean))
    varies = variances > _LEAST_VARIANCE * variances[-1]
    scaled = np.where(varies, directions / np.sqrt(np.where(varies, variances, 1)), 0)[:, ::-1]
    components = np.zeros((size, GRID_DIMENSIONS), np.float32)
    components[:, : min(size, GRID_DIMENSIONS)] = scaled[:, :GRID_DIMENSIONS]
    return GridCompression(mean.astype(np.float32), components, encoder)


def table(
    encode: Encode,
    compression: GridCompression,
    photos: Sequence[Path],
    cache: Path,
    *,
    views: int = VIEWS,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> FeatureTable:
    """Features of ``photos``, read from ``cache`` when they were computed before."""
    folder = cache / key(compression, photos, views, seed)
    whole = folder / "complete"
    rows = {
        str(photo): tuple(range(place * views, (place + 1) * views)) for place, photo in enumerate(photos)
    }
    pooled_file, grid_file = folder / "pooled.npy", folder / "grid.npy"
    if not whole.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shuffled = random.Random(seed)
        jobs = [(photo, *_how(view, shuffled)) for photo in photos for view in range(views)]
        encoder = compression.encoder
        pooled = open_memmap(pooled_file, "w+", np.float16, (len(jobs), encoder.dimensions))
        grid = open_memmap(grid_file, "w+", np.int8, (len(jobs), GRID_CELLS, GRID_DIMENSIONS))
        with ThreadPoolExecutor(max_workers=2) as pool:
            for begin in range(0, len(jobs), BATCH):
                batch = slice(begin, min(begin + BATCH, len(jobs)))
                squares = np.stack(
                    list(pool.map(lambda job: _view(*job, side=encoder.input_size), jobs[batch]))
                )
                seen, cells = encode(squares)
                pooled[batch], grid[batch] = seen, compression.compress(cells)
                progress(batch.stop, len(jobs))
        pooled.flush()
        grid.flush()
        whole.touch()
    return FeatureTable(np.load(pooled_file, mmap_mode="r"), np.load(grid_file, mmap_mode="r"), rows)


def key(compression: GridCompression, photos: Sequence[Path], *how: int) -> str:
    """Names features by all that they depend on: network, photos as they are now, and the numbers ``how``."""
    digest = hashlib.sha256(compression.encoder.identity.encode())
    digest.update(compression.mean.tobytes() + compression.components.tobytes())
    stamps = [(str(photo), *_stamp(photo)) for photo in photos]
    digest.update(json.dumps([how, stamps]).encode())
    return digest.hexdigest()[:16]


def _stamp(photo: Path) -> tuple[int, int]:
    try:
        found = photo.stat()
    except OSError:
        return 0, 0  # it is named when it is read
    return found.st_size, found.st_mtime_ns


def _how(view: int, shuffled: random.Random) -> tuple[Box | None, bool]:
    """Crop (as fractions of the sides) and mirroring of a view."""
    mirrored = view % 2 == 1
    if view < 2:
        return None, mirrored
    area, shape = shuffled.uniform(0.55, 0.95), shuffled.uniform(0.85, 1.18)
    width, height = min(1.0, (area * shape) ** 0.5), min(1.0, (area / shape) ** 0.5)
    left, top = shuffled.uniform(0, 1 - width), shuffled.uniform(0, 1 - height)
    return (left, top, left + width, top + height), mirrored


def _view(photo: Path, crop: Box | None, mirrored: bool, *, side: int) -> NDArray[np.uint8]:
    try:
        with Image.open(photo) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:  # as Pillow raises them
        raise UnusableDataset(
            f"{photo} cannot be read ({error}). Mend it, or take it out of the data."
        ) from error
    box = None
    if crop is not None:
        width, height = image.size
        box = (crop[0] * width, crop[1] * height, crop[2] * width, crop[3] * height)
    square = image.resize((side, side), Image.Resampling.BICUBIC, box=box)
    if mirrored:
        square = square.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return np.asarray(square)
