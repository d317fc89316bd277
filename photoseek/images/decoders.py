"""Photos decoded in processes of their own: what ``decode``, ``hash_file`` and ``crops`` do, at arm's length.

So is all else that touches the disks of photos where it must come to an end: a dead network drive keeps
whoever touches it.

All of these raise UnreadablePhoto, NoAnswer among them, and CannotDecode without a process.
"""

import time
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photoseek.errors import NoAnswer
from photoseek.images.crops import Edges
from photoseek.images.decode import DecodedPhoto
from photoseek.images.decoder_pool import DecoderPool, NotWanted
from photoseek.images.decoder_process import Data, Fields
from photoseek.images.metadata import PhotoMetadata

_PRESENT_WITHIN = 10.0  # seconds

_pool = DecoderPool()


def stamp_apart(path: Path) -> tuple[int, int] | None:
    """Size and date of a file, as ``stamp`` gives them."""

    def take(reply: Fields, _: Data) -> tuple[int, int] | None:
        found = reply["stamp"]
        return None if found is None else (int(found[0]), int(found[1]))

    return _pool.ask("stamp", path, take)


def present_apart(folder: Path) -> bool:
    """Whether a watched folder is there, as ``is_present`` says, and answers within some seconds."""
    end = time.monotonic() + _PRESENT_WITHIN
    try:
        return _pool.ask(
            "is present",
            folder,
            lambda reply, _: bool(reply["present"]),
            is_wanted=lambda: time.monotonic() < end,
        )
    except (NotWanted, NoAnswer):
        return False


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
