"""CIDEr-D as a reward for sentences one at a time.

Vedantam et al. 2015, as pycocoevalcap computes it: cosines of TF-IDF vectors of one to four words in a
row, counts clipped to those of the reference, a Gaussian penalty on the difference in length. That
library scores whole corpora and counts its document frequencies anew each time; a reward is asked
for thousands of times a minute. A test holds the two against each other.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

Words = Sequence[str]

_ORDERS = 4
_LENGTH_DEVIATION = 6.0
_SCALE = 10.0
_Vector = tuple[list[dict[tuple[str, ...], float]], list[float], int]


class CiderReward:
    """Scores of sentences, 0 to 10, against what people wrote of the same photo."""

    def __init__(self, references: Mapping[int, Sequence[Words]]) -> None:
        """``references``: for each photo's number its sentences; their document frequencies are used."""
        counts = {photo: [_counts(words) for words in sentences] for photo, sentences in references.items()}
        self._photos_with: Counter[tuple[str, ...]] = Counter()
        for sentences in counts.values():
            self._photos_with.update({gram for orders in sentences for order in orders for gram in order})
        self._log_photos = math.log(len(counts))
        self._references = {
            photo: [self._vector(orders) for orders in sentences] for photo, sentences in counts.items()
        }

    def __call__(self, photo: int, words: Words) -> float:
        """The score of one sentence about a photo."""
        grams, lengths, size = self._vector(_counts(words))
        references = self._references[photo]
        total = 0.0
        for reference_grams, reference_lengths, reference_size in references:
            similar = 0.0
            for order in range(_ORDERS):
                if lengths[order] and reference_lengths[order]:
                    meant = reference_grams[order]
                    shared = sum(
                        min(value, meant[gram]) * meant[gram]
                        for gram, value in grams[order].items()
                        if gram in meant
                    )
                    similar += shared / (lengths[order] * reference_lengths[order])
            total += similar * math.exp(-((size - reference_size) ** 2) / (2 * _LENGTH_DEVIATION**2))
        return _SCALE * total / _ORDERS / len(references)

    def _vector(self, orders: list[Counter[tuple[str, ...]]]) -> _Vector:
        weighted = [
            {
                gram: count * (self._log_photos - math.log(max(1, self._photos_with[gram])))
                for gram, count in order.items()
            }
            for order in orders
        ]
        lengths = [math.sqrt(sum(value * value for value in order.values())) for order in weighted]
        return weighted, lengths, sum(orders[1].values())  # the library measures length in word pairs


def _counts(words: Words) -> list[Counter[tuple[str, ...]]]:
    return [
        Counter(tuple(words[place : place + order]) for place in range(len(words) - order + 1))
        for order in range(1, _ORDERS + 1)
    ]
