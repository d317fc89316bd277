"""The name of a photo's content: equal files have equal hashes, wherever they lie."""

import hashlib
from functools import partial
from pathlib import Path

from photoseek.images.photo_file import open_photo_file, unreadable

_BYTES = 16  # 128 bits: no two photos of any library ever share one by chance


def hash_file(path: Path) -> str:
    """BLAKE2b of all bytes of the file, 32 hex digits. Raises UnreadablePhoto."""
    with open_photo_file(path) as file:
        try:
            return hashlib.file_digest(file, partial(hashlib.blake2b, digest_size=_BYTES)).hexdigest()
        except OSError as error:
            raise unreadable(error) from error
