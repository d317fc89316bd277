"""The pictures of the photo looked at and of those beside it, decoded on threads, bounded by bytes."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from photoseek.errors import UnreadablePhoto
from photoseek.gui.background import Background, Problem
from photoseek.gui.grid.picture_loader import load_picture, load_thumbnail
from photoseek.gui.language import tr
from photoseek.gui.widgets.layers import Layers, layers_of
from photoseek.gui.worker_texts import translated
from photoseek.images import pictures
from photoseek.images.decoder_pool import NotWanted
from photoseek.library.records import Photo

PREPARED_AFTER = 1500  # ms, so that the window's start is no slower; nobody has chosen a photo by then
KEPT = 4  # this photo, the ones beside it, and the one just left
MOST_BYTES = 512 * 1024 * 1024  # three photos of 30 megapixels; what is shown is kept in any case
_GONE = "the file is not there"  # as ``photo_file`` says it
_PREVIEW_SIDE = 1600  # a thumbnail is stretched to this at most, in the photo's proportions

_log = logging.getLogger(__name__)


class PictureShelf(QObject):
    arrived = Signal(int)
    """The picture of this photo can be taken."""
    preview = Signal(int, object)
    """A photo and the ``Layers`` of its thumbnail, in the photo's own proportions."""
    failed = Signal(int, str)
    """A photo, and why it cannot be shown and what to do."""

    def __init__(
        self, pictures: Background, thumbnail_path: Callable[[str], Path], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._thumbnail_path = pictures, thumbnail_path
        self._kept: OrderedDict[int, Layers] = OrderedDict()
        self._loading: set[int] = set()
        self._wanted: tuple[int, ...] = ()  # read by threads, never changed in place

    def prepare(self) -> None:
        """Soon start the process that decodes photos, so that the first one does not wait for it."""

        def failed(problem: Problem) -> None:
            _log.warning(problem.message)  # it is told when a photo is opened

        QTimer.singleShot(
            PREPARED_AFTER, self, lambda: self._pictures.run(pictures.warm, lambda _none: None, failed)
        )

    def take(self, photo_id: int) -> Layers | None:
        found = self._kept.get(photo_id)
        if found is not None:
            self._kept.move_to_end(photo_id)
        return found

    def want(self, photo_ids: Sequence[int]) -> None:
        """Only these are worth decoding from now on, the first one most."""
        self._wanted = tuple(photo_ids)

    def load(self, photo: Photo, *, preview: bool = False) -> None:
        """See to the picture of a photo that is wanted. ``preview``: its thumbnail first, which is quick."""
        if photo.id in self._kept:
            return
        if preview:
            self._load_preview(photo)
        if photo.id not in self._loading:
            self._loading.add(photo.id)
            self._load(photo)

    def clear(self) -> None:
        self._kept.clear()
        self._wanted = ()

    # --- inside --------------------------------------------------------------------------------

    def _load(self, photo: Photo) -> None:
        def is_wanted() -> bool:
            return photo.id in self._wanted

        def decode() -> Layers | None:
            try:
                return layers_of(_load(photo, is_wanted)) if is_wanted() else None
            except NotWanted:
                return None

        def ready(layers: Layers | None) -> None:
            if layers is None and photo.id in self._wanted:
                self._load(photo)  # wanted again meanwhile
                return
            self._loading.discard(photo.id)
            if layers is not None and photo.id in self._wanted:  # else the page was left meanwhile
                self._kept[photo.id] = layers
                self._trim()
                self.arrived.emit(photo.id)

        def failed(problem: Problem) -> None:
            self._loading.discard(photo.id)
            self.failed.emit(photo.id, problem.message)

        self._pictures.run(decode, ready, failed)

    def _load_preview(self, photo: Photo) -> None:
        thumbnail = self._thumbnail_path(photo.content_hash)

        def none(_problem: Problem) -> None:
            return  # the photo itself is on its way

        def decode() -> Layers:
            return Layers((_stretched(load_thumbnail(thumbnail), photo),))

        def ready(layers: Layers) -> None:
            if photo.id not in self._kept:
                self.preview.emit(photo.id, layers)

        self._pictures.run(decode, ready, none)

    def _trim(self) -> None:
        """Let go of what was looked at longest ago, then of what is wanted least."""
        while len(self._kept) > KEPT or sum(one.size_in_bytes for one in self._kept.values()) > MOST_BYTES:
            unwanted = [photo_id for photo_id in self._kept if photo_id not in self._wanted]
            wanted = [photo_id for photo_id in reversed(self._wanted[1:]) if photo_id in self._kept]
            if not unwanted and not wanted:
                return
            del self._kept[(unwanted or wanted)[0]]


def _load(photo: Photo, is_wanted: Callable[[], bool]) -> QImage:
    """Raises UnreadablePhoto, which says what the user can do, and NotWanted."""
    if not photo.online:
        away = tr("This photo is on a disk that is not connected. Connect it, and the photo is shown again.")
        raise UnreadablePhoto(away)
    try:
        return load_picture(photo.path, is_wanted=is_wanted)
    except UnreadablePhoto as error:
        if str(error) == _GONE:
            gone = tr(
                "This photo cannot be shown: the file is not there. If it was moved, press F5 to look again."
            )
            raise UnreadablePhoto(gone) from error
        text = tr("This photo cannot be shown: {why}. Try to open it in another program.")
        raise UnreadablePhoto(text.format(why=translated(str(error)))) from error


def _stretched(image: QImage, photo: Photo) -> QImage:
    """The thumbnail in the photo's own size (within reason), so that nothing jumps when it arrives."""
    scale = min(1.0, _PREVIEW_SIDE / max(photo.width, photo.height, 1))
    return image.scaled(max(1, round(photo.width * scale)), max(1, round(photo.height * scale)))
