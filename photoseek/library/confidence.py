"""Whether a made caption is sure enough to be shown as a sentence; below that, tags are shown."""

LEAST_CONFIDENCE = 0.12
"""On Flickr8k's validation split 7 % of captions are below it; of the sample photographs, whose world the
captioner mostly does not know, all captions that were wrong but one, and none that was right."""


def is_confident(confidence: float) -> bool:
    """Whether to show the sentence rather than tags."""
    return confidence >= LEAST_CONFIDENCE
