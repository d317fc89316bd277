"""The name of a photo's content: equal files have equal hashes, wherever they lie."""

import hashlib
from pathlib import Path

from photoseek.images.photo_file import open_photo_file, unreadable

_BYTES = 16  # 128 bits: no two photos of any library ever share one by chance
_BLOCK = 1 << 20


def hash_file(path: Path) -> str:
    """BLAKE2b of all bytes of the file, 32 hex digits. Raises UnreadablePhoto."""
    digest = hashlib.blake2b(digest_size=_BYTES)
    with open_photo_file(path) as file:
        try:
            while block := file.read(_BLOCK):
                digest.update(block)
        except OSError as error:
            raise unreadable(error) from error
    return digest.hexdigest()
