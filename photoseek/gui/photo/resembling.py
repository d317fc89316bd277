"""The strip of similar photos at work: asks which, reads their records, has their pictures decoded."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from photoseek.errors import UnreadablePhoto
from photoseek.gui.background import Background, Problem
from photoseek.gui.grid.picture_loader import load_first_square
from photoseek.gui.language import tr
from photoseek.gui.library_reader import LibraryReader
from photoseek.gui.photo.similar_strip import SIDE, SimilarStrip
from photoseek.gui.widgets.turning import turned
from photoseek.gui.worker_client import WorkerClient
from photoseek.ipc import messages
from photoseek.library.records import Photo

SHOWN = 12


class Resembling(QObject):
    def __init__(
        self,
        strip: SimilarStrip,
        client: WorkerClient,
        reader: LibraryReader,
        pictures: Background,
        thumbnail_path: Callable[[str], Path],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._strip, self._client, self._reader, self._pictures = strip, client, reader, pictures
        self._thumbnail_path = thumbnail_path
        self._photo_id = -1
        self._question = 0
        self._asked_for = -1  # the photo whose like are shown or being looked for
        strip.folded.connect(lambda _folded: self.ask())

    def show(self, photo_id: int) -> None:
        """Another photo is looked at: its like are not known yet."""
        if photo_id == self._photo_id:
            return
        self._photo_id, self._asked_for = photo_id, -1
        self._client.forget(self._question)
        self._strip.say("")

    def ask(self) -> None:
        """One stays at this photo: look for its like, unless nobody sees them."""
        if self._strip.is_folded() or self._asked_for == self._photo_id:
            return
        self._asked_for = self._photo_id
        self._strip.say(tr("Looking for similar photos …"))
        self._question = self._client.ask(
            messages.Search, self._take_hits, self._take_failure, photo_id=self._photo_id, limit=SHOWN + 1
        )

    def _take_hits(self, answer: messages.Hits) -> None:
        ids = [hit.photo_id for hit in answer.hits if hit.band != "weak" and hit.photo_id != self._photo_id]
        if not ids:
            self._strip.say(tr("No other photo is much like this one."))
            return
        photo_id, order = self._photo_id, {shown: place for place, shown in enumerate(ids[:SHOWN])}

        def take(photos: Sequence[Photo]) -> None:
            if photo_id == self._photo_id:
                self._take_photos(sorted(photos, key=lambda photo: order[photo.id]))

        self._reader.records(list(order), take)

    def _take_failure(self, _failed: messages.Failed) -> None:
        self._asked_for = -1
        self._strip.say(tr("Similar photos appear once PhotoSeek has looked at this one."))

    def _take_photos(self, photos: Sequence[Photo]) -> None:
        self._strip.show_photos(photos)
        side = round(SIDE * self._strip.devicePixelRatioF())
        paths = {photo.id: (self._thumbnail_path(photo.content_hash), photo.path) for photo in photos}

        def none(_problem: Problem) -> None:
            return  # grey squares say enough

        self._pictures.run(
            lambda: {photo.id: _square(paths[photo.id], side, photo.rotation) for photo in photos},
            self._strip.items.take_pictures,
            none,
        )


def _square(places: Sequence[Path], side: int, turns: int) -> QImage:
    """The photo's middle, turned; a null image if it cannot be read."""
    try:
        image = load_first_square(places, side)
    except UnreadablePhoto:
        return QImage()
    return turned(image, turns)
