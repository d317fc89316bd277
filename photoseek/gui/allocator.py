"""Has the memory of pictures that are let go of returned to the system."""

import ctypes
import sys

_M_MMAP_THRESHOLD = -3  # as <malloc.h> calls it
LARGE = 128 * 1024  # bytes


def return_large() -> None:
    """What is larger than LARGE goes back as soon as it is freed.

    glibc takes such blocks for usual once one was freed, and from then on keeps what is free between others.
    Other systems return them by themselves.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, LARGE)
