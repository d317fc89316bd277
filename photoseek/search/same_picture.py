"""Whether two pictures are one and the same, by their pixels: resized, compressed anew, or cropped a little.

Features tell what a photo shows and where; two dogs on a lawn are alike by them, and so are two pages of
text. Pixels decide. A picture is squashed to a small grey square. The part of one that correlates best
with the whole of the other is found in two steps: windows of a coarse raster first, then small moves
from the best one. There the fine detail of both must agree, too: what is left when their blur is taken
away, in which different pages, or screens of the same program, have nothing in common.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.float32]
Window = tuple[float, ...]
"""Top, bottom, left and right, in fractions of the sides."""

SIDE = 96  # pixels of the grey square
_COARSE = 16  # a side of what windows are compared at
_FINE = 48  # a side of what decides
_SIZES = (1.0, 0.92, 0.84, 0.76)  # of windows, of the picture's side
_PLACES = (0.0, 0.5, 1.0)  # of a window, of the room that it has
_STEPS = (0.04, 0.02, 0.01, 0.005)  # of the small moves, of the picture's side
_MOVES = [
    tuple(sign * part for part in move)
    for move in ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (0, 0, 1, 1))
    for sign in (1, -1)
]  # of a window: one of its edges, or all of it down, up, to the right or to the left
_BLUR = 5  # places of the fine square whose mean is its blur

_TILES = 4  # the fine square is cut into so many times as many tiles, to look at detail everywhere

# Measured on 2,400 different photos (Flickr8k), 25 of them with a copy at two thirds of their size and 15
# with one cropped by 8 %; on 180 random crops by 2 to 24 % of each side, of which 176 are found; and on
# drawn pages of text and screens of messages with the same layout. None of the others is taken for a copy.
_WHOLE = 0.1
"""Correlation of the whole pictures below which no window is tried: one in fifty crops has less."""
_ROUGH = 0.7
"""Correlation at the best window below which no small move is tried."""
SAME = 0.94
"""Correlation from which on pictures may be one: copies have 0.97 and more; the most alike of the other
photos 0.91, of pages 0.91, of screens 0.937."""
SAME_DETAIL = 0.65
"""Correlation of their detail in three of four tiles: copies have 0.88 and more, pages 0.55, screens 0.26."""
_FLAT = 0.3
"""Of the usual detail; a tile with less, such as a clear sky, says nothing."""


def grey_square(path: Path) -> NDArray[np.uint8]:
    """The picture at ``path`` as a grey square (SIDE, SIDE). Raises OSError where there is none."""
    with Image.open(path) as opened:
        opened.draft("L", (SIDE, SIDE))  # a JPEG is decoded smaller at once
        return np.asarray(opened.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX))


@dataclass(frozen=True)
class Picture:
    """A grey square (SIDE, SIDE) and what is compared of it."""

    grey: NDArray[np.uint8]

    @cached_property
    def pixels(self) -> Pixels:
        return self.grey.astype(np.float32)

    @cached_property
    def windows(self) -> Pixels:
        """Every window of the coarse raster (windows, 256), ready to be correlated; the whole first."""
        count, across = len(_RASTER), _RASTER_ROWS @ self.pixels @ _RASTER_ROWS.T
        cells = across.reshape(count, _COARSE, count, _COARSE).transpose(0, 2, 1, 3)
        return _levelled(cells.reshape(count * count, _COARSE * _COARSE))

    @cached_property
    def fine(self) -> Pixels:
        """The whole (48, 48)."""
        whole = _rows(0.0, 1.0, _FINE)
        return np.asarray(whole @ self.pixels @ whole.T, np.float32)


def are_same(one: Picture, other: Picture) -> bool:
    """Whether one of them is the other, or a large part of it."""
    if float(one.windows[0] @ other.windows[0]) < _WHOLE:
        return False
    return _agree(one.fine, other.fine) or _holds(one, other) or _holds(other, one)


def _holds(larger: Picture, smaller: Picture) -> bool:
    """Whether a window of ``larger`` is ``smaller``."""
    rough = larger.windows @ smaller.windows[0]
    best = int(rough.argmax())
    if rough[best] < _ROUGH:
        return False
    return _agree(
        _fit(larger, smaller, _RASTER[best // len(_RASTER)] + _RASTER[best % len(_RASTER)]), smaller.fine
    )


def _agree(one: Pixels, other: Pixels) -> bool:
    """Whether two squares (48, 48) show the same, their fine detail included."""
    if _correlation(one, other) < SAME:
        return False
    tiles = [_tiles(_detail(pixels)) for pixels in (one, other)]
    strength = np.maximum(tiles[0].std(axis=1), tiles[1].std(axis=1))
    agreement = (_levelled(tiles[0]) * _levelled(tiles[1])).sum(axis=1)
    telling = strength > _FLAT * np.median(strength)
    return not telling.any() or float(np.quantile(agreement[telling], 0.25)) >= SAME_DETAIL


def _fit(larger: Picture, smaller: Picture, window: Window) -> Pixels:
    """The part (48, 48) of ``larger`` nearest to ``smaller``, looked for from ``window`` on."""

    def cut(window: Window) -> Pixels:
        top, bottom, left, right = window
        return np.asarray(_rows(top, bottom, _FINE) @ larger.pixels @ _rows(left, right, _FINE).T, np.float32)

    part = cut(window)
    best = _correlation(part, smaller.fine)
    for step in _STEPS:
        better = True
        while better:
            better = False
            for move in _MOVES:
                tried = tuple(np.clip(np.add(window, np.multiply(move, step)), 0, 1).tolist())
                if min(tried[1] - tried[0], tried[3] - tried[2]) < 0.5:
                    continue
                moved = cut(tried)
                correlation = _correlation(moved, smaller.fine)
                if correlation > best:
                    window, part, best, better = tried, moved, correlation, True
    return part


def _detail(pixels: Pixels) -> Pixels:
    """What is left of (48, 48) when its blur is taken away."""
    edge = _BLUR // 2
    padded = np.pad(pixels, edge, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (_BLUR, _BLUR))
    return np.asarray(pixels - windows.mean(axis=(2, 3)), np.float32)


def _tiles(square: Pixels) -> Pixels:
    """(48, 48) -> (tiles, pixels of each)."""
    side = _FINE // _TILES
    return square.reshape(_TILES, side, _TILES, side).transpose(0, 2, 1, 3).reshape(_TILES**2, side**2)


def _correlation(one: Pixels, other: Pixels) -> float:
    return float(_levelled(one.reshape(1, -1))[0] @ _levelled(other.reshape(1, -1))[0])


def _levelled(rows: Pixels) -> Pixels:
    """Rows without their mean, of unit length; what has no detail at all stays 0."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-3), np.float32)


def _rows(begin: float, end: float, count: int) -> Pixels:
    """The matrix (count, SIDE) that averages a stretch of SIDE pixels, in fractions, into ``count``."""
    edges = np.linspace(begin, end, count + 1) * SIDE
    pixels = np.arange(SIDE)
    covered = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    covered = np.clip(covered, 0, None)
    return np.asarray(covered / np.maximum(covered.sum(axis=1, keepdims=True), 1e-6), np.float32)


_RASTER = [
    (place * (1 - size), place * (1 - size) + size)
    for size in _SIZES
    for place in (_PLACES if size < 1 else (0.0,))
]
"""Begin and end of a window along one side."""
_RASTER_ROWS = np.concatenate([_rows(begin, end, _COARSE) for begin, end in _RASTER])
