"""Thumbnails for the screen: decoded on threads, what is on screen comes first, cached by bytes.

Where the thumbnail on disk is missing or too small, the photo itself is asked for, on a thread of its own:
its disk may be slow, or dead.
"""

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath

from photoseek.errors import UnreadablePhoto, UserError
from photoseek.gui.grid.picture_loader import load_cover, load_thumbnail_cover
from photoseek.gui.widgets.turning import turned
from photoseek.images.decoder_pool import NotWanted
from photoseek.library.records import Photo

_log = logging.getLogger(__name__)

MEMORY = 64  # megabytes: about 400 thumbnails of 200 pixels, or 100 at twice the density
WAITING = 400  # a few screens; what is pushed out is asked for again when it is painted
STORED = 512  # pixels of the longer side of a thumbnail on disk
BLURRED = 1.25  # times as large it is seen to be blurred
THREADS = 2  # the indexer needs the other cores

_Key = tuple[str, int, bool]
"""Content, turns and whether corners are rounded: of these one size is kept."""


class Wish(NamedTuple):
    """A thumbnail in the size in which it is painted, in pixels of the screen."""

    photo: Photo
    size: QSize
    radius: float = 0.0
    """Of its round corners."""
    from_original: bool = False
    """Rather than from the thumbnail on disk, which is quicker to read."""

    @property
    def key(self) -> _Key:
        return (self.photo.content_hash, self.photo.rotation, self.radius > 0)


class Thumbnail(NamedTuple):
    image: QImage
    """Null when there is none."""
    since: float
    """When it came where there was nothing, as ``time.monotonic`` counts."""
    is_exact: bool
    """Whether it has the size wished for; else it stands in until that one is there."""
    is_sharp: bool
    """Whether nothing better is to be had: a large cell shows more than there is on disk."""


