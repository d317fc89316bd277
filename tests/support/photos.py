"""Small real photo files for tests."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import ExifTags, Image

pillow_heif.register_heif_opener()

QUARTERS = ("red", "lime", "blue", "white")
"""Colours of a picture's four quarters: top left, top right, bottom left, bottom right."""


def quarters(width: int = 64, height: int = 48) -> Image.Image:
    """A picture that shows which way up it is: see ``QUARTERS``."""
    image = Image.new("RGB", (width, height), QUARTERS[3])
    half = (width // 2, height // 2)
    image.paste(QUARTERS[0], (0, 0, *half))
    image.paste(QUARTERS[1], (half[0], 0, width, half[1]))
    image.paste(QUARTERS[2], (0, half[1], half[0], height))
    return image


def noise(seed: int = 0, width: int = 64, height: int = 48) -> Image.Image:
    """A picture that no other seed gives."""
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8))


def exif(
    *,
    orientation: int | None = None,
    taken_at: str | None = None,
    make: str | None = None,
    model: str | None = None,
    latitude: tuple[float, float, float] | None = None,
    longitude: tuple[float, float, float] | None = None,
    south_west: bool = False,
) -> Image.Exif:
    """EXIF as a camera writes it. ``taken_at``: "2024:05:01 12:30:00"."""
    tags = Image.Exif()
    base = {
        ExifTags.Base.Orientation: orientation,
        ExifTags.Base.Make: make,
        ExifTags.Base.Model: model,
    }
    tags.update({key: value for key, value in base.items() if value is not None})
    if taken_at is not None:
        tags.get_ifd(ExifTags.IFD.Exif).update(
            {
                ExifTags.Base.DateTimeOriginal: taken_at,
                ExifTags.Base.ExposureTime: 0.004,
                ExifTags.Base.FNumber: 2.8,
                ExifTags.Base.ISOSpeedRatings: 400,
            }
        )
    if latitude is not None and longitude is not None:
        tags.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "S" if south_west else "N",
                ExifTags.GPS.GPSLatitude: latitude,
                ExifTags.GPS.GPSLongitudeRef: "W" if south_west else "E",
                ExifTags.GPS.GPSLongitude: longitude,
            }
        )
    return tags


def write_photo(path: Path, seed: int = 0, *, tags: Image.Exif | None = None) -> Path:
    """Write a small photo, different for each seed, in the format that the suffix names."""
    return write_image(path, noise(seed), tags=tags)


def write_image(path: Path, image: Image.Image, *, tags: Image.Exif | None = None, **options: object) -> Path:
    """Write an image in the format that the suffix names; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if tags is not None:
        options["exif"] = tags.tobytes()  # as bytes, or pillow_heif does not notice the orientation
    image.save(path, **options)
    return path


def jpeg_bytes(image: Image.Image, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, "JPEG", **options)
    return data.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A tiny PNG whose header promises a picture of any size: a decompression bomb."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
