"""Whether the bands of a search can be believed: what is strong fits, and nonsense finds nothing."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from photoseek.errors import UnknownWords, UserError
from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.sampling import spread
from photoseek.models.class_names import class_names
from photoseek.models.vocabulary import join, tokenize
from photoseek.search.function_words import FUNCTION_WORDS

_SENTENCES = 300
_NONSENSE = 150
_WORDS_AT_MOST = 3  # of a nonsense query
_PLAIN_WORDS = 50
_COMMON_WORDS = 20_000  # of the vocabulary, which begins with the frequent ones: rare ones nobody types
_ALIKE = 0.4  # cosine to a caption's word above which a photo here may show it
_SHOWN = 3  # captions of a photo that hold a word, for the photo to show it beyond doubt


def relevance(gallery: Gallery) -> dict[str, object]:
    """Bands of the right photo and of the whole library, in percent.

    Three kinds of queries: sentences that people wrote of a photo here; single words that their
    captions hold; and nonsense, one to three random words that nothing here has to do with.
    """
    sentences, owners = gallery.sentences("en")
    own, strong, fitting = [], [], []
    chosen = spread(range(len(sentences)), _SENTENCES)
    for done, number in enumerate(chosen, 1):
        bands = _bands(gallery, join(sentences[number]))
        own.append(bands.get(gallery.ids[owners[number]], "weak"))
        strong.append(_share(bands, gallery, ["strong"]))
        fitting.append(_share(bands, gallery, ["strong", "possible"]))
        gallery.progress("true captions", done, len(chosen))
    counts = Counter(own)
    right = {band: round(100 * counts[band] / len(own), 2) for band in ("strong", "possible")}
    return {
        "true_captions": {
            "own_photo_strong_or_possible": round(right["strong"] + right["possible"], 2),
            "own_photo_strong": right["strong"],
            "library_strong": _mean(strong),
            "library_strong_or_possible": _mean(fitting),
            "queries": len(chosen),
        },
        "plain_words": _plain_words(gallery),
        "nonsense": _nonsense(gallery),
    }


def _plain_words(gallery: Gallery) -> dict[str, object]:
    """Words such as "dog": whether the photos that show one are strong."""
    holders = _holders(gallery)
    common = [word for word, photos in holders.items() if len(photos) >= max(3, len(gallery) // 100)]
    found, strong = [], []
    for word in spread(sorted(common), _PLAIN_WORDS):
        bands = _bands(gallery, word)
        found.append(100 * float(np.mean([bands.get(photo) == "strong" for photo in holders[word]])))
        strong.append(_share(bands, gallery, ["strong"]))
    return {"shown_strong": _mean(found), "library_strong": _mean(strong), "queries": len(found)}


def _holders(gallery: Gallery) -> dict[str, list[int]]:
    """Ids of the photos that show each word beyond doubt."""
    holders: dict[str, list[int]] = {}
    for photo_id, photo in zip(gallery.ids, gallery.photos, strict=True):
        counts = Counter(word for caption in photo.captions.get("en", ()) for word in set(caption))
        for word, count in counts.items():
            if count >= _SHOWN and word not in FUNCTION_WORDS:
                holders.setdefault(word, []).append(photo_id)
    return holders


def _nonsense(gallery: Gallery) -> dict[str, object]:
    said = (word for caption in gallery.sentences("en")[0] for word in caption)
    queries = nonsense_queries(gallery, said)
    strong, fitting = [], []
    for done, query in enumerate(queries, 1):
        bands = _bands(gallery, query)
        strong.append(_share(bands, gallery, ["strong"]))
        fitting.append(_share(bands, gallery, ["strong", "possible"]))
        gallery.progress("nonsense", done, len(queries))
    return {
        "library_strong": _mean(strong),
        "library_strong_at_most": round(max(strong), 2),
        "library_strong_or_possible": _mean(fitting),
        "queries": len(queries),
    }


def nonsense_queries(gallery: Gallery, said: Iterable[str]) -> list[str]:
    """Random words that are unlike every word ``said`` of a photo here, one to three at a time."""
    known = gallery.inference.word_vectors
    named = {word for name in class_names() for word in tokenize(name)}
    usual = [word for word in known.words[:_COMMON_WORDS] if len(word) > 3 and word not in named]
    shown = known.lookup(sorted({word for word in said if word in known} - FUNCTION_WORDS))
    foreign = []
    for begin in range(0, len(usual), 1000):
        batch = usual[begin : begin + 1000]
        closest = (known.lookup(batch) @ shown.T).max(axis=1, initial=-1.0)
        foreign += [word for word, cosine in zip(batch, closest, strict=True) if cosine < _ALIKE]
    if len(foreign) < _WORDS_AT_MOST:
        raise UserError("The vocabulary holds too few words that these photos do not show.")
    chance = random.Random(0)
    return [" ".join(chance.sample(foreign, 1 + number % _WORDS_AT_MOST)) for number in range(_NONSENSE)]


def _bands(gallery: Gallery, text: str) -> dict[int, str]:
    try:
        hits = gallery.searcher.by_words(text, len(gallery)).hits
    except UnknownWords:
        return {}
    return {hit.photo_id: hit.band for hit in hits}


def _share(bands: dict[int, str], gallery: Gallery, wanted: Sequence[str]) -> float:
    return 100 * sum(band in wanted for band in bands.values()) / len(gallery)


def _mean(shares: Sequence[float]) -> float:
    return round(float(np.mean(shares)), 2) if shares else 0.0
