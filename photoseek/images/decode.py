"""One decode for each photo: upright, in sRGB, within limits, in the two sizes that are needed.

Nothing is read at full size that need not be: JPEG decodes to an eighth for little money, and
other formats are shrunk before anything else is done to them.
"""

import io
import logging
import math
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from photoseek.errors import UnreadablePhoto
from photoseek.images.formats import MAX_PIXELS, PILLOW_FORMATS
from photoseek.images.metadata import PhotoMetadata, read_metadata, read_orientation
from photoseek.images.photo_file import open_photo_file, unreadable

_LIMIT = f"{MAX_PIXELS // 1_000_000} megapixels"
_LARGE = 40_000_000  # pixels; beyond it photos are decoded one at a time, to bound the memory
_SPARE = 1.9
"""Shrink in two steps, the first of them to nearly twice the size: as good as one, and cheaper. With 2, a
photo 4032 pixels wide would just miss being decoded to a quarter, which takes half the time."""
_LEAST_SQUARE, _LEAST_THUMBNAIL = 1.25, 7 / 8
"""JPEG is decoded to no less than these parts of either side: to an eighth where that gives a thumbnail that
is nearly large enough, and a third quicker, since nothing is left to be shrunk."""
_NEARLY = 0.75  # of the size to be shown: enough, where decoding to half of it is so much cheaper
_QUALITY = 85  # of thumbnails, JPEG
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")

_ORIENTATION = 0x0112  # EXIF's tag

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_log = logging.getLogger(__name__)
_one_large_at_a_time = threading.Lock()


class LargePhoto(Exception):
    """A photo that needs much memory, asked for without that being allowed."""


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """What taking a photo in needs of it."""

    square: NDArray[np.uint8]  # (side, side, 3) RGB: the whole photo, upright, squashed to a square
    thumbnail: bytes  # JPEG, upright, never larger than the photo
    metadata: PhotoMetadata


def decode(
    path: Path, *, square_side: int = 260, thumbnail_side: int = 512, large: bool = True
) -> DecodedPhoto:
    """Decode a photo: its first frame or page, transparent parts on white.

    Raises UnreadablePhoto with the reason, and LargePhoto for a large one unless ``large`` allows it.
    May be called on several threads.
    """
    _prepare_pillow()
    with open_photo_file(path) as file, _open(file) as image:
        size = _size_within_limits(image)
        if not large and _is_large(image):
            raise LargePhoto
        scales = square_side / min(size), thumbnail_side / max(size)
        least = min(1.0, max(scales[0] * _LEAST_SQUARE, scales[1] * _LEAST_THUMBNAIL))
        with _decoding(file):
            image.draft(image.mode, _scaled(size, least))
        upright, orientation = _upright(file, image, _scaled(size, min(1.0, max(scales) * _SPARE)))
        metadata = read_metadata(image, size, orientation)
    square = upright.resize((square_side, square_side), Image.Resampling.BICUBIC, reducing_gap=_SPARE)
    return DecodedPhoto(np.asarray(square), _thumbnail(upright, metadata, thumbnail_side), metadata)


def decode_upright(
    path: Path, longest_side: int | None = None, *, large: bool = True
) -> tuple[Image.Image, bytes]:
    """A photo upright in sRGB, its longer side ``longest_side`` pixels at most, and its EXIF block.

    The EXIF block (empty: there is none) names no orientation. Raises as ``decode`` does.
    """
    _prepare_pillow()
    with open_photo_file(path) as file, _open(file) as image:
        size = _size_within_limits(image)
        if not large and _is_large(image):
            raise LargePhoto
        scale = 1.0 if longest_side is None else min(1.0, longest_side / max(size))
        reduced = min(1.0, scale * _SPARE)
        upright, _ = _upright(file, image, (math.ceil(size[0] * reduced), math.ceil(size[1] * reduced)))
        exif = image.getexif()
        exif.pop(_ORIENTATION, None)
        block = exif.tobytes() if len(exif) else b""
    if longest_side is not None:
        upright.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return upright, block


def decode_to_show(
    path: Path, longest: int, cover: tuple[int, int] | None = None, *, large: bool = True
) -> Image.Image:
    """A photo upright in sRGB for the screen, its longer side about ``longest`` pixels at most.

    With ``cover``: as much of its middle as fills so many pixels. Raises as ``decode`` does.
    """
    _prepare_pillow()
    with open_photo_file(path) as file, _open(file) as image:
        size = _size_within_limits(image)
        if not large and _is_large(image):
            raise LargePhoto
        if cover is None:
            scale = min(1.0, longest / max(size)) * (1.0 if max(size) <= longest else _NEARLY)
        else:
            scale = min(1.0, max(cover) / min(size) * _SPARE)  # whichever way it is turned
        upright, _ = _upright(file, image, (math.ceil(size[0] * scale), math.ceil(size[1] * scale)))
    if cover is not None:
        return ImageOps.fit(upright, cover, Image.Resampling.BICUBIC)
    if max(upright.size) > longest:
        upright.thumbnail((longest, longest), Image.Resampling.BICUBIC, reducing_gap=None)
    return upright


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    return math.ceil(size[0] * scale), math.ceil(size[1] * scale)


