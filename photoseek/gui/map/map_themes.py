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
ROUNDS = 10  # of k-means; SciPy's as many


@dataclass(frozen=True)
class Themes:
    names: tuple[str, ...]
    groups: NDArray[np.int64]
    """(N,) the theme of each point."""


def themes(points: Points, ids: Sequence[int], words: Mapping[int, Sequence[str]]) -> Themes:
    """Divide a map into themes. ``words``: what some of the photos show, by id; a sample will do.

    A theme is called by the words that are commoner in it than elsewhere.
    """
    count = max(1, min(MOST, len(points) // LEAST_PHOTOS))
    if count == 1:
        return Themes(("",), np.zeros(len(points), np.int64))
    groups = divided(points.astype(np.float64), count)
    counts = [Counter[str]() for _ in range(count)]
    for photo_id, group in zip(ids, groups.tolist(), strict=True):
        if photo_id in words:
            counts[group].update(set(words[photo_id]))
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
    return Themes(tuple(names), groups)


def divided(points: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """(N,) the group of each point (N, 2): k-means from centres that begin far apart (k-means++), always the
    same for the same points. SciPy's own would hold 30 MB of the window's memory."""
    random = np.random.default_rng(0)
    centres = points[[int(random.integers(len(points)))]]
    while len(centres) < count:
        chance = _distances(points, centres).min(axis=1)
        total = chance.sum()
        chosen = random.choice(len(points), p=chance / total) if total > 0 else len(centres)
        centres = np.concatenate([centres, points[[chosen]]])
    groups = np.zeros(len(points), np.int64)
    for _ in range(ROUNDS):
        groups = _distances(points, centres).argmin(axis=1).astype(np.int64)
        sizes = np.bincount(groups, minlength=count)
        sums = [np.bincount(groups, points[:, axis], count) for axis in (0, 1)]
        means = np.stack(sums, axis=1) / np.maximum(sizes, 1)[:, None]
        centres = np.where(sizes[:, None] > 0, means, centres)
    return groups


def _distances(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, K) the squared distance of each point to each centre."""
    x = points[:, :1] - centres[:, 0]
    y = points[:, 1:] - centres[:, 1]
    return np.asarray(x * x + y * y)
