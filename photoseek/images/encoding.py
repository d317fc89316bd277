"""A photo decoded and encoded anew, in another size or format, with or without what its file tells."""

import io
from pathlib import Path

from PIL import Image

from photoseek.errors import UnreadablePhoto
from photoseek.images.decode import decode_upright
from photoseek.images.export_options import ExportOptions, format_of

_TURNS = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)


def encoded(path: Path, options: ExportOptions, quarter_turns: int = 0, *, large: bool = True) -> memoryview:
    """A copy of a photo, turned clockwise beyond what its file says.

    Raises UnreadablePhoto, and LargePhoto for a large one unless ``large`` allows it.
    """
    image, exif = decode_upright(path, options.longest_side, large=large)
    if quarter_turns % 4:
        image = image.transpose(_TURNS[quarter_turns % 4 - 1])
    chosen = format_of(path, options)
    more: dict[str, object] = {"quality": options.quality} if chosen != "PNG" else {"optimize": True}
    if options.keep_metadata and exif:
        more["exif"] = exif
    copy = io.BytesIO()
    try:
        image.save(copy, chosen, **more)
    except (OSError, ValueError) as error:  # JPEG and WebP know a longest side
        raise UnreadablePhoto(f"a photo of this size cannot be written as {chosen}") from error
    return copy.getbuffer()
