"""Which files are photos, judged by their names; what is in them is for ``decode`` to find out."""

SUFFIXES = frozenset(
    f".{ending}"
    for ending in (
        "jpg",
        "jpeg",
        "jpe",
        "jfif",
        "png",
        "webp",
        "tif",
        "tiff",
        "gif",
        "bmp",
        "heic",
        "heif",
        "hif",
        "avif",
    )
)

_ENDINGS = tuple(SUFFIXES)

MAX_PIXELS = 300_000_000  # of a photo: a gigabyte in memory; the largest cameras make half of that

PILLOW_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF", "AVIF")
"""What decoding may meet under those names. Pillow knows many more, some of them risky."""


def is_photo_name(name: str) -> bool:
    """Whether a file of this name is taken in. Hidden ones (and macOS's ``._*``) are not."""
    return not name.startswith(".") and name.lower().endswith(_ENDINGS)
