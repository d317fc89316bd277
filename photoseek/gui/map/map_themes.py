"""What the colours of the map of photos mean: groups of photos that lie together, named by their words."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoseek.gui.map.map_geometry import Points

MOST = 8  # themes; more colours cannot be told apart
LEAST_PHOTOS = 12  # of a theme, on average
WORDS = 2  # in a theme's name


@dataclass(frozen=True)
class Themes:
    names: tuple[str, ...]
    groups: NDArray[np.int64]
    """(N,) the theme of each point."""


def themes(points: Points, ids: Sequence[int], words: Mapping[int, Sequence[str]]) -> Themes:
    """Divide a map into themes. ``words``: what some of the photos show, by id; a sample will do.

    A theme is called by the words that are commoner in it than elsewhere.
    """
    from scipy.cluster.vq import kmeans2  # takes a moment to import, and only the map needs it

    count = max(1, min(MOST, len(points) // LEAST_PHOTOS))
    if count == 1:
        return Themes(("",), np.zeros(len(points), np.int64))
    _, groups = kmeans2(points.astype(np.float64), count, minit="++", seed=0)
    counts = [Counter[str]() for _ in range(count)]
    for photo_id, group in zip(ids, groups.tolist(), strict=True):
        counts[group].update(set(words.get(photo_id, ())))
    everywhere = sum(counts, Counter[str]())
    total = max(1, everywhere.total())
    taken: set[str] = set()
    names = [""] * count
    for group in sorted(range(count), key=lambda group: -counts[group].total()):
        inside = max(1, counts[group].total())

        def telling(word: str, group: int = group, inside: int = inside) -> float:
            share = counts[group][word] / inside
            return share * math.log(share / (everywhere[word] / total))

        best = [word for word in sorted(counts[group], key=telling, reverse=True) if word not in taken][
            :WORDS
        ]
        taken.update(best)
        names[group] = ", ".join(best)
    return Themes(tuple(names), groups.astype(np.int64))
