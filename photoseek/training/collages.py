"""Collages: several photos side by side in one square, which say for certain what is where.

Captions tell what a photo shows and not where. In a collage every caption has a place: the panel
of its photo. Photos are squashed into panels left and right, above and below, or four in a square,
cut in the middle or anywhere near it.
"""

import json
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray
from PIL import Image

from photoseek.errors import UnreadablePhoto, UnusableDataset
from photoseek.images.decode import decode
from photoseek.models.regions import Box
from photoseek.models.representation import (
    GRID_CELLS,
    GRID_DIMENSIONS,
    GRID_SIDE,
    GridCompression,
)
from photoseek.models.runtime import Encode

_BATCH = 16
_NEAREST_CUT, _FARTHEST_CUT = 0.3, 0.7  # where a collage is cut, as fractions of its sides
_MOST_PANELS = 4
_CLEARANCE = 0.15  # how far from a cut a place's centre is, if the place sees one panel alone


@dataclass(frozen=True, slots=True)
class Panel:
    """A photo, by its number among those the collages are made of, and where it is."""

    photo: int
    box: Box


@dataclass(frozen=True)
class CollageTable:
    """``pooled`` float16 (N, P) and ``grid`` int8 (N, 25, 256) of N collages, and their panels."""

    pooled: NDArray[np.float16]
    grid: NDArray[np.int8]
    panels: tuple[tuple[Panel, ...], ...]


def places_of(box: Box) -> tuple[bool, ...]:
    """The places that see nothing but what is in ``box``."""
    centres = (np.arange(GRID_SIDE) + 0.5) / GRID_SIDE

    def clear(begin: float, end: float) -> NDArray[np.bool_]:
        after = (centres >= begin + _CLEARANCE) | (begin == 0.0)
        before = (centres <= end - _CLEARANCE) | (end == 1.0)
        return after & before

    seen = clear(box.top, box.bottom)[:, None] & clear(box.left, box.right)
    return tuple(seen.flatten().tolist())


def table(
    encode: Encode,
    compression: GridCompression,
    photos: Sequence[Path],
    folder: Path,
    *,
    count: int,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> CollageTable:
    """Features of ``count`` random collages of ``photos``, read from ``folder`` if they are there.

    Raises UnusableDataset when the photos are too few, or one cannot be read.
    """
    listing = folder / "collages.json"
    asked = [count, seed, [str(photo) for photo in photos]]
    panels = _plan(len(photos), count, seed)
    pooled_file, grid_file = folder / "pooled.npy", folder / "grid.npy"
    if not (listing.exists() and json.loads(listing.read_text()) == asked):
        folder.mkdir(parents=True, exist_ok=True)
        side = compression.encoder.input_size
        pooled = open_memmap(pooled_file, "w+", np.float16, (count, compression.encoder.dimensions))
        grid = open_memmap(grid_file, "w+", np.int8, (count, GRID_CELLS, GRID_DIMENSIONS))

        def draw(collage: tuple[Panel, ...]) -> NDArray[np.uint8]:
            squares = [_square(photos[panel.photo], side) for panel in collage]
            return _compose(squares, [panel.box for panel in collage])

        with ThreadPoolExecutor(max_workers=2) as pool:
            for begin in range(0, count, _BATCH):
                batch = slice(begin, min(begin + _BATCH, count))
                whole, cells = encode(np.stack(list(pool.map(draw, panels[batch]))))
                pooled[batch], grid[batch] = whole, compression.compress(cells)
                progress(batch.stop, count)
        pooled.flush()
        grid.flush()
        listing.write_text(json.dumps(asked))  # last: its presence says that all is there
    return CollageTable(np.load(pooled_file, mmap_mode="r"), np.load(grid_file, mmap_mode="r"), panels)


def _plan(photos: int, count: int, seed: int) -> tuple[tuple[Panel, ...], ...]:
    """Which photos stand where: half of the collages are cut in the middle, a quarter hold four photos."""
    if photos < _MOST_PANELS:
        raise UnusableDataset(
            f"An alignment is learned from collages of {_MOST_PANELS} photos. Add more photos."
        )
    drawn = random.Random(seed)
    plan = []
    for place in range(count):
        x, y = (drawn.uniform(_NEAREST_CUT, _FARTHEST_CUT) for _ in range(2))
        match place % 8:
            case 0 | 1 | 2 | 3:
                boxes = _cut(0.5, None)
            case 4:
                boxes = _cut(x, None)
            case 5:
                boxes = _cut(None, y)
            case _:
                boxes = _cut(x, y)
        shown = drawn.sample(range(photos), len(boxes))
        plan.append(tuple(Panel(photo, box) for photo, box in zip(shown, boxes, strict=True)))
    return tuple(plan)


def _cut(x: float | None, y: float | None) -> list[Box]:
    """The panels of a square cut at ``x`` from left to right and at ``y`` from top to bottom."""
    columns = [(0.0, 1.0)] if x is None else [(0.0, x), (x, 1.0)]
    rows = [(0.0, 1.0)] if y is None else [(0.0, y), (y, 1.0)]
    return [Box(left, top, right, bottom) for top, bottom in rows for left, right in columns]


def _square(photo: Path, side: int) -> NDArray[np.uint8]:
    try:
        return decode(photo, square_side=side).square
    except UnreadablePhoto as error:
        raise UnusableDataset(
            f"{photo} cannot be read ({error}). Mend it, or take it out of the data."
        ) from error


def _compose(squares: Sequence[NDArray[np.uint8]], boxes: Sequence[Box]) -> NDArray[np.uint8]:
    side = len(squares[0])
    canvas = Image.new("RGB", (side, side))
    for square, box in zip(squares, boxes, strict=True):
        left, top, right, bottom = (round(edge * side) for edge in box)
        panel = Image.fromarray(square).resize((right - left, bottom - top), Image.Resampling.BICUBIC)
        canvas.paste(panel, (left, top))
    return np.asarray(canvas)
