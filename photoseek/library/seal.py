"""The seal beside a library: what its file was when it was closed, so that any change since is noticed.

SQLite notices damage to the order of its pages, but none inside a text, a vector or a picture, and takes
a missing or damaged log of the last changes for an empty one. So whoever writes leaves a note
while the log is in use, and one with the hash of the file when it is closed. Files only, no SQL.
"""

import hashlib
import json
import logging
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from photoseek.paths import read_own, write_privately

_State = Literal["open", "unsure", "closed", "restored"]
_CHUNK = 1 << 20
_LOG_HEADER = struct.Struct(">8I")  # magic, format, page size, checkpoints, two salts, two checksums
_FRAME_HEADER = struct.Struct(">6I")  # page, pages after a commit, two salts, two checksums
_KEEPS_LOG = bytes((2, 2))  # in a library's header
_BIG_ENDIAN = 0x377F0683  # the magic number that says how checksums are made

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seal:
    """What is known of a library. ``open``: there must be a log; ``unsure``: it was just being opened or
    closed; ``restored``: a backup took the place of one that was damaged."""

    state: _State
    digest: str = ""
    """Of the file, if it is closed."""
    work_digest: str = ""
    """Of the copy of the user's work that was made last."""
    doubted: bool = False
    """Whether the library was found damaged; until a backup is restored."""


def seal_file(library: Path) -> Path:
    """Where the seal of a library, or of a backup, lies."""
    return library.with_suffix(".seal")


def log_file(library: Path) -> Path:
    """SQLite's write-ahead log of a library."""
    return library.with_name(f"{library.name}-wal")


def read(library: Path) -> Seal | None:
    """The seal; None where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        found = Seal(**json.loads(read_own(seal_file(library))))
        if found.state in get_args(_State):
            return found
    return None


def write(library: Path, seal: Seal) -> None:
    """Put a seal in place of the one before. What cannot be written is logged: all goes on without it."""
    try:
        write_privately(seal_file(library), json.dumps(asdict(seal)))
    except OSError as error:
        _log.warning("%s cannot be written: %s", seal_file(library), error)
        remove(library)


def remove(library: Path) -> None:
    """Without a seal nothing is known, and nothing is said."""
    with suppress(OSError):
        seal_file(library).unlink()


def close(library: Path, seal: Seal) -> None:
    """Seal a library whose connections are closed, unless its log still holds something.

    The digest that ``seal`` has is believed.
    """
    log = log_file(library)
    if log.exists() and log.stat().st_size:
        write(library, replace(seal, state="open"))
    else:
        known = seal.digest
        if not known:
            with library.open("rb") as file:
                known = digest(file)
        write(library, replace(seal, state="closed", digest=known))


def digest(file: BinaryIO, is_enough: Callable[[], bool] = lambda: False) -> str:
    """The hash of an open file: a second for a gigabyte. Ends early when ``is_enough``."""
    made = hashlib.blake2b(digest_size=16)
    while not is_enough() and (chunk := file.read(_CHUNK)):
        made.update(chunk)
    return made.hexdigest()


def is_whole(library: Path) -> bool:
    """False if a file is not what its seal says. True as well where nothing is known."""
    seal = read(library)
    if seal is None or seal.state != "closed":
        return True
    with library.open("rb") as file:
        return digest(file) == seal.digest


def is_doubted(library: Path) -> bool:
    """Whether a library is not as it was left, or was found so and no backup has been restored since.

    False while somebody writes to it.
    """
    seal = read(library)
    if seal is None or seal.doubted:
        return seal is not None
    return not is_whole(library) and read(library) == seal  # it may have been opened just now


class Log:
    """The write-ahead log as it lies there before SQLite looks at it, and takes what is damaged for empty."""

    def __init__(self, library: Path) -> None:
        self.is_missing = False
        self.is_damaged = False
        """Whether its header is."""
        self.commits: list[int] = []
        """The frames (from 1) that end a transaction."""
        try:
            with library.open("rb") as file:
                keeps_log = file.read(20)[18:] == _KEEPS_LOG
            with log_file(library).open("rb") as file:
                self._look(file.read(_LOG_HEADER.size), file)
        except FileNotFoundError:
            self.is_missing = library.exists() and keeps_log
        except OSError as error:
            _log.warning("%s cannot be read: %s", log_file(library), error)

    def is_lost(self, frames: int) -> bool:
        """Whether transactions did not come back. ``frames``: so many did.

        The last one may have been cut off before it was at its end; then nobody was told that it is done.
        """
        return self.is_missing or self.is_damaged or sum(number > frames for number in self.commits) > 1

    def _look(self, header: bytes, file: BinaryIO) -> None:
        if len(header) < _LOG_HEADER.size:
            return  # nothing was written into it yet
        magic, _, page_size, _, *salts, first, second = _LOG_HEADER.unpack(header)
        if _checksum(header[:24], big=magic == _BIG_ENDIAN) != (first, second):
            self.is_damaged = True
            return
        number = 0
        while len(frame := file.read(_FRAME_HEADER.size)) == _FRAME_HEADER.size:
            number += 1
            _, committed, *frame_salts, _, _ = _FRAME_HEADER.unpack(frame)
            if frame_salts == salts and committed:
                self.commits.append(number)
            file.seek(page_size, 1)


def _checksum(data: bytes, *, big: bool) -> tuple[int, int]:
    """That of SQLite's log (https://www.sqlite.org/fileformat2.html#checksum_algorithm)."""
    first = second = 0
    words = struct.unpack(f"{'>' if big else '<'}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
