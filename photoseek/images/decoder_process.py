"""The process that opens photos, so that one that crashes, hangs or swells costs that photo alone.

Run as ``python -m photoseek.images.decoder_process``. A message either way is a length (4 bytes,
little-endian) and so many bytes: a line of JSON, and what is no text after it. Nothing is pickled: a
decoder that was taken over by a photo cannot make its parent run anything. It may not write files,
is the first to go when the computer runs out of memory, and ends by itself when nobody needs it.
"""

import json
import os
import signal
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from photoseek.errors import UnreadablePhoto

LENGTH = struct.Struct("<I")
LONGEST = 16 << 20  # bytes of a message; a photo's square and thumbnail are a hundredth of it
_NICENESS = 5  # more than the worker, which answers searches
TIME_LIMIT = 60.0  # seconds for a photo; the largest allowed one takes about ten
IDLE = 60.0  # seconds without a photo, after which the process ends

_MEMORY = 1536 << 20  # bytes of addresses, its own code and all; 40 megapixels need a third of it
_MEMORY_LARGE = 4096 << 20
_SPARE = 10.0  # seconds the parent has to end it before it does so itself


def send(pipe: BinaryIO, fields: Mapping[str, object], data: bytes = b"") -> None:
    """Write a message."""
    line = json.dumps(fields).encode("ascii") + b"\n"
    pipe.write(LENGTH.pack(len(line) + len(data)) + line + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict[str, object], bytes]:
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
    _end_after(IDLE)
    # Whatever a decoder prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _confine()
    from photoseek.images import content_hash, decode  # loaded while it is confined already

    send(answers, {})
    while True:
        _end_after(IDLE)
        try:
            request, _ = receive(sys.stdin.buffer)
        except EOFError:
            return
        _end_after(TIME_LIMIT + _SPARE)
        path, large = Path(str(request["path"])), bool(request.get("large"))
        _allow_memory(_MEMORY_LARGE if large else _MEMORY)
        try:
            if "side" not in request:
                send(answers, {"hash": content_hash.hash_file(path)})
                continue
            photo = decode.decode(path, square_side=int(str(request["side"])), large=large)
            fields = asdict(photo.metadata)
            taken_at = photo.metadata.taken_at
            fields["taken_at"] = taken_at and taken_at.isoformat()
            send(answers, {"metadata": fields}, photo.square.tobytes() + photo.thumbnail)
        except decode.LargePhoto:
            send(answers, {"large": True})
        except UnreadablePhoto as error:
            send(answers, {"reason": str(error)})
        except MemoryError:
            send(answers, {"reason": "too large: there is not enough memory to read it"})
        except Exception as error:  # a bug, ours or a decoder's: told to the parent, which logs it
            send(answers, {"bug": repr(error)})


def _confine() -> None:
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_NICENESS)
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
    # The system does it, whatever the decoder is at: no orphan outlives a parent that was killed.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
