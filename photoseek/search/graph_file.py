"""What hnswlib's file must be like for hnswlib to open and search it safely.

It believes every number in the file: a count or a link that leads nowhere makes it read or write beyond
its memory. A stamp with the right hash says only that the file is as somebody wrote it, so all of it is
looked at first, and what the program wants of it is read on the way.
"""

import math
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<6QiI3QdQ")  # as HierarchicalNSW::saveIndex of hnswlib 0.8 writes it, on 64 bits
_MOST_LINKS = 256
_WIDEST = 4096  # ef_construction
_LABEL = 8  # bytes
_HIGHEST_LABEL = 1 << 27  # ids of photos are never used twice, and there is a table of them
_ROOM = 8  # times as many photos as there are may be made room for, and some more
_HIGHEST = 64  # levels; a million photos have five or six

_AT_ONCE = 4096  # elements looked at together: small enough to stay near the processor

_Words = NDArray[np.uint32]


def read(file: Path, dimensions: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Labels (n,) and vectors (n, ``dimensions``) of a sound file; the latter as it lies on the disk, mapped.

    Raises ValueError unless it is sound.
    """
    size = file.stat().st_size
    with file.open("rb") as opened:
        header = opened.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise ValueError("the header is cut off")
    (offset, room, count, element, label_at, vector_at, top, entry, most, most_below, links, scale, width) = (
        _HEADER.unpack(header)
    )
    below = 4 + 4 * most_below  # bytes of an element's links on the lowest level
    _demand(2 <= links <= _MOST_LINKS and most == links and most_below == 2 * links, "links")
    _demand((offset, vector_at, label_at) == (0, below, below + 4 * dimensions), "places")
    _demand(element == label_at + _LABEL, "the size of an element")
    _demand(count <= room <= _ROOM * count + 65536, "counts")
    _demand(_HEADER.size + count * (element + 4) <= size, "the size")
    _demand(1 <= width <= _WIDEST and abs(scale * math.log(links) - 1) < 1e-6, "parameters")
    if not count:
        _demand((top, entry) == (-1, 0xFFFFFFFF) and size == _HEADER.size, "an empty one")
        return np.empty(0, np.int64), np.empty((0, dimensions), np.float32)
    elements = np.memmap(file, np.uint32, "r", _HEADER.size, (count, element // 4))
    labels = elements[:, label_at // 4 :].copy().view(np.uint64)[:, 0]
    _demand(labels.max() < _HIGHEST_LABEL and bool(np.diff(np.sort(labels)).all()), "a label")
    for begin in range(0, count, _AT_ONCE):
        _check_links(elements[begin : begin + _AT_ONCE, : below // 4], count)
    rest = np.fromfile(file, np.uint32, offset=_HEADER.size + count * element)
    _demand(4 * len(rest) == size - _HEADER.size - count * element, "the end")
    starts, levels = _upper_lists(rest, count, 1 + most)
    _demand(entry < count and 0 <= top <= _HIGHEST and levels[entry] == top == levels.max(), "the entry")
    for level in range(1, top + 1):
        there = starts[levels >= level] + (level - 1) * (1 + most)
        links = _check_links(rest[there[:, None] + np.arange(1 + most)], count)
        _demand(bool((levels[links] >= level).all()), "a link's level")
    return labels.astype(np.int64), elements[:, below // 4 : label_at // 4].view(np.float32)


def _upper_lists(rest: _Words, count: int, step: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each element's lists for the levels above begin in ``rest``, and how many there are: (n,)."""
    starts, levels = np.zeros(count, np.int64), np.zeros(count, np.int64)
    sizes, place = rest.tolist(), 0
    for number in range(count):
        _demand(place < len(sizes) and sizes[place] % (4 * step) == 0, "the lists")
        starts[number], levels[number] = place + 1, sizes[place] // (4 * step)
        place += 1 + sizes[place] // 4
    _demand(place == len(sizes), "the end")
    return starts, levels


def _check_links(lists: _Words, count: int) -> _Words:
    """The links of all ``lists`` (n, 1 + most), which begin with how many there are; each to an element."""
    counts = lists[:, :1] & 0xFFFF  # the other half holds the mark of what is deleted
    most = lists.shape[1] - 1
    _demand(bool((counts <= most).all()), "a number of links")
    links = lists[:, 1:][np.arange(most) < counts]
    _demand(bool((links < count).all()), "a link")
    return links


def _demand(is_so: bool, what: str) -> None:
    if not is_so:
        raise ValueError(f"{what} cannot be right")
