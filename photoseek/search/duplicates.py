"""Photos that are there more than once: the same file, the same shot, the same scene.

- *file*: one photo, which is its content, at several places.
- *shot*: the same picture, resized, compressed anew or cropped a little (``same_picture``), or taken
  within seconds of each other and alike.
- *scene*: alike, and taken within minutes; without dates, numbered one after the other in the same folder.

Which photos are alike at all is told by the encoder's features, of the whole and of each place
(``Inference.looks``). They are projected at random to a few hundred numbers, which keeps their
products (Johnson & Lindenstrauss 1984), so that those of 100,000 photos are compared in half a minute.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from photoseek.library import candidates, embeddings, photos
from photoseek.library.candidates import Candidate, Place
from photoseek.library.database import Database
from photoseek.library.records import EVERYTHING, Scope
from photoseek.search.same_picture import Picture, are_same, grey_square

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

Reason = Literal["file", "shot", "scene"]
Ids = NDArray[np.int64]
Sketches = NDArray[np.float32]

DIMENSIONS = 160  # of a sketch: a product of 0.6 is off by 0.05 (standard deviation)

# Likeness of the 40 planted copies among 2,400 photos of Flickr8k: 0.69 and more. Of photos whose numbers
# there follow each other, so that one camera took them, those above 0.5 show the same scene, all of them.
ALIKE = 0.58
"""Likeness from which on two photos are compared by their pixels: 1 in 10,000 pairs of different ones."""
SAME_SCENE = 0.5
"""Likeness of two photos taken within ``SCENE`` from which on they show the same scene."""
SAME_SCENE_UNDATED = 0.65
"""The same of photos without a date that a camera numbered within ``NEAR_NUMBERS`` of each other."""
NEAR_NUMBERS = 5
BURST = timedelta(seconds=3)
SCENE = timedelta(minutes=10)

_CHUNK = 1000  # photos read at a time: 9 MB
_ROWS, _COLUMNS = 512, 8192  # of a tile of products: 16 MB
_NEIGHBOURS = 32  # pairs kept of each photo: thousands of pictures of one blank page must not fill the memory
_PICTURES = 1024  # kept for comparing, 100 kB each with all its windows at most

NO_CLOSER = 0.02
"""Two pictures whose numbers of pixels differ by less than this share have the same resolution."""

_NUMBERED = re.compile(r"(.*?)(\d+)")


class Stopped(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True)
class Group:
    """Photos of which one would do; the one most worth keeping comes first."""

    reason: Reason
    photo_ids: tuple[int, ...]
    sizes: tuple[int, ...]
    """Bytes of each photo with all its files; of each of ``places``, where the reason is "file"."""
    places: tuple[Place, ...] = ()
    """The files of the one photo, where the reason is "file"."""


@dataclass
class _Links:
    """Which photos belong together; a link of a link does, too."""

    _parent: dict[int, int] = field(default_factory=dict)

    def add(self, one: int, other: int) -> None:
        self._parent[self._root(one)] = self._root(other)

    def joined(self, one: int, other: int) -> bool:
        return self._root(one) == self._root(other)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for member in sorted(self._parent):
            found[self._root(member)].append(member)
        return [members for members in found.values() if len(members) > 1]

    def _root(self, member: int) -> int:
        self._parent.setdefault(member, member)
        while (parent := self._parent[member]) != member:
            self._parent[member] = self._parent[parent]
            member = parent
        return member


def find(
    database: Database,
    inference: "Inference",
    thumbnail: Callable[[str], Path],
    scope: Scope = EVERYTHING,
    stopping: Callable[[], bool] = lambda: False,
) -> list[Group]:
    """The groups of a part of the library: files, then shots, then scenes; the earliest photo ids first.

    ``thumbnail``: where the thumbnail of a content hash lies. Raises Stopped soon after ``stopping()``.
    """
    with database.read() as session:
        shown = photos.list_ids(session, "added", scope)
        several = candidates.with_several_files(session, shown)
        groups = [_files_of(one) for one in candidates.by_ids(session, several).values()]
    ids, sketches = _sketches(database, inference, shown, stopping)
    pairs = list(_alike(ids, sketches, stopping))
    shots, scenes = _judge(database, thumbnail, pairs, stopping)
    in_shots = shots.groups()
    taken = {member for members in in_shots for member in members}
    in_scenes = _tight(scenes, taken)
    groups += _ranked(database, "shot", in_shots)
    return groups + _ranked(database, "scene", in_scenes)


def best_first(several: Iterable[Candidate]) -> list[Candidate]:
    """The one most worth keeping first: most pixels, then what the user has marked in some way, the largest
    file, the oldest date."""
    several = list(several)
    most = max((one.pixels for one in several), default=0)

    def worth(one: Candidate) -> tuple[object, ...]:
        pixels = most if one.pixels >= most * (1 - NO_CLOSER) else one.pixels
        marks = one.favourite + one.captioned + one.in_album
        return (-pixels, -marks, -max(place.size for place in one.places), one.sort_time, one.id)

    return sorted(several, key=worth)


def _files_of(photo: Candidate) -> Group:
    """The file with the plainest name comes first: "IMG_1.jpg" before "IMG_1 (copy).jpg"."""
    places = sorted(
        photo.places,
        key=lambda place: (not place.online, len(place.path.name), place.modified_ns, place.path),
    )
    return Group("file", (photo.id,), tuple(place.size for place in places), tuple(places))


def _ranked(database: Database, reason: Reason, members: Sequence[Sequence[int]]) -> list[Group]:
    with database.read() as session:
        known = candidates.by_ids(session, [id_ for group in members for id_ in group])
    groups = []
    for group in members:
        best = best_first(known[id_] for id_ in group if id_ in known)
        if len(best) > 1:  # others may have left meanwhile
            sizes = tuple(sum(place.size for place in one.places) for one in best)
            groups.append(Group(reason, tuple(one.id for one in best), sizes))
    return groups


def _sketches(
    database: Database, inference: "Inference", ids: Sequence[int], stopping: Callable[[], bool]
) -> tuple[Ids, Sketches]:
    """Ids (N,) of the photos that the encoder has seen, ascending, and their looks (N, DIMENSIONS)."""
    ordered = sorted(ids)
    found: list[int] = []
    sketches = np.empty((len(ordered), DIMENSIONS), np.float32)
    projection = None
    for begin in range(0, len(ordered), _CHUNK):
        _go_on(stopping)
        with database.read() as session:
            held = embeddings.representations(session, inference.encoder_id, ordered[begin : begin + _CHUNK])
        if not held:
            continue
        members = sorted(held)
        looks = inference.looks([held[id_] for id_ in members])
        if projection is None:
            projection = _projection(looks.shape[1])
        projected = looks @ projection
        projected /= np.linalg.norm(projected, axis=1, keepdims=True)
        sketches[len(found) : len(found) + len(members)] = projected
        found += members
    return np.array(found, np.int64), sketches[: len(found)]


def _projection(dimensions: int) -> Sketches:
    """(dimensions, DIMENSIONS), the same every time; fewer dimensions than that are kept as they are."""
    if dimensions <= DIMENSIONS:
        return np.eye(dimensions, DIMENSIONS, dtype=np.float32)
    return np.random.default_rng(0).standard_normal((dimensions, DIMENSIONS), np.float32)


def _alike(ids: Ids, sketches: Sketches, stopping: Callable[[], bool]) -> Iterator[tuple[int, int, float]]:
    """Pairs of photos (the smaller id first) with their likeness, those below SAME_SCENE left out."""
    for top in range(0, len(ids), _ROWS):
        block = sketches[top : top + _ROWS]
        found: list[tuple[NDArray[np.intp], NDArray[np.intp], Sketches]] = []
        for left in range(top, len(ids), _COLUMNS):
            _go_on(stopping)
            products = block @ sketches[left : left + _COLUMNS].T
            rows, columns = np.nonzero(products >= SAME_SCENE)
            later = columns + left > rows + top
            rows, columns = rows[later], columns[later]
            found.append((rows + top, columns + left, products[rows, columns]))
        rows, columns, likeness = (np.concatenate(part) for part in zip(*found, strict=True))
        kept = _nearest(rows, likeness)
        yield from zip(
            ids[rows[kept]].tolist(), ids[columns[kept]].tolist(), likeness[kept].tolist(), strict=True
        )


def _nearest(rows: NDArray[np.intp], likeness: Sketches) -> NDArray[np.intp]:
    """Which pairs to keep: of each row the _NEIGHBOURS most alike."""
    order = np.lexsort((-likeness, rows))
    begins = np.searchsorted(rows[order], rows[order])
    return order[np.arange(len(order)) - begins < _NEIGHBOURS]


def _judge(
    database: Database,
    thumbnail: Callable[[str], Path],
    pairs: Sequence[tuple[int, int, float]],
    stopping: Callable[[], bool],
) -> tuple[_Links, dict[int, set[int]]]:
    """Which pairs are the same shot, and whom each photo shows the same scene with."""
    members = sorted({id_ for one, other, _ in pairs for id_ in (one, other)})
    with database.read() as session:
        moments = candidates.moments(session, members)

    @lru_cache(_PICTURES)
    def picture(photo_id: int) -> Picture | None:
        try:
            return Picture(grey_square(thumbnail(moments[photo_id].content_hash)))
        except OSError:  # no thumbnail yet, or a damaged one
            return None

    shots, scenes = _Links(), defaultdict(set)
    for one, other, likeness in pairs:
        _go_on(stopping)
        if one not in moments or other not in moments:
            continue
        first, second = moments[one], moments[other]
        if first.taken_at is not None and second.taken_at is not None:
            apart = abs(first.taken_at - second.taken_at)
            burst, scene = apart <= BURST and likeness >= ALIKE, apart <= SCENE
        else:
            burst, scene = False, likeness >= SAME_SCENE_UNDATED and _neighbours(first.path, second.path)
        if burst or (likeness >= ALIKE and not shots.joined(one, other) and _same(picture, one, other)):
            shots.add(one, other)
        elif scene:
            scenes[one].add(other)
            scenes[other].add(one)
    return shots, scenes


def _neighbours(one: Path, other: Path) -> bool:
    """Whether a camera gave both files their names shortly after each other: IMG_0107.JPG, IMG_0109.JPG."""
    if one.parent != other.parent:
        return False
    found, found_too = (_NUMBERED.fullmatch(path.stem) for path in (one, other))
    if found is None or found_too is None or found[1] != found_too[1]:
        return False
    return abs(int(found[2]) - int(found_too[2])) <= NEAR_NUMBERS


def _same(picture: Callable[[int], Picture | None], one: int, other: int) -> bool:
    pictures = picture(one), picture(other)
    return pictures[0] is not None and pictures[1] is not None and are_same(pictures[0], pictures[1])


def _tight(scenes: dict[int, set[int]], taken: set[int]) -> list[list[int]]:
    """Groups in which everyone shows the same scene as everyone else: one may walk through a day from each
    photo to the next. Photos in ``taken`` stay out."""
    groups = []
    left = {id_ for id_ in scenes if id_ not in taken}
    for first in sorted(left):
        if first not in left:
            continue
        group, common = [first], scenes[first] & left - {first}
        while common:
            nearest = min(common)
            group.append(nearest)
            common = common & scenes[nearest] - {nearest}
        if len(group) > 1:
            groups.append(group)
        left.difference_update(group)
    return groups


def _go_on(stopping: Callable[[], bool]) -> None:
    if stopping():
        raise Stopped
