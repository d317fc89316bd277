"""Recall at K and median rank, from photo to text and from text to photo.

The measures of Hodosh, Young & Hockenmaier 2013: a text finds its photo at rank r; a photo finds
the best of its own texts at rank r. Ties count against the system.
"""

import numpy as np
from numpy.typing import NDArray


def text_to_photo_ranks(similarity: NDArray[np.float32], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank, from 1, of each text's photo. ``similarity`` (texts, photos); ``owners`` (texts,)."""
    own = similarity[np.arange(len(owners)), owners]
    ranks: NDArray[np.int64] = (similarity >= own[:, None]).sum(axis=1)
    return ranks


def photo_to_text_ranks(similarity: NDArray[np.float32], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank, from 1, of each photo's best own text. ``similarity`` (texts, photos); ``owners`` (texts,)."""
    ranks = []
    for photo in range(similarity.shape[1]):
        column = similarity[:, photo]
        mine = owners == photo
        ranks.append(1 + int((column[~mine] >= column[mine].max()).sum()))
    return np.array(ranks, dtype=np.int64)


def summarize(ranks: NDArray[np.int64]) -> dict[str, float]:
    """Recall at 1, 5 and 10 in percent, and the median rank."""
    recall = {f"recall_at_{k}": round(100 * float((ranks <= k).mean()), 2) for k in (1, 5, 10)}
    return recall | {"median_rank": float(np.median(ranks))}
