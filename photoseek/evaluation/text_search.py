"""Photos from sentences and sentences from photos, by each way that the program knows.

Every sentence that people wrote of a photo is a query, and that photo is its only right answer.
Ways that take long are measured on some sentences, with the joint space beside them on the same ones.
"""

import time
from collections.abc import Callable

import numpy as np

from photoseek.errors import UnknownWords
from photoseek.evaluation.gallery import Gallery, Words
from photoseek.evaluation.retrieval import photo_to_text_ranks, summarize, text_to_photo_ranks
from photoseek.evaluation.sampling import spread
from photoseek.models.vocabulary import Language, join
from photoseek.search.searcher import Answer

_SEARCHES = 300

Figures = dict[str, object]


def text_to_photo(gallery: Gallery, language: Language = "en") -> Figures:
    """By the joint space alone."""
    _, owners = gallery.sentences(language)
    ranks = text_to_photo_ranks(gallery.similarity(language), owners)
    return {**summarize(ranks), "queries": len(owners)}


def photo_to_text(gallery: Gallery, language: Language = "en") -> Figures:
    """By the joint space alone."""
    _, owners = gallery.sentences(language)
    ranks = photo_to_text_ranks(gallery.similarity(language), owners)
    return {**summarize(ranks), "queries": len(ranks)}


def search(gallery: Gallery) -> Figures:
    """As the program answers: joint space, full text of its own captions, re-ranking, and cut off."""
    return _asked(gallery, lambda text: gallery.searcher.by_words(text, len(gallery)), _SEARCHES)


def _asked(gallery: Gallery, ask: Callable[[str], Answer], wanted: int) -> Figures:
    sentences, owners = gallery.sentences("en")
    chosen = spread(range(len(sentences)), wanted)
    joint = text_to_photo_ranks(gallery.similarity("en")[chosen], owners[chosen])
    _answer(ask, sentences[0])  # loads what the first query would wait for
    ranks, took = [], []
    for done, number in enumerate(chosen, 1):
        began = time.perf_counter()
        answer = _answer(ask, sentences[number])
        took.append(time.perf_counter() - began)
        ranks.append(rank(answer, gallery.ids[owners[number]], len(gallery)))
        gallery.progress("searches", done, len(chosen))
    return {
        **summarize(np.array(ranks)),
        "queries": len(chosen),
        "median_ms": round(1000 * float(np.median(took)), 1),
        "joint": summarize(joint),
    }


def _answer(ask: Callable[[str], Answer], words: Words) -> Answer:
    try:
        return ask(join(words))
    except UnknownWords:
        return Answer(())


def rank(answer: Answer, photo_id: int, photos: int) -> int:
    """Where a photo stands in an answer, from 1; below all when it was left out."""
    return next((place for place, hit in enumerate(answer.hits, 1) if hit.photo_id == photo_id), photos + 1)
