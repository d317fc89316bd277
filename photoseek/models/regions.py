"""Regions of a photo: where words are, as heat over its 5 x 5 places and as boxes. NumPy alone.

A sentence is a Markov chain over places (Karpathy & Fei-Fei 2015, section 3.1.3): neighbouring words
gain by pointing at the same place, so that a phrase falls on one region. Words that lead to another
("in a red shirt") point nowhere in themselves; they are where the word is that they lead to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photoseek.models.representation import GRID_SIDE

_PART_OF_BOX = 0.7  # of the hottest point's heat; at a half, boxes of doubtful words reach all over the photo
_FINENESS = 4  # boxes end between places, too: heat is smooth from centre to centre
_STEPS = _FINENESS * GRID_SIDE
_LISTED = (
    "a an the this that these those some his her their its my our your and or while as of in on at by with "
    "for from to into onto over under through near behind beside between against along around across"
)
_LEADING = frozenset(_LISTED.split())
_TOGETHER = 1e3  # the adherence of a word to the one it leads to
_MOST_ODDS = 8.0  # that a place shows a word: surer is no detector
_TRUST = 0.5  # in alignment and detectors together; with 1 boxes are too small
_ROUNDING = 1e-6  # edges are fifths more often than not, which no float is


class Box(NamedTuple):
    """Edges as fractions of the photo's width and height, from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Region:
    """Where a word or a phrase is. ``heat``: float32 (5, 5), the upper row first, from 0 to 1 at the most."""

    words: tuple[str, ...]
    heat: NDArray[np.float32]
    box: Box


@dataclass(frozen=True)
class Alignment:
    """Every word's region, and those of the phrases into which the sentence falls, in its order."""

    words: tuple[Region, ...]
    phrases: tuple[Region, ...]


def locate(words: Sequence[str], log_probs: NDArray[np.float32], adherence: float) -> Alignment:
    """Regions of ``words`` from the log probability (T, 25) of each place to be where the word is."""
    leads = np.array([word in _LEADING for word in words])
    if leads.all():
        leads[:] = False
    own = np.where(leads[:, None], 0, log_probs)
    path = likeliest_path(own, np.where(leads[:-1], _TOGETHER, adherence))
    ends = [place for place in range(1, len(path)) if path[place] != path[place - 1]]
    phrases = [slice(begin, end) for begin, end in zip([0, *ends], [*ends, len(path)], strict=True)]
    return Alignment(
        tuple(_region((word,), row) for word, row in zip(words, log_probs, strict=True)),
        tuple(_region(tuple(words[phrase]), own[phrase].sum(axis=0)) for phrase in phrases),
    )


def with_evidence(log_probs: NDArray[np.float32], log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log probabilities (T, 25) of each place to be where a word is, but for a constant: the alignment's,
    and log odds (T, 25) that the place shows the word."""
    told: NDArray[np.float32] = _TRUST * (log_probs + np.clip(log_odds, -_MOST_ODDS, _MOST_ODDS))
    return told


def likeliest_path(log_probs: NDArray[np.float32], adherence: NDArray[np.float64]) -> list[int]:
    """The place of each word (Viterbi): the greatest sum of ``log_probs`` (T, 25) along the sentence, plus
    ``adherence`` (T - 1,) where two words in a row are at the same place."""
    best = log_probs[0]
    came_from = []
    for row, gain in zip(log_probs[1:], adherence, strict=True):
        stays = best + gain >= best.max()
        came_from.append(np.where(stays, np.arange(len(best)), best.argmax()))
        best = row + np.where(stays, best + gain, best.max())
    path = [int(best.argmax())]
    for previous in reversed(came_from):
        path.append(int(previous[path[-1]]))
    return path[::-1]


def look_closer(grid: NDArray[np.float32], box: Box) -> NDArray[np.float32]:
    """The places (25, C) of a photo's part, as if it were a photo of its own, from those of the whole.

    Bilinear between the centres of places, as RoIAlign does (He et al. 2017, "Mask R-CNN").
    """
    places = grid.reshape(GRID_SIDE, GRID_SIDE, -1)
    down = _between(box.top, box.bottom)
    across = _between(box.left, box.right)
    closer: NDArray[np.float32] = np.einsum("yi,xj,ijc->yxc", down, across, places)
    return closer.reshape(GRID_SIDE * GRID_SIDE, -1)


def _between(begin: float, end: float) -> NDArray[np.float32]:
    """(5, 5): how much of each place along a side goes into each place of the part from begin to end."""
    first, last = begin * GRID_SIDE - 0.5, end * GRID_SIDE - 0.5  # the edges, counted in places' centres
    wanted = first + (np.arange(GRID_SIDE) + 0.5) / GRID_SIDE * (last - first)
    inmost, outmost = np.ceil(first - _ROUNDING), np.floor(last + _ROUNDING)
    if inmost <= outmost:  # nothing of a place whose centre is outside, if there is one inside
        wanted = np.clip(wanted, inmost, outmost)
    return _shares(wanted)


def _shares(wanted: NDArray[np.float64]) -> NDArray[np.float32]:
    """(n, 5): the two places along a side that each wanted point, counted in their centres, lies between."""
    distances = np.abs(np.clip(wanted, 0, GRID_SIDE - 1)[:, None] - np.arange(GRID_SIDE))
    return np.maximum(1 - distances, 0).astype(np.float32)


_FINER = _shares((np.arange(_STEPS) + 0.5) / _STEPS * GRID_SIDE - 0.5)  # (20, 5)


def _region(words: tuple[str, ...], log_probs: NDArray[np.float32]) -> Region:
    heat = np.exp(log_probs - log_probs.max()).reshape(GRID_SIDE, GRID_SIDE).astype(np.float32)
    return Region(words, heat, _box(heat))


def _box(places: NDArray[np.float32]) -> Box:
    """Around the hottest place and the hot points that hang together with it, edge by edge."""
    heat = _FINER @ places @ _FINER.T
    hot = heat >= _PART_OF_BOX * heat.max()
    row, column = (index * _FINENESS for index in divmod(int(places.argmax()), GRID_SIDE))
    hot[row : row + _FINENESS, column : column + _FINENESS] = True  # all of that place
    reached = np.zeros_like(hot)
    waiting = [(row, column)]
    while waiting:
        row, column = waiting.pop()
        if 0 <= row < _STEPS and 0 <= column < _STEPS and hot[row, column] and not reached[row, column]:
            reached[row, column] = True
            waiting += [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    rows, columns = np.flatnonzero(reached.any(axis=1)), np.flatnonzero(reached.any(axis=0))
    return Box(
        float(columns[0] / _STEPS),
        float(rows[0] / _STEPS),
        float((columns[-1] + 1) / _STEPS),
        float((rows[-1] + 1) / _STEPS),
    )
