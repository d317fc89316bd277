"""Photos of the library on their way from one part of the window to another: their ids in a drag."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

PHOTO_IDS = "application/x-photoseek-ids"
"""A JSON array of photo ids."""


def put_ids(mime: QMimeData, photo_ids: Sequence[int]) -> None:
    """Let a drag say which photos it brings, beside what it holds for other programs."""
    mime.setData(PHOTO_IDS, json.dumps(list(photo_ids)).encode("ascii"))


def dragged_ids(mime: QMimeData) -> list[int]:
    """The photos that a drag brings; none if it brings something else."""
    try:
        found = json.loads(bytes(mime.data(PHOTO_IDS).data()))
    except ValueError:
        return []
    return [value for value in found if type(value) is int] if isinstance(found, list) else []
