"""Tiny pictures beside words, decoded on threads, kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from photoseek.errors import UnreadablePhoto
from photoseek.gui.background import Background, Problem
from photoseek.gui.grid.picture_loader import load_first_cover
from photoseek.gui.library_reader import LibraryReader
from photoseek.library.records import Photo

KEPT = 1500  # about 20 MB at twice the density; more than anybody scrolls by at once
TOGETHER = 9  # decoded in one go: the pictures of three words, so that they appear row by row


class WordPictures(QObject):
    """``image`` answers at once with what is there; ``want`` sees to the rest."""

    arrived = Signal()

    def __init__(
        self,
        reader: LibraryReader,
        pictures: Background,
        thumbnail_path: Callable[[str], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader, self._pictures, self._thumbnail_path = reader, pictures, thumbnail_path
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()

    def image(self, photo_id: int) -> QImage | None:
        """None until it is there; a null image where there is none to be had."""
        found = self._kept.get(photo_id)
        if found is not None:
            self._kept.move_to_end(photo_id)
        return found

    def want(self, photo_ids: Iterable[int], side: int) -> None:
        """See to the pictures of these photos, ``side`` pixels of the screen wide and high."""
        new = [one for one in dict.fromkeys(photo_ids) if one not in self._kept and one not in self._asked]
        if new:
            self._asked.update(new)
            self._reader.records(new, partial(self._load, new, side))

    def forget_missing(self) -> None:
        """Pictures that could not be had may be there now."""
        for photo_id in [one for one, image in self._kept.items() if image.isNull()]:
            del self._kept[photo_id]

    def _load(self, wanted: Sequence[int], side: int, photos: Sequence[Photo]) -> None:
        by_id = {photo.id: photo for photo in photos}
        found = [by_id[one] for one in wanted if one in by_id]  # in the order in which they are shown
        self._asked.difference_update(set(wanted) - by_id.keys())
        size = QSize(side, side)
        for begin in range(0, len(found), TOGETHER):
            some = found[begin : begin + TOGETHER]
            places = [(self._thumbnail_path(one.content_hash), one.path) for one in some]
            turns = [one.rotation for one in some]
            self._pictures.run(
                partial(_load_all, places, turns, size),
                partial(self._take, [one.id for one in some]),
                partial(self._missing, [one.id for one in some]),
            )

    def _take(self, ids: Sequence[int], images: Sequence[QImage]) -> None:
        self._kept |= zip(ids, images, strict=True)
        self._asked.difference_update(ids)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()

    def _missing(self, ids: Sequence[int], _problem: Problem) -> None:
        self._take(ids, [QImage()] * len(ids))


def _load_all(places: Sequence[Sequence[Path]], turns: Sequence[int], size: QSize) -> list[QImage]:
    return [_load(some, turn, size) for some, turn in zip(places, turns, strict=True)]


def _load(places: Sequence[Path], turns: int, size: QSize) -> QImage:
    try:
        return load_first_cover(places, size, turns)
    except UnreadablePhoto:
        return QImage()
