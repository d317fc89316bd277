"""The order of an answer: vectors and full text weighed against each other. Pure functions over arrays.

The vectors judge every photo; full text knows what they cannot, a name in a file name or the
caption that the user wrote. A hit in the text lifts a photo by a bounded amount, so it cannot bury
photos that the vectors find much better.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]

MADE_WEIGHT = 0.1
"""Cosine that a photo gains whose made caption holds all words of the query. Chosen between 0
and 0.3 on the captions of Flickr8k's validation split as queries: more lets made captions mislead."""
TOLD_WEIGHT = 0.5
"""The same for what the user told: own captions, names of files and folders."""
UNWANTED_TEXT_WEIGHT = 0.3
"""Cosine that a photo loses whose text says outright what was asked to be away: below its peers. Not
below all, since captions are made by a network that sees dogs where there are none."""
UNWANTED_WEIGHT = 0.6
"""How much of the unwanted direction is taken off the wanted one. With 1, "dog -beach" finds
whatever is least like a beach, dog or not."""


def combine(
    wanted: Sequence[tuple[float, Scores]], unwanted: Sequence[tuple[float, Scores]]
) -> Scores | None:
    """One unit vector (D,) for weighted unit vectors; None when there are none or they cancel out."""
    towards, away = _direction(wanted), _direction(unwanted)
    if towards is None:
        return None if away is None else -away
    if away is None:
        return towards
    # The heaviest weight scales the push: "-beach^2" pushes twice as hard as "-beach".
    return _normalised(towards - UNWANTED_WEIGHT * max(weight for weight, _ in unwanted) * away)


def rarity(holders: int, photos: int) -> float:
    """How much a word tells, from how many of the photos' texts hold it (inverse document frequency)."""
    # Unlike the usual BM25 form, it stays positive in a library of four photos.
    return float(max(0.0, np.log((photos + 1) / (holders + 0.5))))


def coverage(holders: Mapping[str, Ids], shares: Mapping[str, float]) -> Scores:
    """Which share of a query each photo's text holds, by photo id: 0 to 1 if ``shares`` sum up to 1.

    ``holders`` are the photos whose text holds a word, ``shares`` how much of the query it is. As long
    as the highest id among them needs: ids grow with the library, and this is quicker than any search.
    """
    total = np.zeros(1 + max((int(holders[word].max(initial=0)) for word in shares), default=0), np.float32)
    for word, share in shares.items():
        total[holders[word]] += np.float32(share)
    return total


def at(ids: Ids, by_id: Scores) -> Scores:
    """What stands at each of the ids (n,); 0 beyond the end."""
    return np.where(ids < len(by_id), by_id[np.minimum(ids, len(by_id) - 1)], np.float32(0))


def fuse(cosines: Scores, made: Scores, told: Scores, unwanted: Scores) -> Scores:
    """Scores (n,) from cosines and three coverages (see the weights); higher is better.

    A cosine of NaN (no vector yet) counts as the lowest one.
    """
    known = cosines[~np.isnan(cosines)]
    filled = np.nan_to_num(cosines, nan=float(known.min()) if len(known) else 0.0)
    return np.asarray(
        filled + MADE_WEIGHT * made + TOLD_WEIGHT * told - UNWANTED_TEXT_WEIGHT * unwanted, dtype=np.float32
    )


def best(ids: Ids, scores: Scores, limit: int) -> tuple[Ids, Scores]:
    """The ``limit`` best, in order; ties by id."""
    if 0 < limit < len(ids):
        # All that tie with the last place take part, so that ids decide between them.
        is_enough = scores >= np.partition(scores, len(ids) - limit)[len(ids) - limit]
        ids, scores = ids[is_enough], scores[is_enough]
    order = np.lexsort((ids, -scores))[: max(limit, 0)]
    return ids[order], scores[order]


def _direction(weighted: Iterable[tuple[float, Scores]]) -> Scores | None:
    parts = [weight * vector for weight, vector in weighted]
    return _normalised(np.sum(parts, axis=0)) if parts else None


def _normalised(vector: Scores) -> Scores | None:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length, dtype=np.float32) if length > 1e-6 else None
