"""Photos decoded in processes of their own: what ``decode``, ``hash_file`` and ``crops`` do, at arm's length.

All of these raise UnreadablePhoto, NoAnswer among them, and CannotDecode without a process.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photoseek.images.crops import Edges
from photoseek.images.decode import DecodedPhoto
from photoseek.images.decoder_pool import DecoderPool
from photoseek.images.decoder_process import Data, Fields
from photoseek.images.metadata import PhotoMetadata

_pool = DecoderPool()


def decode_apart(path: Path, *, square_side: int = 260) -> DecodedPhoto:
    """Decode a photo as ``decode`` does."""

    def take(reply: Fields, data: Data) -> DecodedPhoto:
        shape = (square_side, square_side, 3)
        cut = square_side * square_side * 3
        square = np.frombuffer(data[:cut], np.uint8).reshape(shape)
        return DecodedPhoto(square, bytes(data[cut:]), _metadata(reply["metadata"]))

    return _pool.ask("take in", path, take, side=square_side)


def hash_apart(path: Path) -> str:
    """The name of a file's content, as ``hash_file`` gives it."""
    return _pool.ask("hash", path, lambda reply, _: str(reply["hash"]))


def crops_apart(path: Path, boxes: Sequence[Edges], square_side: int = 260) -> NDArray[np.uint8]:
    """RGB squares (n, side, side, 3) of parts of a photo, as ``crops`` gives them."""

    def take(_: Fields, data: Data) -> NDArray[np.uint8]:
        return np.frombuffer(data, np.uint8).reshape(len(boxes), square_side, square_side, 3)

    return _pool.ask("cut", path, take, boxes=list(boxes), side=square_side)


def _metadata(values: dict[str, Any]) -> PhotoMetadata:
    known = {field.name: values[field.name] for field in fields(PhotoMetadata)}
    if known["taken_at"] is not None:
        known["taken_at"] = datetime.fromisoformat(known["taken_at"])
    return PhotoMetadata(**known)
