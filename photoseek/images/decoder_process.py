"""The process that opens photos, so that one that crashes, hangs or swells costs that photo alone.

Run as ``python -m photoseek.images.decoder_process``. A message either way is a length (4 bytes,
little-endian) and so many bytes: a line of JSON, and what is no text after it; the first one says how
it is to run (``Manner``). Much data, such as the pixels of a whole photo, lies in memory that the parent
shares, where there is such. Nothing is pickled: a decoder that was taken over by a photo cannot make its
parent run anything. It may not write files, is the first to go when the computer runs out of memory, and
ends by itself with its parent, or when nobody needs it.
"""

import json
import mmap
import os
import select
import signal
import struct
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from photoseek.errors import UnreadablePhoto
from photoseek.images.formats import MAX_PIXELS

LENGTH = struct.Struct("<I")
SPACE = 4 * MAX_PIXELS  # bytes that may be shared; only those that are written take memory
LONGEST = SPACE + (1 << 20)  # bytes of a message, where nothing is shared
TIME_LIMIT = 60.0  # seconds for a photo; the largest allowed one takes about ten

_MEMORY = 1536 << 20  # bytes of addresses, its own code and all; 40 megapixels need a third of it
_MEMORY_LARGE = 4096 << 20
_ROWS = 16  # of a photo in each part of its pixels
_REST = 10.0  # seconds after the last photo when shared memory is given back
_SHARED = getattr(mmap, "MAP_SHARED", 0) | getattr(mmap, "MAP_POPULATE", 0)
_SPARE = 10.0  # seconds the parent has to end it before it does so itself


@dataclass(frozen=True, slots=True)
class Manner:
    """``idle``: seconds without a photo, after which the process ends; 0: it waits for ever.

    ``niceness``: more than the parent's. ``space``: the file descriptor of shared memory, or -1.
    """

    idle: float = 60.0
    niceness: int = 5  # the worker answers searches, too
    space: int = -1


Fields = dict[str, Any]
Data = bytes | memoryview


@dataclass(frozen=True, slots=True)
class _Answer:
    fields: Fields
    length: int = 0
    """Bytes of ``data`` together."""
    data: Iterable[Data] = ()


def send(pipe: BinaryIO, fields: Mapping[str, object], length: int = 0, data: Iterable[Data] = ()) -> None:
    """Write a message, with ``length`` bytes of data in all."""
    line = json.dumps(fields).encode("ascii") + b"\n"
    pipe.write(LENGTH.pack(len(line) + length) + line)
    for part in data:
        pipe.write(part)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[Fields, bytes]:
    """The next message. Raises EOFError at the end, or where it cannot be one."""
    start = pipe.read(LENGTH.size)
    if len(start) < LENGTH.size or LENGTH.unpack(start)[0] > LONGEST:
        raise EOFError
    content = pipe.read(LENGTH.unpack(start)[0])
    line, _, data = content.partition(b"\n")
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise EOFError from error
    if not isinstance(fields, dict):
        raise EOFError
    return fields, data


def main() -> None:
    """Answer until the input ends."""
    if hasattr(signal, "SIGPIPE"):  # an answer that nobody reads any more is no error to be printed
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        manner = Manner(**receive(sys.stdin.buffer)[0])
    except EOFError:  # the parent has gone already
        return
    # Whatever a decoder prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _confine(manner.niceness)
    from photoseek.images import decode  # loaded while it is confined already

    tasks, space = _tasks(), _Space(manner.space)
    send(answers, {})
    while True:
        _end_after(manner.idle)
        space.wait()
        try:
            request, _ = receive(sys.stdin.buffer)
        except EOFError:
            return
        _end_after(TIME_LIMIT + _SPARE)
        _end_with_parent(True)
        _allow_memory(_MEMORY_LARGE if request["large"] else _MEMORY)
        try:
            answer = space.moved(tasks[request.pop("task")](Path(request.pop("path")), **request))
        except decode.LargePhoto:
            answer = _Answer({"large": True})
        except UnreadablePhoto as error:
            answer = _Answer({"reason": str(error)})
        except MemoryError:
            answer = _Answer({"reason": "too large: there is not enough memory to read it"})
        except Exception as error:  # a bug, ours or a decoder's: told to the parent, which logs it
            answer = _Answer({"bug": repr(error)})
        _end_with_parent(False)
        send(answers, answer.fields, answer.length, answer.data)
        del answer  # nobody needs it while the next photo is waited for