class ThumbnailLoader(QObject):
    """``look`` and ``image`` answer at once with what the cache holds.

    A view plans what it shows: each plan takes the place of the one before, so that what was scrolled
    away is not decoded any more. ``image`` is for who shows a photo here and there.
    """

    arrived = Signal()
    """Thumbnails are there that were not; paint again."""
    _decoded = Signal(object, QImage)

    def __init__(self, thumbnail_path: Callable[[str], Path], parent: QObject | None = None) -> None:
        """``thumbnail_path``: where the thumbnail of a content hash lies, if it does."""
        super().__init__(parent)
        self._thumbnail_path = thumbnail_path
        self._cache: OrderedDict[_Key, tuple[QImage, float, bool]] = OrderedDict()
        self._bytes = 0
        self._limit = MEMORY * 1024 * 1024
        self._side = 0
        self._visible: deque[Wish] = deque()
        self._single: deque[Wish] = deque()
        self._soon: deque[Wish] = deque()
        self._originals: deque[Wish] = deque()
        self._under_way: dict[_Key, QSize] = {}
        self._busy = 0
        self._lock = Lock()  # guards the six above, shared with the threads
        self._planned: frozenset[_Key] = frozenset()  # read by threads, never changed in place
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="thumbnails")
        self._original_pool = ThreadPoolExecutor(1, thread_name_prefix="originals")
        self._finished = False
        self._decoded.connect(self._keep)

    def set_side(self, side: int) -> None:
        """Pixels a side of what ``image`` gives."""
        self._side = side

    def set_memory(self, megabytes: int) -> None:
        """How much is kept decoded."""
        self._limit = megabytes * 1024 * 1024
        self._shrink()

    def image(self, photo: Photo) -> QImage | None:
        """The square thumbnail, None until it has been decoded, a null image when there is none.

        Another size may stand in until the right one is there.
        """
        wish = Wish(photo, QSize(self._side, self._side))
        found = self.look(wish)
        if found is None or not found.is_exact:
            self._ask(wish)
        if found is None:
            found = self.look(Wish(photo, wish.size, radius=1))  # as the grid shows it
            return _square(found.image) if found is not None else None
        return found.image

    def look(self, wish: Wish) -> Thumbnail | None:
        """What there is of it; nothing is decoded for that."""
        found = self._cache.get(wish.key)
        if found is None:
            return self._turned(wish)
        self._cache.move_to_end(wish.key)
        image, since, is_sharp = found
        return Thumbnail(image, since, image.isNull() or image.size() == wish.size, is_sharp)

    def _turned(self, wish: Wish) -> Thumbnail | None:
        """The photo as it was before it was turned, turned: it stands in without having gone away."""
        name, rotation, is_rounded = wish.key
        for turns in (1, 3, 2):
            found = self._cache.get((name, (rotation - turns) % 4, is_rounded))
            if found is not None and not found[0].isNull():
                return Thumbnail(turned(found[0], turns), found[1], False, False)
        return None

    def plan(self, visible: Sequence[Wish], soon: Sequence[Wish] = ()) -> None:
        """Decode what is on screen, in this order, then what will be looked at soon; nothing else.

        Where the thumbnail on disk is too small for its cell, the photo itself follows in the end.
        """
        if self._finished:
            return
        now, later = ([wish for wish in wishes if self._is_missing(wish)] for wishes in (visible, soon))
        sharper = [] if now else [wish for wish in visible if self._is_blurred(wish)]
        self._planned = frozenset(wish.key for wishes in (visible, soon) for wish in wishes)
        with self._lock:
            self._visible, self._soon = deque(now), deque(later)
            while self._originals:
                self._under_way.pop(self._originals.popleft().key, None)
        self._set_going(len(now) + len(later))
        for wish in sharper:
            if self._under_way.get(wish.key) != wish.size:
                self._ask_original(wish._replace(from_original=True))

    def forget_missing(self) -> None:
        """Thumbnails that could not be read may be there now."""
        for key in [key for key, (image, _, _) in self._cache.items() if image.isNull()]:
            del self._cache[key]

    def clear(self) -> None:
        """Hold nothing any more."""
        self._cache.clear()
        self._bytes = 0

    def finish(self) -> None:
        self._finished = True  # a window that closes may still be painted
        with self._lock:
            for waiting in (self._visible, self._single, self._soon, self._originals):
                waiting.clear()
        for pool in (self._pool, self._original_pool):
            pool.shutdown(wait=True, cancel_futures=True)

    # --- inside --------------------------------------------------------------------------------

    def _is_missing(self, wish: Wish) -> bool:
        found = self._cache.get(wish.key)
        return found is None or not (found[0].isNull() or found[0].size() == wish.size)

    def _is_blurred(self, wish: Wish) -> bool:
        found = self.look(wish)
        return found is not None and found.is_exact and not found.is_sharp

    def _ask(self, wish: Wish) -> None:
        if self._side <= 0 or self._finished:
            return
        with self._lock:
            if wish in self._single:
                return
            self._single.append(wish)
            if len(self._single) > WAITING:
                self._single.popleft()
        self._set_going(1)

    def _set_going(self, count: int) -> None:
        """Have as many threads at work as there is work for."""
        for _ in range(min(count, THREADS)):
            with self._lock:
                if self._busy >= THREADS:
                    return
                self._busy += 1
            self._pool.submit(self._decode_all)

    def _decode_all(self) -> None:
        while self._decode_next():
            pass

    def _decode_next(self) -> bool:
        """False: nothing waits, and this thread comes to rest."""
        with self._lock:
            wish = self._next()
            if wish is None:
                self._busy -= 1
                return False
            if self._under_way.get(wish.key) == wish.size:
                return True  # another thread has it, or it waits to be taken over
            self._under_way[wish.key] = wish.size
        photo = wish.photo
        try:
            image = load_thumbnail_cover(self._thumbnail_path(photo.content_hash), wish.size, photo.rotation)
        except UnreadablePhoto:  # it has not been written yet, or was lost
            self._ask_original(wish)
        else:
            self._decoded.emit(wish, rounded(image, wish.radius))
        return True

    def _next(self) -> Wish | None:
        if self._visible:
            return self._visible.popleft()
        if self._single:
            return self._single.pop()
        return self._soon.popleft() if self._soon else None

    def _ask_original(self, wish: Wish) -> None:
        with self._lock:
            if self._finished:
                return
            self._under_way[wish.key] = wish.size
            self._originals.append(wish)
        self._original_pool.submit(self._decode_original)

    def _decode_original(self) -> None:
        with self._lock:
            if not self._originals:
                return  # none of them is wanted any more
            wish = self._originals.popleft()
        photo, was_planned = wish.photo, wish.key in self._planned

        def is_wanted() -> bool:
            return not self._finished and (not was_planned or wish.key in self._planned)

        try:
            image = rounded(load_cover(photo.path, wish.size, photo.rotation, is_wanted), wish.radius)
        except NotWanted:
            with self._lock:
                self._under_way.pop(wish.key, None)
            return
        except UserError:
            image = self._instead(wish)
        except Exception:
            _log.exception("The thumbnail of %s", photo.path)
            image = self._instead(wish)
        self._decoded.emit(wish, image)

    def _instead(self, wish: Wish) -> QImage:
        """Of a photo that cannot be read: what there was, or a null image, shown as a broken photo."""
        stored = self._thumbnail_path(wish.photo.content_hash)
        try:
            return rounded(load_thumbnail_cover(stored, wish.size, wish.photo.rotation), wish.radius)
        except UnreadablePhoto:
            return QImage()

    @Slot(object, QImage)
    def _keep(self, wish: Wish, image: QImage) -> None:
        with self._lock:
            if self._under_way.get(wish.key) == wish.size:
                del self._under_way[wish.key]
        old = self._cache.pop(wish.key, None)
        before = self._turned(wish) if old is None else None
        if before is not None:
            since = before.since
        else:
            since = time.monotonic() if old is None or old[0].isNull() else old[1]
        self._bytes += image.sizeInBytes() - (old[0].sizeInBytes() if old is not None else 0)
        is_sharp = image.isNull() or wish.from_original or not exceeds_stored(wish)
        self._cache[wish.key] = (image, since, is_sharp)
        self._shrink()
        self.arrived.emit()

    def _shrink(self) -> None:
        """Let go of what was looked at longest ago, but not of what is planned: it would be read again."""
        if self._bytes <= self._limit:
            return
        for key in list(self._cache)[:-1]:
            if key not in self._planned:
                self._bytes -= self._cache.pop(key)[0].sizeInBytes()
            if self._bytes <= self._limit:
                return


def exceeds_stored(wish: Wish) -> bool:
    """Whether the photo has clearly more to show in this size than the thumbnail on disk."""
    photo, size = wish.photo, wish.size if wish.photo.rotation % 2 == 0 else wish.size.transposed()
    longest = max(photo.width, photo.height)
    if longest <= STORED or not photo.online:
        return False
    return longest * max(size.width() / photo.width, size.height() / photo.height) > STORED * BLURRED


def _square(image: QImage) -> QImage:
    side = min(image.width(), image.height())
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)


def rounded(image: QImage, radius: float) -> QImage:
    """With round corners, which cost nothing any more when it is painted; none where ``radius`` is 0."""
    if radius <= 0:
        return image
    result = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(image.rect()), radius, radius)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(shape, Qt.GlobalColor.black)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawImage(0, 0, image)
    painter.end()
    return result
