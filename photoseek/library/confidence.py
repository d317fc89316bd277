"""Whether a made caption is sure enough to be shown as a sentence; below that, tags are shown."""

import math
from collections.abc import Sequence

LEAST_CONFIDENCE = 0.3
"""Geometric mean of the words' probabilities below which a sentence is more likely wrong than right."""


def confidence(word_log_probs: Sequence[float]) -> float:
    """How sure the captioner was of a sentence, 0 to 1; 1 for one that a person wrote (no numbers)."""
    return math.exp(sum(word_log_probs) / len(word_log_probs)) if word_log_probs else 1.0


def is_confident(word_log_probs: Sequence[float]) -> bool:
    """Whether to show the sentence rather than tags."""
    return confidence(word_log_probs) >= LEAST_CONFIDENCE
