"""Whether a photo that was changed still finds its original."""

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image, ImageEnhance

from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.retrieval import percent
from photoseek.evaluation.sampling import spread
from photoseek.images.decode import decode

_PHOTOS = 200
_BATCH = 32

Change = Callable[[Image.Image, random.Random], Image.Image]


def changed_photos(gallery: Gallery) -> dict[str, object]:
    """How many of a hundred changed photos find their original first, by the change."""
    chosen = spread(range(len(gallery)), _PHOTOS)
    figures: dict[str, object] = {}
    for done, (name, change) in enumerate(CHANGES.items(), 1):
        figures[name] = percent(np.array(_found_first(gallery, chosen, change)))
        gallery.progress("changed photos", done, len(CHANGES))
    return {**figures, "photos": len(chosen)}


def _found_first(gallery: Gallery, chosen: list[int], change: Change) -> list[bool]:
    chance = random.Random(0)
    found = []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "changed.png"
        for begin in range(0, len(chosen), _BATCH):
            batch = chosen[begin : begin + _BATCH]
            squares = []
            for number in batch:
                with Image.open(gallery.photos[number].path) as image:
                    change(image.convert("RGB"), chance).save(file)
                squares.append(decode(file, square_side=gallery.inference.input_size).square)
            for number, data in zip(batch, gallery.inference.represent(np.stack(squares)), strict=True):
                hits = gallery.searcher.by_representation(data, 1).hits
                found.append(hits[0].photo_id == gallery.ids[number])
    return found


def _cropped(share: float) -> Change:
    """A part of the photo, somewhere in it, with ``share`` of each side."""

    def crop(image: Image.Image, chance: random.Random) -> Image.Image:
        width, height = round(image.width * share), round(image.height * share)
        left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
        return image.crop((left, top, left + width, top + height))

    return crop


def _resized(share: float) -> Change:
    def resize(image: Image.Image, chance: random.Random) -> Image.Image:
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        return image.resize(size, Image.Resampling.BILINEAR)

    return resize


def _jpeg(image: Image.Image, chance: random.Random) -> Image.Image:
    data = BytesIO()
    image.save(data, "JPEG", quality=40)
    return Image.open(data)


def _lit(factor: float) -> Change:
    return lambda image, chance: ImageEnhance.Brightness(image).enhance(factor)


def _all_at_once(size: float) -> Change:
    """Cropped to 60 % of the area, resized, made darker or brighter, and compressed."""

    def change(image: Image.Image, chance: random.Random) -> Image.Image:
        resized = _resized(size)(_cropped(0.6**0.5)(image, chance), chance)
        return _jpeg(_lit(chance.choice((0.85, 1.15)))(resized, chance), chance)

    return change


CHANGES: dict[str, Change] = {
    "cropped_to_60_percent_of_the_area": _cropped(0.6**0.5),
    "cropped_to_60_percent_of_each_side": _cropped(0.6),
    "resized_to_half": _resized(0.5),
    "jpeg_quality_40": _jpeg,
    "15_percent_darker": _lit(0.85),
    "15_percent_brighter": _lit(1.15),
    "all_at_once": _all_at_once(0.75),
    "all_at_once_and_half_as_large": _all_at_once(0.5),
}
