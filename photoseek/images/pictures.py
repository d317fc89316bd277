"""Whole photos for the window, decoded in processes of their own. Unlike ``decoders`` it loads no decoder.

Its functions raise UnreadablePhoto, NoAnswer among them, CannotDecode without a process, and NotWanted soon
after ``is_wanted`` said so.
"""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from photoseek.errors import UnreadablePhoto
from photoseek.images.decoder_pool import DecoderPool, always
from photoseek.images.decoder_process import Data, Fields
from photoseek.images.export_options import ExportOptions

_T = TypeVar("_T")

_pool = DecoderPool(for_window=True)

warm = _pool.warm


def picture_apart(
    path: Path,
    longest: int,
    take: Callable[[Data, int, int], _T],
    *,
    cover: tuple[int, int] | None = None,
    is_wanted: Callable[[], bool] = always,
) -> _T:
    """What ``take`` makes of a photo as ``decode_to_show`` gives it: its pixels, its width and its height.

    Each pixel has four bytes: blue, green, red and one of no meaning. ``take`` must not keep them.
    """

    def checked(reply: Fields, data: Data) -> _T:
        width, height = reply["size"]
        if width < 1 or height < 1 or width * height * 4 != len(data):
            raise UnreadablePhoto("damaged: the program that opens it crashes")
        return take(data, width, height)

    return _pool.ask("show", path, checked, longest=longest, cover=cover, is_wanted=is_wanted)


def copy_apart(
    path: Path,
    options: ExportOptions,
    quarter_turns: int,
    take: Callable[[Data], _T],
    is_wanted: Callable[[], bool] = always,
) -> _T:
    """What ``take`` makes of a photo as ``encoded`` gives it, which it must not keep."""
    return _pool.ask(
        "copy",
        path,
        lambda _, data: take(data),
        options=asdict(options),
        quarter_turns=quarter_turns,
        is_wanted=is_wanted,
    )
