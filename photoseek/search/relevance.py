"""How well a photo fits a query: strong, possible, or weak."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Band = Literal["strong", "possible", "weak"]
BANDS: tuple[Band, ...] = ("strong", "possible", "weak")

STRONG = 0.4
POSSIBLE = 0.2


def bands(scores: NDArray[np.float32], told: NDArray[np.float32]) -> list[Band]:
    """The band of each score (n,); what the user ``told`` of (above 0) is strong whatever its score."""
    reached = (scores < STRONG).astype(int) + (scores < POSSIBLE)
    reached[told > 0] = 0
    return [BANDS[number] for number in reached]
