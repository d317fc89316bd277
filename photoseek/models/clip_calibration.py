"""Which cosines of an OpenCLIP network mean that a text fits a photo: measured on photographs with names.

CLIP networks differ: in one 0.2 is a good fit, in another a bad one. What the program says of
relevance was measured on the shipped model, so a network's cosines are taken to that scale.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from photoseek.models.clip import Clip, ClipConfig
from photoseek.models.inference import Inference

_LEAST_GAP = 0.02  # between a photo's own words and others'; trained networks have 0.06 and more

Example = tuple[str, NDArray[np.uint8]]
"""What a photograph shows, in English words, and its square as the shipped encoder takes it."""


def calibrate(clip: Clip, shipped: Inference, examples: Sequence[Example]) -> ClipConfig | None:
    """The network's config with the line between two scales; None if it cannot tell the photographs apart.

    Two points make the line: the mean cosine of a photo with its own words, and with others'.
    """
    texts = list(dict.fromkeys(text for text, _ in examples))
    own = np.array([[text == shown for shown, _ in examples] for text in texts])
    squares = np.stack([square for _, square in examples])
    theirs = np.stack([clip.embed_text(text) for text in texts]) @ clip.embed_photos(squares).T
    words = np.stack([shipped.embed_words(text.split()) for text in texts])
    ours = words @ shipped.embed_photos(shipped.represent(squares)).T
    gap = float(theirs[own].mean() - theirs[~own].mean())
    if gap < _LEAST_GAP:
        return None
    scale = float(ours[own].mean() - ours[~own].mean()) / gap
    return replace(clip.config, scale=scale, offset=float(ours[own].mean() - scale * theirs[own].mean()))
