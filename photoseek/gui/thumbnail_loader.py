"""Thumbnails for the screen: decoded on threads, what was asked last comes first, cached by bytes."""

import logging
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from photoseek.errors import UnreadablePhoto
from photoseek.gui.picture_loader import load_first_square
from photoseek.library.records import Photo

_log = logging.getLogger(__name__)

CACHE_BYTES = 256 * 1024 * 1024  # about 1,600 thumbnails of 200 pixels at twice the density
WAITING = 400  # a few screens; what is pushed out is asked for again when it is painted
THREADS = 2  # the indexer needs the other cores


class ThumbnailLoader(QObject):
    """``image`` answers at once with what the cache holds and sees to the rest."""

    arrived = Signal()
    """Thumbnails are there that were not; paint again."""
    _decoded = Signal(str, int, QImage)

    def __init__(self, thumbnail_path: Callable[[str], Path], parent: QObject | None = None) -> None:
        """``thumbnail_path``: where the thumbnail of a content hash lies, if it does."""
        super().__init__(parent)
        self._thumbnail_path = thumbnail_path
        self._cache: OrderedDict[str, QImage] = OrderedDict()
        self._bytes = 0
        self._side = 0
        self._waiting: deque[Photo] = deque()
        self._asked: set[str] = set()
        self._lock = Lock()  # guards the two above, shared with the threads
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="thumbnails")
        self._finished = False
        self._decoded.connect(self._keep)

    def set_side(self, side: int) -> None:
        """Pixels a side from now on; older sizes are shown until the new ones arrive."""
        if side != self._side:
            with self._lock:
                self._side = side
                self._waiting.clear()
                self._asked.clear()

    def image(self, photo: Photo) -> QImage | None:
        """The square thumbnail, None until it has been decoded, a null image when there is none."""
        found = self._cache.get(photo.content_hash)
        if found is not None:
            self._cache.move_to_end(photo.content_hash)
            if found.isNull() or found.width() == self._side:
                return found
        self._request(photo)
        return found

    def prefetch(self, photo: Photo) -> None:
        """It will be looked at soon: decode it when nothing on screen waits."""
        found = self._cache.get(photo.content_hash)
        if found is None or found.width() != self._side:
            self._request(photo, soon=False)

    def forget_missing(self) -> None:
        """Thumbnails that could not be read may be there now."""
        for content_hash in [name for name, image in self._cache.items() if image.isNull()]:
            del self._cache[content_hash]

    def finish(self) -> None:
        self._finished = True  # a window that closes may still be painted
        with self._lock:
            self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _request(self, photo: Photo, *, soon: bool = True) -> None:
        if self._side <= 0 or self._finished:
            return
        with self._lock:
            if photo.content_hash in self._asked:
                return
            self._asked.add(photo.content_hash)
            if soon:
                self._waiting.append(photo)
            else:
                self._waiting.appendleft(photo)
            if len(self._waiting) > WAITING:
                self._asked.discard(self._waiting.popleft().content_hash)
        self._pool.submit(self._decode_next)

    def _decode_next(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            photo = self._waiting.pop()
            side = self._side
        try:
            # The original stands in while the thumbnail has not been written, or was lost.
            image = load_first_square((self._thumbnail_path(photo.content_hash), photo.path), side)
        except UnreadablePhoto:
            image = QImage()  # what the grid shows a broken photo for
        except Exception:
            _log.exception("The thumbnail of %s", photo.path)
            image = QImage()
        self._decoded.emit(photo.content_hash, side, image)

    @Slot(str, int, QImage)
    def _keep(self, content_hash: str, side: int, image: QImage) -> None:
        with self._lock:
            self._asked.discard(content_hash)
        if side != self._side and content_hash in self._cache:
            return
        old = self._cache.pop(content_hash, None)
        self._bytes += image.sizeInBytes() - (old.sizeInBytes() if old is not None else 0)
        self._cache[content_hash] = image
        while self._bytes > CACHE_BYTES and len(self._cache) > 1:
            self._bytes -= self._cache.popitem(last=False)[1].sizeInBytes()
        self.arrived.emit()
