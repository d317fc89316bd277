"""Long work cut into parts, so that whoever asks for little waits for one part at most.

Photos are taken in by hundreds while a search asks for a single one. Both wait in one line here; a lock
would let the thread that has just released it have it again.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

LONGEST = 0.1  # seconds of a part
MOST = 32  # photos in a part


class Turns:
    """Calls ``work`` on parts of photos, one part at a time, and puts together what it gives back."""

    def __init__(self, work: Callable[[NDArray[np.uint8]], list[bytes]]) -> None:
        """``work``: uint8 photos (B, S, S, 3) -> B results."""
        self._work = work
        self._line = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        self._size = 1

    def __call__(self, photos: NDArray[np.uint8]) -> list[bytes]:
        """From any thread: uint8 photos (B, S, S, 3) -> B results. Raises as ``work`` does."""
        results: list[bytes] = []
        while len(results) < len(photos):
            part = photos[len(results) : len(results) + self._size]
            results += self._line.submit(self._timed, part).result()
        return results

    def _timed(self, part: NDArray[np.uint8]) -> list[bytes]:
        began = time.monotonic()
        results = self._work(part)
        bearable = int(len(part) * LONGEST / max(time.monotonic() - began, 1e-3))
        self._size = max(1, min(MOST, 2 * self._size, bearable))
        return results