def _tasks() -> dict[str, Callable[..., _Answer]]:
    """What is done with a photo, by name. ``large``: whether it may take much memory."""
    from photoseek.images import content_hash, crops, decode, encoding, photo_file
    from photoseek.images.export_options import ExportOptions

    def hash_(path: Path, *, large: bool) -> _Answer:
        return _Answer({"hash": content_hash.hash_file(path)})

    def take_in(path: Path, *, side: int, large: bool) -> _Answer:
        photo = decode.decode(path, square_side=side, large=large)
        fields = asdict(photo.metadata)
        taken_at = photo.metadata.taken_at
        fields["taken_at"] = taken_at and taken_at.isoformat()
        square, thumbnail = photo.square.tobytes(), photo.thumbnail
        return _Answer({"metadata": fields}, len(square) + len(thumbnail), (square, thumbnail))

    def cut(path: Path, *, boxes: list[crops.Edges], side: int, large: bool) -> _Answer:
        squares = crops.crops(path, boxes, side, large=large).tobytes()
        return _Answer({}, len(squares), (squares,))

    def show(path: Path, *, longest: int, cover: tuple[int, int] | None, large: bool) -> _Answer:
        picture = decode.decode_to_show(path, longest, cover, large=large)
        width, height = picture.size
        # In parts that stay in the processor's cache.
        edges = ((0, top, width, min(top + _ROWS, height)) for top in range(0, height, _ROWS))
        parts = (picture.crop(edge).tobytes("raw", "BGRX") for edge in edges)
        return _Answer({"size": (width, height)}, 4 * width * height, parts)

    def copy(path: Path, *, options: Fields, quarter_turns: int, large: bool) -> _Answer:
        written = encoding.encoded(path, ExportOptions(**options), quarter_turns, large=large)
        return _Answer({}, len(written), (written,))

    def stamp(path: Path, *, large: bool) -> _Answer:
        return _Answer({"stamp": photo_file.stamp(path)})

    def is_present(path: Path, *, large: bool) -> _Answer:
        return _Answer({"present": photo_file.is_present(path)})

    return {
        "stamp": stamp,
        "is present": is_present,
        "hash": hash_,
        "take in": take_in,
        "cut": cut,
        "show": show,
        "copy": copy,
    }


class _Space:
    """Memory shared with the parent, if there is any."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._used = 0  # bytes that have taken memory

    def moved(self, answer: _Answer) -> _Answer:
        """An answer whose data lie in it now."""
        if self._file < 0 or not answer.length:
            return answer
        with mmap.mmap(self._file, answer.length, _SHARED) as shared:
            end = 0
            for part in answer.data:
                begin, end = end, end + len(part)
                shared[begin:end] = part
        self._used = max(self._used, answer.length)
        return _Answer({**answer.fields, "shared": answer.length})

    def wait(self) -> None:
        """For a message. The memory is kept for the photo that soon follows, and then given back."""
        if self._used and not select.select([0], [], [], _REST)[0]:
            with mmap.mmap(self._file, self._used) as shared:
                shared.madvise(mmap.MADV_REMOVE)
            self._used = 0


def _confine(niceness: int) -> None:
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(niceness)
    with suppress(OSError):  # Linux alone has it
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # memory full of somebody's photos
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # devices and pipes are not meant by it


def _allow_memory(limit: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (max(_MEMORY, min(limit, physical // 2)), hard))


def _end_after(seconds: float) -> None:
    # The system does it, whatever the decoder is at; 0: never.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _end_with_parent(at_once: bool) -> None:
    """While a photo is being opened nothing is sent but the end of a parent that was killed.

    The system then ends this process, whatever the decoder is at.
    """
    with suppress(ImportError, OSError, AttributeError):
        import fcntl

        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(0, fcntl.F_GETFL)
        fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC if at_once else flags & ~os.O_ASYNC)


if __name__ == "__main__":
    main()
