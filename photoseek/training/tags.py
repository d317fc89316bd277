"""Word detectors: ridge regression from index vectors to how many people said a word, then Platt scaling.

Both are closed form or nearly so, and take seconds; they are to be fitted anew whenever the joint
space is. A word's target for a photo is the share of its captions that hold it.
"""

import logging
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from photoseek.models.class_names import class_names
from photoseek.models.joint_embedding import JointEmbedding
from photoseek.models.tags import WordDetectors
from photoseek.models.vocabulary import tokenize
from photoseek.models.word_vectors import WordVectors
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable

LEAST_PHOTOS = 12
"""Photos whose captions hold a word, or its detector would learn those photos by heart."""
RIDGE = 1e-3
"""Added to the variances of index vectors; between 1e-4 and 3e-3 the average precision hardly differs."""
SURE_CLASS = 0.7
"""Probability from which on a photo's ImageNet class counts as true when class words are scaled."""

_BATCH = 1024
_STEPS = 30  # of Newton's method in two unknowns a word; it has settled after ten

_log = logging.getLogger(__name__)
Matrix = NDArray[np.float32]


def train(
    embedding: JointEmbedding,
    embedding_id: str,
    words: WordVectors,
    features: FeatureTable,
    examples: Sequence[Example],
) -> WordDetectors:
    """Detectors for index vectors of ``embedding``, which ``embedding_id`` names.

    Sentences of the same photo make its target together.
    """
    views = {example.photo: example.views for example in examples}
    said: dict[int, Counter[str]] = {photo: Counter() for photo in views}
    sentences = Counter(example.photo for example in examples)
    for example in examples:
        said[example.photo].update(set(example.words))
    photos = list(views)
    holders = Counter(word for photo in photos for word in said[photo] if word not in FUNCTION_WORDS)
    known = sorted(word for word, count in holders.items() if count >= LEAST_PHOTOS)
    numbers = {word: number for number, word in enumerate(known)}
    share = np.zeros((len(photos), len(known)), np.float32)
    for row, photo in enumerate(photos):
        for word, count in said[photo].items():
            if word in numbers:
                share[row, numbers[word]] = count / sentences[photo]

    whole = _embed(embedding, features, [views[photo][0] for photo in photos])
    mean = whole.mean(axis=0)
    products = np.zeros((whole.shape[1], whole.shape[1]))
    agreement = np.zeros((whole.shape[1], len(known)))
    seen = 0
    for view in range(max(map(len, views.values()))):
        rows = [row for row, photo in enumerate(photos) if view < len(views[photo])]
        vectors = _embed(embedding, features, [views[photos[row]][view] for row in rows]) - mean
        products += vectors.T @ vectors
        agreement += vectors.T @ (share[rows] - share.mean(axis=0))
        seen += len(rows)
    ridge = RIDGE * np.eye(len(products))
    directions = np.linalg.solve(products / seen + ridge, agreement / seen).T.astype(np.float32)  # (N, D)
    scores = (whole - mean) @ directions.T
    spread = scores.std(axis=0) + 1e-6
    slopes, offsets = _platt(scores / spread, share)
    directions *= (slopes / spread)[:, None]
    offsets -= directions @ mean
    class_slope, class_offset = _scale_classes(
        embedding, words, features, [views[photo][0] for photo in photos]
    )
    _log.info("tags: %d words", len(known))
    return WordDetectors(tuple(known), directions, offsets, class_slope, class_offset, embedding_id)


def _embed(embedding: JointEmbedding, features: FeatureTable, rows: Sequence[int]) -> Matrix:
    with torch.inference_mode():
        parts = [
            embedding.embed_photos(_pooled(features, rows[begin : begin + _BATCH])).numpy()
            for begin in range(0, len(rows), _BATCH)
        ]
    return np.concatenate(parts)


def _pooled(features: FeatureTable, rows: Sequence[int]) -> torch.Tensor:
    return torch.from_numpy(features.pooled[list(rows)].astype(np.float32))


def _platt(scores: Matrix, target: Matrix) -> tuple[Matrix, Matrix]:
    """Slope and offset for each column that make ``scores`` (n, N) log odds of ``target``, 0 to 1.

    (Platt 1999; Newton's method, each column by itself.) Slopes are drawn towards 1 a little, for
    words that few photos hold.
    """
    rate = np.clip(target.mean(axis=0), 1e-4, 1 - 1e-4)
    slopes, offsets = np.ones(len(rate)), np.log(rate / (1 - rate))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(slopes * scores + offsets)))
        miss, weight = target - likely, likely * (1 - likely) + 1e-6
        by_slope = (miss * scores).mean(axis=0) - 1e-3 * (slopes - 1)
        by_offset = miss.mean(axis=0)
        both = (weight * scores).mean(axis=0)
        slope_twice, offset_twice = (weight * scores**2).mean(axis=0) + 1e-3, weight.mean(axis=0)
        determinant = slope_twice * offset_twice - both**2
        slopes += np.clip((offset_twice * by_slope - both * by_offset) / determinant, -1, 1)
        offsets += np.clip((slope_twice * by_offset - both * by_slope) / determinant, -1, 1)
    return slopes.astype(np.float32), offsets.astype(np.float32)


def _scale_classes(
    embedding: JointEmbedding, words: WordVectors, features: FeatureTable, rows: Sequence[int]
) -> tuple[float, float]:
    """Slope and offset that make a ConSE cosine log odds that a photo shows the class of a word.

    True are photos whose class is sure, and each word of its name; false the same words for others.
    """
    names = [[word for word in tokenize(name) if word in words] for name in class_names()]
    with torch.inference_mode():
        pooled = _pooled(features, rows)
        surest, classes = embedding.class_probabilities(pooled).max(dim=1)
        sure = (surest >= SURE_CLASS).nonzero()[:, 0].tolist()
        pairs = [(photo, word) for photo in sure for word in names[int(classes[photo])]]
        if len(pairs) < LEAST_PHOTOS:
            return 0.0, -9.0  # too few to tell: class words are not detected
        vectors = embedding.embed_photos(pooled[sure]).numpy()
        directions = {
            word: embedding.class_direction(torch.from_numpy(words.lookup([word])[0])).numpy()
            for word in {word for _, word in pairs}
        }
    place = {photo: row for row, photo in enumerate(sure)}
    true, false = [], []
    for photo, word in pairs:
        cosines = vectors @ directions[word]
        true.append(cosines[place[photo]])
        others = [row for other, row in place.items() if word not in names[int(classes[other])]]
        false.append(cosines[others])
    cosines = np.concatenate([np.array(true), *false])[:, None].astype(np.float32)
    target = np.zeros_like(cosines)
    target[: len(true)] = 1
    spread = float(cosines.std())
    slope, offset = _platt((cosines / spread).astype(np.float32), target)
    return float(slope[0]) / spread, float(offset[0])
