"""The system's trash: files go there, and come back. Nothing is ever deleted. Any thread may call this."""

import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QStandardPaths


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash."""

    path: Path  # where it was
    place: Path  # where it is


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some files. ``left``: those that stayed where they were."""

    moved: tuple[Trashed, ...]
    left: tuple[Path, ...]


def move_to_trash(paths: Sequence[Path]) -> Outcome:
    """Move files to the trash. One that cannot be moved there stays where it is."""
    if sys.platform.startswith("linux"):
        # A new user's home may lack the folder in which Qt makes the trash.
        data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
        with suppress(OSError):  # then moving fails, and says so
            Path(data).mkdir(parents=True, exist_ok=True)
    moved, left = [], []
    for path in paths:
        file = QFile(str(path))
        # Qt calls the file by the name that it has there once it is in the trash.
        if path.is_file() and file.moveToTrash() and not path.exists():
            moved.append(Trashed(path, Path(file.fileName())))
        else:
            left.append(path)
    return Outcome(tuple(moved), tuple(left))


def bring_back(files: Sequence[Trashed]) -> Outcome:
    """Move files from the trash to where they were, unless another file has taken their place.

    ``moved`` are those that are back, ``left`` the paths of those that are not.
    """
    moved, left = [], []
    for file in files:
        try:
            if file.path.exists() or not file.place.is_file():
                raise FileExistsError
            file.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file.place, file.path)
        except OSError:
            left.append(file.path)
        else:
            _forget(file.place)
            moved.append(file)
    return Outcome(tuple(moved), tuple(left))


def _forget(place: Path) -> None:
    """Take away the note of a file that is no longer in a desktop's trash, as freedesktop.org lays it out."""
    if place.parent.name == "files":
        note = place.parent.parent / "info" / f"{place.name}.trashinfo"
        with suppress(OSError):  # then the trash lists a file that is not there, which harms nobody
            note.unlink(missing_ok=True)
