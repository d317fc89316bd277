"""Reads photos in a process of their own, for photos that may have killed the worker.

Run as ``python -m photoseek.ingest.trial``: paths on stdin, each ended by a NUL; on stdout one line
at the start and one after each photo, readable or not. A path without its line took the process
with it. That way a photo that a power cut caught half way is never blamed, and a guilty one is
found with certainty.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_PATIENCE = 60.0  # seconds for a photo; the largest allowed one takes about ten


def deadly(paths: Sequence[Path]) -> set[Path]:
    """Those of ``paths`` that kill or hang a process that decodes them."""
    guilty: set[Path] = set()
    waiting = list(paths)
    while waiting:
        survived = _try(waiting)
        if survived == len(waiting):
            break
        guilty.add(waiting[survived])
        waiting = waiting[survived + 1 :]
    return guilty


def _try(paths: Sequence[Path]) -> int:
    """How many of ``paths``, in order, a fresh process gets through."""
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "photoseek.ingest.trial"],
            input=b"".join(os.fsencode(path) + b"\0" for path in paths),
            stdout=subprocess.PIPE,
            timeout=_PATIENCE * len(paths),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        lines = (error.stdout or b"").count(b"\n")
    else:
        lines = finished.stdout.count(b"\n")
        if lines == 0:  # no photo's fault: it ended before the first one
            raise RuntimeError(f"the trial process did not start (exit status {finished.returncode})")
    return max(0, lines - 1)


def main() -> None:
    """Decode every photo named on stdin."""
    from photoseek.images.decode import decode

    # Whatever a decoder prints must not be counted as a photo survived.
    answers = os.dup(1)
    os.dup2(2, 1)
    os.write(answers, b"\n")
    for path in sys.stdin.buffer.read().split(b"\0")[:-1]:
        with suppress(Exception):  # a refusal, of whatever kind, is no death
            decode(Path(os.fsdecode(path)))
        os.write(answers, b"\n")


if __name__ == "__main__":
    main()
