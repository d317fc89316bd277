"""Has memory that is let go of returned to the system."""

import ctypes
import sys
from contextlib import suppress

_M_MMAP_THRESHOLD = -3  # as <malloc.h> calls it
LARGE = 128 * 1024  # bytes


def return_large() -> None:
    """What is larger than LARGE, such as pictures, goes back as soon as it is freed.

    glibc takes such blocks for usual once one was freed, and from then on keeps what is free between others.
    Other systems return them by themselves.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, LARGE)


def return_all() -> None:
    """All that is free goes back: some 45 MB after every page was looked at. It takes a moment."""
    with suppress(OSError, AttributeError):  # only the C library of Linux knows this
        ctypes.CDLL(None).malloc_trim(0)
