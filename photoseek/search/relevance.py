"""How well a photo fits a query: strong, possible, or weak. Pure functions over arrays.

Two things are known of a photo and a query. The *cosine* of their vectors judges the query as a
whole; it is near 0.4 for a sentence and its photo, whatever the sentence, but hardly above 0.1 for
many a single word. The *odds* are log odds that a person would say each word of the photo
(``models.tags``), averaged over the words; they mean the same for every word, and a word that
nothing in any photo has to do with keeps them low. A logistic regression over both says how likely
the photo is an answer; a band is a range of it. A cut of the cosine alone cannot do this: what
keeps nine in ten of the right photos for sentences leaves no dog strong for "dog".

The numbers were fitted on Flickr8k's validation split: 1,500 captions and 2,300 queries of one to
four words that several people said of a photo, against random photos, and nonsense against those
photos that come nearest to it. ``photoseek evaluate --only relevance`` measures what they do.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Band = Literal["strong", "possible", "weak"]
BANDS: tuple[Band, ...] = ("strong", "possible", "weak")

ODDS_WEIGHT = 0.047
"""What one unit of log odds counts in cosines. It serves the order, too: with it the average precision
of single words on the validation split rises from 0.24 to 0.31, and sentences find no less."""
UNSEEN_ODDS = -9.0
"""Log odds of a word that nothing can be seen of; lower ones are raised to it."""
MOST_ODDS = 5.0
"""Higher ones are lowered to it: no word is surer than sure."""

COSINE, BREVITY, OFFSET = 10.5, 2.4, -3.9
"""Log odds that a photo fits: for each unit of score, for 1 / words, and without any."""
COSINE_ALONE, BREVITY_ALONE, OFFSET_ALONE = 14.0, 2.8, -7.0
"""The same for queries whose words have no odds: of another language, or of another network's space.
Chosen on Chinese captions: 89 % of the right photos are possible or strong, 7 % of the library."""

STRONG = -1.0
"""Fitting log odds from which on a photo is strong: 56 % of the right photos for captions reach it and
1 % of the library, 93 % of the dogs for "dog", and no photo at all for 99 % of nonsense queries."""
POSSIBLE = -2.75
"""The same for possible: 87 % of the right photos, 5 % of the library."""
MOSTLY_TOLD = 0.5
"""Share of a query that the user told of a photo, from which on it is strong whatever the networks see."""


def score(cosines: Scores, odds: Scores | None) -> Scores:
    """Cosines (n,) and mean log odds (n,), if there are any, on one scale; higher is better."""
    return cosines if odds is None else np.asarray(cosines + ODDS_WEIGHT * odds, np.float32)


def fit(scores: Scores, words: int, *, with_odds: bool) -> Scores:
    """Log odds (n,) that photos of these scores fit a query of so many words that mean something."""
    if with_odds:
        return np.asarray(COSINE * scores + BREVITY / max(words, 1) + OFFSET, np.float32)
    return np.asarray(COSINE_ALONE * scores + BREVITY_ALONE / max(words, 1) + OFFSET_ALONE, np.float32)


def bands(fits: Scores, told: Scores) -> list[Band]:
    """The band of each photo, by how well it fits (n,) and how much of the query was ``told`` of it (n,)."""
    reached = (fits < STRONG).astype(int) + (fits < POSSIBLE)
    reached = np.where(told >= MOSTLY_TOLD, 0, np.where(told > 0, np.minimum(reached, 1), reached))
    return [BANDS[number] for number in reached]
