"""Thumbnails on disk, by content: a cache that may be deleted at any time."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ThumbnailStore:
    """JPEG files below ``folder``, in 256 sub-folders to keep each of them short."""

    folder: Path

    def path(self, content_hash: str) -> Path:
        """Where the thumbnail of a content is, or would be."""
        return self.folder / content_hash[:2] / f"{content_hash}.jpg"

    def has(self, content_hash: str) -> bool:
        return self.path(content_hash).is_file()

    def write(self, content_hash: str, data: bytes) -> None:
        """Put a thumbnail in place; who looks meanwhile sees all of it or none."""
        path = self.path(content_hash)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)  # still there only if the disk was full
