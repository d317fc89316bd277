"""Recall at K and median rank, from photo to text and from text to photo.

The measures of Hodosh, Young & Hockenmaier 2013: a text finds its photo at rank r; a photo finds
the best of its own texts at rank r. Ties count against the system.
"""

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int64]


def text_to_photo_ranks(similarity: NDArray[np.float32], owners: NDArray[np.int64]) -> Ranks:
    """Rank, from 1, of each text's photo. ``similarity`` (texts, photos); ``owners`` (texts,)."""
    own = similarity[np.arange(len(owners)), owners]
    ranks: Ranks = (similarity >= own[:, None]).sum(axis=1)
    return ranks


def photo_to_text_ranks(similarity: NDArray[np.float32], owners: NDArray[np.int64]) -> Ranks:
    """Rank, from 1, of each photo's best own text. ``similarity`` (texts, photos); ``owners`` (texts,).

    A photo without a text of its own has no rank and is left out; a text of another photo has owner -1.
    """
    ranks = []
    for photo in np.unique(owners[owners >= 0]).tolist():
        column = similarity[:, photo]
        mine = owners == photo
        ranks.append(1 + int((column[~mine] >= column[mine].max()).sum()))
    return np.array(ranks, dtype=np.int64)


def summarize(ranks: Ranks) -> dict[str, float]:
    """Recall at 1, 5 and 10 in percent, and the median rank."""
    recall = {f"recall_at_{k}": percent(ranks <= k) for k in (1, 5, 10)}
    return recall | {"median_rank": float(np.median(ranks))}


def percent(true: NDArray[np.bool_]) -> float:
    """How many are true, of a hundred."""
    return round(100 * float(true.mean()), 2)
