"""Which photos and words a measure takes when it does not take all: the same ones every time."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def spread(items: Sequence[T], wanted: int) -> list[T]:
    """Up to ``wanted`` of ``items``, evenly spread over them, in order."""
    count = min(wanted, len(items))
    return [items[number * len(items) // count] for number in range(count)]


def couples(items: Sequence[T], wanted: int) -> list[tuple[T, T]]:
    """Up to ``wanted`` pairs of two different items; no item is in two pairs."""
    shuffled = list(items)
    random.Random(0).shuffle(shuffled)
    return list(zip(shuffled[::2], shuffled[1::2], strict=False))[:wanted]
