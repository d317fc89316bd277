"""Parts of a photo as a network sees them: each squashed to a square, as if it were a photo of its own."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photoseek.images.decode import decode_upright

_LONGEST = (
    4096  # pixels that a photo is decoded at, at the most; a small part of it may have less than a square
)

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom as fractions of an upright photo's sides."""


def crops(
    path: Path, boxes: Sequence[Edges], square_side: int = 260, *, large: bool = True
) -> NDArray[np.uint8]:
    """RGB squares (n, side, side, 3) of parts of a photo, which is decoded once.

    A box that reaches beyond the photo is cut, one of no area is a pixel. Raises as ``decode`` does.
    """
    shortest = min((min(box[2] - box[0], box[3] - box[1]) for box in boxes), default=1.0)
    side = math.ceil(2 * square_side / max(shortest, 2 * square_side / _LONGEST))
    upright, _ = decode_upright(path, side, large=large)
    squares = [
        upright.crop(_pixels(box, upright.size)).resize((square_side, square_side), Image.Resampling.BICUBIC)
        for box in boxes
    ]
    return np.stack([np.asarray(square) for square in squares])


def _pixels(box: Edges, size: tuple[int, int]) -> tuple[int, int, int, int]:
    (left, right), (top, bottom) = (
        _side(box[edge], box[edge + 2], length) for edge, length in enumerate(size)
    )
    return left, top, right, bottom


def _side(begin: float, end: float, length: int) -> tuple[int, int]:
    first = min(max(round(begin * length), 0), length - 1)
    return first, max(min(round(end * length), length), first + 1)