def _size_within_limits(image: Image.Image) -> tuple[int, int]:
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise UnreadablePhoto(f"too large: {pixels / 1e6:.0f} megapixels, more than {_LIMIT}")
    return image.size


def _is_large(image: Image.Image) -> bool:
    return image.width * image.height > _LARGE


def _upright(file: BinaryIO, image: Image.Image, enough: tuple[int, int]) -> tuple[Image.Image, int]:
    """The decoded image in sRGB, upright, no smaller than ``enough``, and the orientation it had."""
    with _one_large_at_a_time if _is_large(image) else nullcontext():
        with _decoding(file):
            image.draft(image.mode, enough)  # JPEG only: decode at 1/2, 1/4 or 1/8 where that is enough
            image.load()
        # Only now: TIFF turns itself upright while it loads, and PNG may name it at its end.
        orientation = read_orientation(image)
        small = _shrink(_eight_bits(image), enough)
    upright = _on_white_srgb(small, image.info.get("icc_profile"))
    if orientation in _TURNS:
        upright = upright.transpose(_TURNS[orientation])
    return upright, orientation


@cache
def _prepare_pillow() -> None:
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's own limit is lower; at twice this value it refuses
    # Of doubtful EXIF and the like, without the photo's name: what matters comes as an exception.
    warnings.filterwarnings("ignore", module="PIL")


def _open(file: BinaryIO) -> Image.Image:
    with _decoding(file):
        return Image.open(file, formats=PILLOW_FORMATS)


@contextmanager
def _decoding(file: BinaryIO) -> Iterator[None]:
    """Name what decoders run into. They raise nearly everything on a file that is not as it should be."""
    try:
        yield
    except Image.DecompressionBombError as error:
        raise UnreadablePhoto(f"too large: more than {_LIMIT}") from error
    except MemoryError as error:
        raise UnreadablePhoto("too large: there is not enough memory to read it") from error
    except UnidentifiedImageError as error:
        raise UnreadablePhoto(_what_it_is(file)) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise unreadable(error) from error
        if any(word in str(error).lower() for word in ("truncated", "end of file", "unexpected end", "eof")):
            raise UnreadablePhoto("truncated: the end of the file is missing") from error
        _log.info("A decoder gave up", exc_info=True)
        raise UnreadablePhoto("damaged or truncated: its content cannot be decoded") from error


def _what_it_is(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(16)
    if start.startswith(_SIGNATURES) or start[4:8] == b"ftyp":
        return "damaged, truncated or of an unusual kind: it only begins like a photo"
    return "not a photo that can be read, whatever its name says"


def _eight_bits(image: Image.Image) -> Image.Image:
    """L, RGB, RGBA, or CMYK for printing; 8 bits for each."""
    if image.mode.startswith(("I", "F")):
        return Image.fromarray(_grey(np.asarray(image)))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _grey(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Grey of more than 8 bits. 16 bits are cut to 8; other scales are stretched from black to white."""
    if values.dtype.kind in "iu" and values.size and 255 < values.max() <= 65535 and values.min() >= 0:
        return (values.astype(np.uint16) >> 8).astype(np.uint8)
    numbers = np.nan_to_num(values.astype(np.float32), posinf=0, neginf=0)
    low, high = float(numbers.min()), float(numbers.max())
    return ((numbers - low) * (255 / (high - low or 1))).astype(np.uint8)


def _shrink(image: Image.Image, enough: tuple[int, int]) -> Image.Image:
    """By a whole factor, to no less than ``enough``."""
    factor = min(image.width // enough[0], image.height // enough[1])
    return image.reduce(factor) if factor > 1 else image


def _on_white_srgb(image: Image.Image, profile: object) -> Image.Image:
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    if isinstance(profile, bytes):
        image = _to_srgb(image, profile)
    return image if image.mode == "RGB" else image.convert("RGB")  # which would copy it


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the profile means them; phones write Display P3, which looks dull if taken for sRGB."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in (source.profile.profile_description or "").lower():
            return image
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a damaged or a foreign profile
        return image
    return converted or image


def _thumbnail(upright: Image.Image, metadata: PhotoMetadata, side: int) -> bytes:
    scale = min(1.0, side / max(metadata.width, metadata.height))
    if not side * _LEAST_THUMBNAIL <= max(upright.size) <= side:
        size = (max(1, round(metadata.width * scale)), max(1, round(metadata.height * scale)))
        upright = upright.resize(size, Image.Resampling.BICUBIC)
    data = io.BytesIO()
    upright.save(data, "JPEG", quality=_QUALITY)
    return data.getvalue()
