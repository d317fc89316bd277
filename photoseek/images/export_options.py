"""How copies of photos are written. Apart from ``export``, so that the window need not load a decoder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Format = Literal["same", "JPEG", "PNG", "WEBP"]

BY_SUFFIX: dict[str, Format] = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    longest_side: int | None = None  # pixels; None: as large as the photo is
    format: Format = "same"  # formats that few programs write, such as HEIC, become JPEG where they change
    quality: int = 90  # of JPEG and WebP, 1 to 100
    keep_metadata: bool = True
    """Date, camera, place and the like; colours are kept right either way."""


def format_of(path: Path, options: ExportOptions) -> Format:
    """The format that a copy of the photo at ``path`` gets where it is written anew."""
    return BY_SUFFIX.get(path.suffix.lower(), "JPEG") if options.format == "same" else options.format
