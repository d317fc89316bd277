"""Copies of photos for others: in another size or format, with or without what their files tell."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from photoseek.errors import CannotExport
from photoseek.images.decoder_process import Data
from photoseek.images.export_options import BY_SUFFIX, ExportOptions, format_of
from photoseek.images.pictures import copy_apart

_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_MAX_COPIES = 10_000  # photos of one name in one folder


def export(source: Path, folder: Path, options: ExportOptions, quarter_turns: int = 0) -> Path:
    """Write a copy of ``source`` into ``folder`` and return its path; nothing there is overwritten.

    ``quarter_turns``: clockwise, beyond what the file says. A copy that changes nothing is the same bytes.
    The photo is opened in a process of its own. Raises as ``copy_apart`` does, and CannotExport.
    """
    unchanged = (
        options.format in ("same", BY_SUFFIX.get(source.suffix.lower()))
        and options.longest_side is None
        and options.keep_metadata
        and quarter_turns % 4 == 0
    )
    if unchanged:
        return _write(folder, source.name, lambda target: shutil.copy2(source, target))
    name = source.with_suffix(_SUFFIXES[format_of(source, options)]).name

    def write(data: Data) -> Path:
        return _write(folder, name, lambda target: target.write_bytes(data))

    return copy_apart(source, options, quarter_turns, write)


def _write(folder: Path, name: str, write: Callable[[Path], object]) -> Path:
    """``write`` a file in a folder of its own, then put it in place under the first name that is free."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".photoseek-", dir=folder) as apart:
            written = Path(apart, name)  # no longer than the name itself, and nobody else's
            write(written)
            target = _reserve(folder, name)
            written.replace(target)
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotExport(f"{folder} cannot be written to ({why}). Choose another folder.") from error
    return target


def _reserve(folder: Path, name: str) -> Path:
    """An empty file of our own, so that nobody else can take the name meanwhile."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MAX_COPIES):
        target = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            continue
        return target
    raise CannotExport(f"{folder} holds too many photos named {stem}. Choose another folder.")
