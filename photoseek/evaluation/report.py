"""All measures of one data set split, through the same door as the program: ``models.inference``."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from photoseek.errors import UnreadablePhoto, UserError
from photoseek.evaluation.caption_scores import score as score_captions
from photoseek.evaluation.retrieval import photo_to_text_ranks, summarize, text_to_photo_ranks
from photoseek.images.decode import decode
from photoseek.models.inference import Inference
from photoseek.search.ranking import LEAST_SCORE

_BATCH = 32


class Captioned(Protocol):
    """A photo with the captions that people gave it, each cut into words."""

    @property
    def path(self) -> Path: ...

    @property
    def captions(self) -> tuple[tuple[str, ...], ...]: ...


def evaluate(
    inference: Inference,
    photos: Sequence[Captioned],
    *,
    beam_size: int = 3,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, object]:
    """Recall in both directions and caption scores over ``photos``; unreadable ones are named and left out.

    Retrieval is by vectors alone: full text, which ``photoseek search`` adds, is not part of it.
    Photos without captions are left out. Raises UserError when no photo can be read.
    """
    photos = [photo for photo in photos if photo.captions]
    kept: list[Captioned] = []
    unreadable: list[dict[str, str]] = []
    representations: list[bytes] = []
    squares = []
    for number, photo in enumerate(photos, 1):
        try:
            squares.append(decode(photo.path).square)
            kept.append(photo)
        except UnreadablePhoto as error:
            unreadable.append({"path": str(photo.path), "reason": str(error)})
        if squares and (len(squares) == _BATCH or number == len(photos)):
            representations += inference.represent(np.stack(squares))
            squares = []
            progress(number, len(photos))
    if not kept:
        raise UserError("No photo of this data set has captions and can be read.")

    vectors = inference.embed_photos(representations)
    sentences = [caption for photo in kept for caption in photo.captions]
    owners = np.repeat(np.arange(len(kept)), [len(photo.captions) for photo in kept])
    known = [any(word in inference.word_vectors for word in words) for words in sentences]
    texts = np.stack(
        [
            inference.embed_words(words) if is_known else np.zeros(vectors.shape[1], np.float32)
            for words, is_known in zip(sentences, known, strict=True)
        ]
    )
    similarity = texts @ vectors.T
    written = [caption.text.split() for caption in inference.caption(representations, beam_size)]
    return {
        "photos": len(kept),
        "unreadable": unreadable,
        "text_to_photo": summarize(text_to_photo_ranks(similarity, owners)),
        "photo_to_text": summarize(photo_to_text_ranks(similarity, owners)),
        "fitting": {
            # What the floor of a search lets through, of what should come and of everything.
            "own_photo_percent": _percent(similarity[np.arange(len(owners)), owners] >= LEAST_SCORE),
            "library_percent": _percent(similarity >= LEAST_SCORE),
        },
        "captions": score_captions(written, [photo.captions for photo in kept])
        | {"distinct": len({tuple(words) for words in written}) / len(written)},
        "models": {
            "encoder": inference.encoder_id,
            "embedding": inference.embedding_id,
            "captioner": inference.captioner_id(),
        },
    }


def _percent(true: NDArray[np.bool_]) -> float:
    return round(100 * float(true.mean()), 2)
