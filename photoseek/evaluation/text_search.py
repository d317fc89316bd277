"""Photos from sentences and sentences from photos, by each way that the program knows.

Every sentence that people wrote of a photo is a query, and that photo is its only right answer.
Ways that take long are measured on some sentences, with the joint space beside them on the same ones.
"""

import time
from collections.abc import Callable

import numpy as np

from photoseek.errors import UnknownWords
from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.retrieval import photo_to_text_ranks, summarize, text_to_photo_ranks
from photoseek.evaluation.sampling import spread
from photoseek.models.vocabulary import Language, join
from photoseek.search import retelling
from photoseek.search.answer import Answer

_SEARCHES = 300
_RETOLD = 60  # photos whose sentences the captioner judges
_OTHERS = 8  # photos that a sentence is held against
_INVERTED = 20  # photos whose sentences the captioner is inverted for
_RETELLING_WEIGHT = 0.05  # of the captioner for sentences; more of it, up to 0.3, found less

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


def text_to_photo_reranked(gallery: Gallery, language: Language = "en") -> Figures:
    """As the program answers: by joint space, word detectors and its own captions, then by the captioner."""
    return _asked(gallery, lambda text: gallery.searcher.by_words(text, len(gallery)), _SEARCHES, language)


def photo_to_text_reranked(gallery: Gallery) -> Figures:
    """By the joint space, then by how much likelier the captioner says a sentence of this photo than of any.

    The program has no use for this direction. The captioner adds little to it.
    """
    sentences, owners = gallery.sentences("en")
    similarity = gallery.similarity("en")
    chosen = np.array(spread(np.unique(owners).tolist(), _RETOLD))
    others = [gallery.representations[number] for number in spread(range(len(gallery)), _OTHERS)]
    scores = similarity[:, chosen].copy()
    for done, (column, photo) in enumerate(enumerate(chosen.tolist()), 1):
        for number in np.argsort(-scores[:, column])[: retelling.SHORTLIST].tolist():
            told = [gallery.representations[photo], *others]
            likely = gallery.inference.word_log_probs(sentences[number], told).mean(axis=1)
            # The shortlist stays above all others: only its own order is in question.
            scores[number, column] += 1 + _RETELLING_WEIGHT * (likely[0] - likely[1:].mean())
        gallery.progress("photos retold", done, len(chosen))
    place = {photo: column for column, photo in enumerate(chosen.tolist())}
    column_of = np.array([place.get(owner, -1) for owner in owners.tolist()])
    return {
        **summarize(photo_to_text_ranks(scores, column_of)),
        "queries": len(chosen),
        "joint": summarize(photo_to_text_ranks(similarity[:, chosen], column_of)),
    }


def inversion(gallery: Gallery) -> Figures:
    """By inverting the captioner, in both directions, beside the joint space and the program's own answers.

    All sentences of some photos are inverted. Each is a query for its photo among all photos, and
    each of these photos one for its sentences among these.
    """
    sentences, owners = gallery.sentences("en")
    some = spread(np.unique(owners).tolist(), _INVERTED)
    chosen = np.flatnonzero(np.isin(owners, some))
    searcher = gallery.searcher
    searcher.by_inversion(join(sentences[0]), 1)  # loads what the first query would wait for
    scores = np.zeros((len(chosen), len(gallery)), np.float32)
    reranked, took = [], []
    for row, number in enumerate(chosen.tolist()):
        text = join(sentences[number])
        began = time.perf_counter()
        answer = _answer(lambda text: searcher.by_inversion(text, len(gallery)), text)
        took.append(time.perf_counter() - began)
        for hit in answer.hits:
            scores[row, hit.photo_id - 1] = hit.score
        answer = _answer(lambda text: searcher.by_words(text, len(gallery)), text)
        reranked.append(rank(answer, gallery.ids[owners[number]], len(gallery)))
        gallery.progress("inversion", row + 1, len(chosen))
    joint, owned = gallery.similarity("en")[chosen], owners[chosen]
    return {
        "text_to_photo": {
            **summarize(text_to_photo_ranks(scores, owned)),
            "joint": summarize(text_to_photo_ranks(joint, owned)),
            "reranked": summarize(np.array(reranked)),
        },
        "photo_to_text": {
            **summarize(photo_to_text_ranks(scores, owned)),
            "joint": summarize(photo_to_text_ranks(joint, owned)),
        },
        "queries": len(chosen),
        "median_ms": round(1000 * float(np.median(took)), 1),
    }


def _asked(gallery: Gallery, ask: Callable[[str], Answer], wanted: int, language: Language = "en") -> Figures:
    sentences, owners = gallery.sentences(language)
    chosen = spread(range(len(sentences)), wanted)
    joint = text_to_photo_ranks(gallery.similarity(language)[chosen], owners[chosen])
    _answer(ask, join(sentences[0]))  # loads what the first query would wait for
    ranks, took = [], []
    for done, number in enumerate(chosen, 1):
        began = time.perf_counter()
        answer = _answer(ask, join(sentences[number]))
        took.append(time.perf_counter() - began)
        ranks.append(rank(answer, gallery.ids[owners[number]], len(gallery)))
        gallery.progress(f"searches {language}", done, len(chosen))
    return {
        **summarize(np.array(ranks)),
        "queries": len(chosen),
        "median_ms": round(1000 * float(np.median(took)), 1),
        "joint": summarize(joint),
    }


def _answer(ask: Callable[[str], Answer], text: str) -> Answer:
    try:
        return ask(text)
    except UnknownWords:
        return Answer(())


def rank(answer: Answer, photo_id: int, photos: int) -> int:
    """Where a photo stands in an answer, from 1; below all when it was left out."""
    return next((place for place, hit in enumerate(answer.hits, 1) if hit.photo_id == photo_id), photos + 1)
