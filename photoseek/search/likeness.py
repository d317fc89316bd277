"""Photos like a photo: alike as a whole, mixed with words, or like what words point at in it.

Two judges have a say. The encoder's own features (``Inference.similarity``) know a photo again that
was cropped or made paler: 99 % of photos of Flickr8k's validation split that were cropped to 60 %,
resized, made brighter or darker and compressed find their original first, by the index vectors 95 %.
The index vectors know what a photo means: captions of the first five neighbours share 9.9 % of
their words by them, 9.3 % by the features, and 3.4 % by chance.
"""

import numpy as np

from photoseek.search.relevance import BANDS, Band, Scores

FEATURES_SHARE = 2 / 3
"""Of the encoder's features in the likeness; the rest is the index vectors'."""
WORDS_WEIGHT = 1.0
"""What the score of words counts when a photo is mixed with them, the likeness being 1."""
ABOUT_WEIGHT = 3.0
"""The same for words that say what in the photo is meant. On collages of two photos of the validation
split, 1 puts the photo meant before the other for 81 % of words, 3 for 87 %; more makes the photo
hardly matter."""

STRONG, POSSIBLE = 0.45, 0.3
"""Likeness from which on a photo is strong or possible: above 0.45 photos share four times as many words
as by chance; 1 in 30 photos is above 0.3."""


def likeness(features: Scores, meaning: Scores) -> Scores:
    """One number from both cosines (n,)."""
    return np.asarray(FEATURES_SHARE * features + (1 - FEATURES_SHARE) * meaning, np.float32)


def bands(alike: Scores) -> list[Band]:
    """The band of each photo by its likeness (n,)."""
    reached = (alike < STRONG).astype(int) + (alike < POSSIBLE)
    return [BANDS[number] for number in reached]


def mixed(alike: Scores, words: Scores, weight: float = WORDS_WEIGHT) -> Scores:
    """Likeness (n,) to a photo and the scores (n,) of words, which push and pull as in a search."""
    return np.asarray(alike + weight * words, np.float32)
