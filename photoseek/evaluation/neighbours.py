"""Whether photos that the program finds alike are about the same things, by what people said of them."""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.sampling import spread
from photoseek.search.function_words import FUNCTION_WORDS

_NEIGHBOURS = 5
_PHOTOS = 500


def neighbours(gallery: Gallery) -> dict[str, object]:
    """Share of a photo's caption words, in percent, that the captions of a neighbour hold as well.

    The mean over the first five neighbours, beside that over random photos and over the nearest by
    the encoder's raw features (cosine of the whole photo's).
    """
    gallery.sentences("en")  # says so when there are none
    words = [_words(photo.captions.get("en", ())) for photo in gallery.photos]
    chosen = spread([number for number, said in enumerate(words) if said], _PHOTOS)
    pooled = gallery.inference.features(gallery.representations)
    pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
    chance = random.Random(0)
    ours, by_chance, raw = [], [], []
    for done, number in enumerate(chosen, 1):
        hits = gallery.searcher.by_photo(gallery.ids[number], _NEIGHBOURS).hits
        ours.append(_in_common(words, number, [hit.photo_id - 1 for hit in hits]))
        others = [other for other in range(len(gallery)) if other != number]
        by_chance.append(_in_common(words, number, chance.sample(others, min(_NEIGHBOURS, len(others)))))
        raw.append(_in_common(words, number, _nearest(pooled, number)))
        gallery.progress("neighbours", done, len(chosen))
    return {
        "words_in_common": round(float(np.mean(ours)), 2),
        "with_random_photos": round(float(np.mean(by_chance)), 2),
        "by_raw_features": round(float(np.mean(raw)), 2),
        "photos": len(chosen),
    }


def _words(captions: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(word for caption in captions for word in caption) - FUNCTION_WORDS


def _in_common(words: Sequence[frozenset[str]], number: int, others: Sequence[int]) -> float:
    mine = words[number]
    return 100 * float(np.mean([len(mine & words[other]) / len(mine) for other in others])) if others else 0.0


def _nearest(features: NDArray[np.float32], number: int) -> list[int]:
    similar = features @ features[number]
    similar[number] = -np.inf
    return [int(other) for other in np.argsort(-similar)[: min(_NEIGHBOURS, len(features) - 1)]]
