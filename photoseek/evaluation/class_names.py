"""Photographs of single objects: found by the name of what they show, and told what that is.

The layout is torchvision's ``ImageFolder``: a folder for each class, named like it.
"""

from pathlib import Path

import numpy as np

from photoseek.errors import UnknownWords, UnusableDataset, UserError
from photoseek.evaluation.gallery import Gallery, Photograph
from photoseek.evaluation.retrieval import percent
from photoseek.images.formats import is_photo_name
from photoseek.models.vocabulary import tokenize

_TAGS = 10


def load_class_folders(folder: Path) -> list[Photograph]:
    """The photos below ``folder``; an underscore in a folder's name is a space. Raises UnusableDataset."""
    photos = [
        Photograph(path, {}, child.name.replace("_", " "))
        for child in sorted(folder.iterdir())
        if child.is_dir()
        for path in sorted(child.rglob("*"))
        if is_photo_name(path.name)
    ]
    if not photos:
        raise UnusableDataset(f"{folder} holds no folders of photos, each named like what its photos show.")
    return photos


def class_names(gallery: Gallery) -> dict[str, object]:
    """Searching by the name of each class: where the first photo of that class comes."""
    names = _names(gallery)
    ranks = []
    for done, name in enumerate(dict.fromkeys(names), 1):
        try:
            hits = gallery.searcher.by_words(name, len(gallery)).hits
        except UnknownWords:
            hits = ()
        shown = (names[hit.photo_id - 1] for hit in hits)
        ranks.append(next((place for place, other in enumerate(shown, 1) if other == name), len(gallery) + 1))
        gallery.progress("class names", done, len(set(names)))
    reached = np.array(ranks)
    recall = {f"recall_at_{k}": percent(reached <= k) for k in (1, 5, 10)}
    return {**recall, "median_rank": float(np.median(reached)), "classes": len(ranks)}


def tags(gallery: Gallery) -> dict[str, object]:
    """Whether the name of a photo's class is among its first ten tags, word for word."""
    names = [tokenize(name) for name in _names(gallery)]
    found = gallery.inference.tags(gallery.representations, _TAGS)
    places = []
    for name, photo in zip(names, found, strict=True):
        words = [tokenize(tag.word) for tag in photo]
        places.append(words.index(name) + 1 if name in words else _TAGS + 1)
    reached = np.array(places)
    return {f"right_in_first_{k}": percent(reached <= k) for k in (1, 5, 10)}


def _names(gallery: Gallery) -> list[str]:
    names = [photo.class_name for photo in gallery.photos]
    if any(name is None for name in names):
        raise UserError("These photos do not lie in folders named like what they show.")
    return [name for name in names if name is not None]
