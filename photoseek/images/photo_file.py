"""Opening a photo file without being caught by what only looks like one."""

import os
import stat
from io import BufferedReader
from pathlib import Path

from photoseek.errors import UnreadablePhoto


def open_photo_file(path: Path) -> BufferedReader:
    """Open an ordinary, non-empty file for reading. Raises UnreadablePhoto for anything else."""
    # Windows opens files as text unless told otherwise. Elsewhere O_NONBLOCK: opening a FIFO would
    # else wait for a writer, for ever; for ordinary files it changes nothing.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        _require_ordinary(path.stat())  # before opening: that alone may set a device going
        file = os.fdopen(os.open(path, flags), "rb")
        try:
            _require_ordinary(os.fstat(file.fileno()))  # what it is may have changed meanwhile
        except BaseException:
            file.close()
            raise
    except OSError as error:
        raise unreadable(error) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadablePhoto("its name is not allowed here") from error
    return file


def _require_ordinary(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadablePhoto("a folder, not a photo")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadablePhoto("not an ordinary file")
    if status.st_size == 0:
        raise UnreadablePhoto("empty file")


def unreadable(error: OSError) -> UnreadablePhoto:
    """What the system says about a file, as a reason."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadablePhoto("the file is not there")
    if isinstance(error, PermissionError):
        return UnreadablePhoto("no permission to read the file")
    return UnreadablePhoto(f"the disk cannot read the file ({error.strerror or error})")


def stamp(path: Path) -> tuple[int, int] | None:
    """Size (bytes) and date (nanoseconds) of a file; None: it is not there. Raises UnreadablePhoto."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(error) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadablePhoto("its name is not allowed here") from error
    return status.st_size, status.st_mtime_ns


def is_present(folder: Path) -> bool:
    """Whether a watched folder is there: an empty one is a mount point whose drive is away."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except OSError:
        return False
