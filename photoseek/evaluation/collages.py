"""Two photos side by side in one: words must point at their own photo, and focus must find it.

Each photo is squashed into its half. A word belongs to one of them if captions of that photo hold
it and none of the other's does.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photoseek.errors import UserError
from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.retrieval import percent
from photoseek.evaluation.sampling import couples
from photoseek.images.decode import decode
from photoseek.models.regions import Region
from photoseek.models.vocabulary import Language
from photoseek.search.function_words import FUNCTION_WORDS

_COLLAGES = 100
_BATCH = 32
_MOST = 3  # captions of a photo that hold a word, for it to be about the photo
_LANGUAGE: Language = "en"


@dataclass(frozen=True)
class Collage:
    """``sides``: the numbers, in the gallery, of the photos left and right."""

    sides: tuple[int, int]
    representation: bytes


def alignment(gallery: Gallery) -> dict[str, object]:
    """How many of a hundred words point at their own half: words alone, and those of a caption.

    A word points where the middle of its heat is; ``by_box`` goes by the middle of its box.
    """
    collages = make_collages(gallery)
    alone: list[tuple[bool, bool]] = []
    told: list[tuple[bool, bool]] = []
    took = []
    for done, collage in enumerate(collages, 1):
        for side in (0, 1):
            own = distinct_words(gallery, collage, side)
            sentence = gallery.photos[collage.sides[side]].captions[_LANGUAGE][0]
            for word in own:
                regions = gallery.inference.align((word,), collage.representation).words
                alone += [_points(region, side) for region in regions]
            if own & set(sentence):
                began = time.perf_counter()
                regions = gallery.inference.align(sentence, collage.representation).words
                took.append(time.perf_counter() - began)
                told += [_points(region, side) for region in regions if region.words[0] in own]
        gallery.progress("collages", done, len(collages))
    if not told:
        raise UserError("No caption here holds a word that tells its photo from another.")
    by_heat, by_box = np.array(told).T
    alone_by_heat, alone_by_box = np.array(alone).T
    return {
        "words_of_captions_point_right": percent(by_heat),
        "words_of_captions_by_box": percent(by_box),
        "words_alone_point_right": percent(alone_by_heat),
        "words_alone_by_box": percent(alone_by_box),
        "words": len(told),
        "words_alone": len(alone),
        "collages": len(collages),
        "median_ms": round(1000 * float(np.median(took)), 1),
    }


def focus(gallery: Gallery) -> dict[str, object]:
    """How often a collage, asked about a word of one photo, finds that photo before the other.

    The words are those that most captions of one photo hold and none of the other's does.
    ``turned_around`` looks only at words of the photo that comes second when nothing is asked about.
    """
    collages = make_collages(gallery)
    right, turned = [], []
    for done, collage in enumerate(collages, 1):
        plain = _order(gallery, collage, "")
        for side in (0, 1):
            for word in sorted(distinct_words(gallery, collage, side, _MOST)):
                first = _order(gallery, collage, word)
                right.append(first == side)
                if plain != side:
                    turned.append(first == side)
        gallery.progress("focus", done, len(collages))
    if not right:
        raise UserError("No caption here holds a word that tells its photo from another.")
    return {
        "own_photo_first": percent(np.array(right)),
        "turned_around": percent(np.array(turned)) if turned else None,
        "words": len(right),
        "words_to_turn": len(turned),
        "collages": len(collages),
    }


def make_collages(gallery: Gallery) -> list[Collage]:
    """Collages of photos with captions; no photo is in two. Raises UserError when there are none."""
    gallery.sentences(_LANGUAGE)  # says so when there are no captions
    described = [number for number, photo in enumerate(gallery.photos) if photo.captions.get(_LANGUAGE)]
    sides = couples(described, _COLLAGES)
    if not sides:
        raise UserError("A collage takes two photos with captions.")
    representations: list[bytes] = []
    for begin in range(0, len(sides), _BATCH):
        squares = [_side_by_side(gallery, pair) for pair in sides[begin : begin + _BATCH]]
        representations += gallery.inference.represent(np.stack(squares))
    return [Collage(pair, data) for pair, data in zip(sides, representations, strict=True)]


def distinct_words(gallery: Gallery, collage: Collage, side: int, least: int = 1) -> set[str]:
    """Known words that ``least`` captions of the photo on this side hold, and none of the other's."""
    mine, others = (
        gallery.photos[number].captions[_LANGUAGE]
        for number in (collage.sides[side], collage.sides[1 - side])
    )
    spoken = {word for caption in others for word in caption} | FUNCTION_WORDS
    return {
        word
        for word in {word for caption in mine for word in caption} - spoken
        if sum(word in caption for caption in mine) >= least and word in gallery.inference.word_vectors
    }


def _order(gallery: Gallery, collage: Collage, about: str) -> int:
    """The side whose photo comes first in the answer to a collage."""
    hits = gallery.searcher.by_representation(collage.representation, len(gallery), about=about).hits
    places = {hit.photo_id: place for place, hit in enumerate(hits)}
    left, right = (places.get(gallery.ids[number], len(gallery)) for number in collage.sides)
    return int(right < left)


def _points(region: Region, side: int) -> tuple[bool, bool]:
    """Whether the middle of the heat, and that of the box, is on this side."""
    columns = region.heat.sum(axis=0)
    middle = float(columns @ (np.arange(len(columns)) + 0.5) / len(columns) / columns.sum())
    box_middle = (region.box.left + region.box.right) / 2
    return _is_on(middle, side), _is_on(box_middle, side)


def _is_on(place: float, side: int) -> bool:
    return place > 0.5 if side else place < 0.5


def _side_by_side(gallery: Gallery, sides: Sequence[int]) -> NDArray[np.uint8]:
    size = gallery.inference.input_size
    collage = Image.new("RGB", (size, size))
    for side, number in enumerate(sides):
        square = decode(gallery.photos[number].path, square_side=size).square
        width = size // 2 if side == 0 else size - size // 2
        collage.paste(
            Image.fromarray(square).resize((width, size), Image.Resampling.BICUBIC), (side * (size // 2), 0)
        )
    return np.asarray(collage)
