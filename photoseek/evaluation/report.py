"""All measures by name, and the report that runs those that are asked for.

Everything goes through the doors that the program itself uses, ``models.inference`` and
``search.searcher``. A measure that lacks something (a data set without Chinese captions, a model
without a part) says what, and the others go on.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from photoseek.errors import UserError
from photoseek.evaluation.captions import captions
from photoseek.evaluation.changed_photos import changed_photos
from photoseek.evaluation.class_names import class_names, tags
from photoseek.evaluation.collages import alignment, focus
from photoseek.evaluation.gallery import Gallery, Photograph, Progress, open_gallery
from photoseek.evaluation.neighbours import neighbours
from photoseek.evaluation.relevance import relevance
from photoseek.evaluation.text_search import (
    inversion,
    photo_to_text,
    photo_to_text_reranked,
    text_to_photo,
    text_to_photo_reranked,
)
from photoseek.evaluation.words import JudgedPair, word_pairs, words
from photoseek.models.inference import Inference

Figures = Mapping[str, object]

OF_CAPTIONED_PHOTOS: dict[str, Callable[[Gallery], Figures]] = {
    "text_to_photo": text_to_photo,
    "photo_to_text": photo_to_text,
    "text_to_photo_reranked": text_to_photo_reranked,
    "photo_to_text_reranked": photo_to_text_reranked,
    "inversion": inversion,
    "text_to_photo_chinese": partial(text_to_photo, language="zh"),
    "photo_to_text_chinese": partial(photo_to_text, language="zh"),
    "text_to_photo_chinese_reranked": partial(text_to_photo_reranked, language="zh"),
    "captions": captions,
    "captions_chinese": partial(captions, language="zh"),
    "relevance": relevance,
    "changed_photos": changed_photos,
    "neighbours": neighbours,
    "focus": focus,
    "alignment": alignment,
}
OF_SINGLE_OBJECTS: dict[str, Callable[[Gallery], Figures]] = {
    "class_names": class_names,
    "tags": tags,
}
OF_WORDS = ("words", "word_pairs")
NAMES = (*OF_CAPTIONED_PHOTOS, *OF_SINGLE_OBJECTS, *OF_WORDS)


def evaluate(
    inference: Inference,
    photographs: Sequence[Photograph],
    *,
    only: Collection[str] = NAMES,
    pairs: Sequence[JudgedPair] = (),
    beam_size: int = 3,
    progress: Progress = lambda stage, done, total: None,
) -> dict[str, object]:
    """The figures of each measure in ``only`` that these photographs and word pairs can tell.

    Photographs of single objects (``class_name``) and photographs with captions have measures of
    their own. ``seconds`` says how long each took, with what it was the first to need. Raises UserError
    when no photo can be read.
    """
    measures: dict[str, Callable[[Gallery], Figures]] = {}
    if any(photo.captions for photo in photographs):
        measures |= OF_CAPTIONED_PHOTOS
    if any(photo.class_name for photo in photographs):
        measures |= OF_SINGLE_OBJECTS
    measures = {name: measure for name, measure in measures.items() if name in only}
    report: dict[str, object] = {}
    seconds: dict[str, float] = {}
    if measures:
        with open_gallery(inference, photographs, beam_size=beam_size, progress=progress) as gallery:
            report["photos"] = len(gallery)
            report["unreadable"] = [
                {"path": str(path), "reason": reason} for path, reason in gallery.unreadable
            ]
            for name, measure in measures.items():
                began = time.perf_counter()
                report[name] = _measured(partial(measure, gallery))
                seconds[name] = round(time.perf_counter() - began, 1)
        report["seconds"] = seconds
    if "words" in only:
        report["words"] = _measured(lambda: words(inference.word_sources))
    if "word_pairs" in only and pairs:
        report["word_pairs"] = _measured(lambda: word_pairs(inference.word_sources, pairs))
    report["models"] = {
        "encoder": inference.encoder_id,
        "embedding": inference.embedding_id,
        **{f"captioner_{one}": inference.captioner_id(one) for one in inference.caption_languages},
    }
    return report


def _measured(measure: Callable[[], Figures]) -> Figures:
    try:
        return measure()
    except UserError as error:
        return {"not_measured": str(error)}
