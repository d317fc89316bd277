"""What a photo says about itself: EXIF, read with distrust.

Cameras, phones and editors write EXIF that is wrong in every way there is. Whatever cannot be true
becomes None; nothing here ever raises because of a file.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image

_TEXT_LIMIT = 80  # characters of a camera's name; some files hold kilobytes of padding there
_YEARS = range(1826, 2200)  # from the first photograph on; 0000 and 9999 stand for "not set"

_Tags = Mapping[int, object]


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """What is known about a photo besides its pixels."""

    width: int  # pixels, upright
    height: int
    format: str  # "JPEG", "PNG", ...
    taken_at: datetime | None  # the camera's local time, without a zone
    camera: str | None
    exposure: str | None  # "1/250 s, f/2.8, ISO 400"
    latitude: float | None  # degrees north
    longitude: float | None  # degrees east


def read_metadata(image: Image.Image, size: tuple[int, int], orientation: int) -> PhotoMetadata:
    """Metadata of an image, whose full ``size`` before turning it upright is given."""
    width, height = reversed(size) if orientation in (5, 6, 7, 8) else size
    base = _tags(image)
    photo = _tags(image, ExifTags.IFD.Exif)
    latitude, longitude = _place(_tags(image, ExifTags.IFD.GPSInfo))
    return PhotoMetadata(
        width=width,
        height=height,
        # MPO is a JPEG with more of them behind it; nobody outside Pillow calls it that.
        format="JPEG" if image.format == "MPO" else image.format or "",
        taken_at=_date(photo.get(ExifTags.Base.DateTimeOriginal))
        or _date(photo.get(ExifTags.Base.DateTimeDigitized)),
        camera=_camera(base.get(ExifTags.Base.Make), base.get(ExifTags.Base.Model)),
        exposure=_exposure(photo),
        latitude=latitude,
        longitude=longitude,
    )


def read_orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 (upright) to 8; 1 where it says nothing sensible."""
    value = _tags(image).get(ExifTags.Base.Orientation)
    return value if isinstance(value, int) and value in range(1, 9) else 1


def _tags(image: Image.Image, directory: int | None = None) -> _Tags:
    try:
        exif = image.getexif()
        return dict(exif if directory is None else exif.get_ifd(directory))
    except Exception:  # Pillow's parser meets garbage with a dozen kinds of exceptions
        return {}


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    printable = "".join(character if character.isprintable() else " " for character in value.split("\0")[0])
    return " ".join(printable.split())[:_TEXT_LIMIT] or None


def _date(value: object) -> datetime | None:
    digits = re.match(r"(\d{4})\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)", _text(value) or "", re.ASCII)
    if digits is None:
        return None
    try:
        date = datetime(*map(int, digits.groups()))  # type: ignore[arg-type]
    except ValueError:  # the 31st of February
        return None
    return date if date.year in _YEARS else None


def _camera(make: object, model: object) -> str | None:
    maker, name = _text(make), _text(model)
    if maker is None or name is None:
        return name or maker
    # "Canon" + "Canon EOS 5D", "NIKON CORPORATION" + "NIKON D70": the maker is named already.
    return name if name.lower().startswith(maker.lower().split()[0]) else f"{maker} {name}"[:_TEXT_LIMIT]


def _exposure(tags: _Tags) -> str | None:
    time = _positive(tags.get(ExifTags.Base.ExposureTime))
    aperture = _positive(tags.get(ExifTags.Base.FNumber))
    speed = tags.get(ExifTags.Base.ISOSpeedRatings)
    sensitivity = _positive(speed[0] if isinstance(speed, tuple) and speed else speed)
    parts = []
    if time is not None and 1e-6 < time < 1e5:
        parts.append(f"{time:.3g} s" if time >= 0.3 else f"1/{1 / time:.0f} s")
    if aperture is not None and aperture < 1000:
        parts.append(f"f/{aperture:.3g}")
    if sensitivity is not None and sensitivity < 1e8:
        parts.append(f"ISO {sensitivity:.0f}")
    return ", ".join(parts) or None


def _place(tags: _Tags) -> tuple[float | None, float | None]:
    latitude = _degrees(tags, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90)
    longitude = _degrees(tags, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180)
    # Half a place is none, and 0 N 0 E, in the sea, is what receivers without a signal write.
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def _degrees(tags: _Tags, key: int, direction_key: int, negative: str, limit: int) -> float | None:
    """Degrees, minutes and seconds as one signed number."""
    value = tags.get(key)
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    numbers = [_number(part) for part in value]
    degrees = 0.0
    for number, unit in zip(numbers, (1, 60, 3600), strict=False):
        if number is None or number < 0:
            return None
        degrees += number / unit
    if degrees > limit:
        return None
    direction = _text(tags.get(direction_key)) or ""
    return round(-degrees if direction.upper().startswith(negative) else degrees, 7)


def _positive(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None
