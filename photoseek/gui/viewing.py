"""The photo page at work: which photo, its picture from disk, its neighbours ready beforehand."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from photoseek.gui.background import Problem
from photoseek.gui.parts import Parts
from photoseek.gui.picture_loader import load_picture
from photoseek.gui.question import Question
from photoseek.ipc import messages
from photoseek.library.records import PhotoDetails
from photoseek.models.vocabulary import Language

KEPT_PICTURES = 4  # this photo, the ones beside it, and the one just left; up to 144 MB each


class Viewing(QObject):
    search_wanted = Signal(object)
    """A ``Question``."""
    similar_wanted = Signal(int)
    folder_wanted = Signal(int)

    def __init__(self, parts: Parts, searched_words: Callable[[], str]) -> None:
        """``searched_words``: those the photos on screen are the answer to; empty: there are none."""
        super().__init__(parts.window)
        window = parts.window
        self._window, self._page, self._photos = window, window.photo_page, parts.photos
        self._reader, self._client, self._pictures = parts.reader, parts.client, parts.pictures
        self._thumbnail_path, self._searched_words = parts.thumbnail_path, searched_words
        self._explaining = 0  # the id of the question for reasons that is under way
        self._shown_id: int | None = None
        self._loaded: OrderedDict[int, QImage] = OrderedDict()
        self._loading: set[int] = set()
        window.grid_page.grid.opened.connect(self.open)
        self._page.closed.connect(self.close)
        self._page.stepped.connect(self.step)
        self._page.caption_edited.connect(self._edit_caption)
        self._page.similar_wanted.connect(self.similar_wanted)
        self._page.folder_wanted.connect(self.folder_wanted)
        self._page.tag_chosen.connect(lambda word: self.search_wanted.emit(Question(words=word)))

    def open(self, photo_id: int) -> None:
        self._window.pages.setCurrentWidget(self._page)
        self._page.view.setFocus()
        self._show(photo_id)

    def close(self) -> None:
        """Back to the grid, at this photo."""
        self._window.pages.setCurrentWidget(self._window.grid_page)
        grid = self._window.grid_page.grid
        if self._shown_id is not None:
            grid.show_photo(self._shown_id)
        self._shown_id = None
        self._loaded.clear()
        grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """One step back; False when there is none to take here."""
        if not self.is_open():
            return False
        self.close()
        return True

    def slideshow(self) -> None:
        """Begin to show one photo after the other, or stop."""

    def search_for_caption(self) -> None:
        """Search for the caption of this photo."""

    def rotate(self, photo_ids: Sequence[int], quarter_turns: int) -> None:
        """Turn photos clockwise, in the library only."""

    def is_open(self) -> bool:
        return self._window.pages.currentWidget() is self._page

    def step(self, by: int) -> None:
        row = self._row()
        if row is not None and 0 <= row + by < self._photos.rowCount():
            self._show(self._photos.ids[row + by])

    def refresh(self) -> None:
        """The library has changed: a caption may be there now."""
        if self._shown_id is not None:
            self._reader.details(self._shown_id, self._take_details)

    def _show(self, photo_id: int) -> None:
        self._shown_id = photo_id
        self._page.clear_problem()
        self._page.show_position(self._row() or 0, max(1, self._photos.rowCount()))
        if photo_id in self._loaded:
            self._page.show_picture(self._loaded[photo_id])
        self._reader.details(photo_id, self._take_details)
        self._explain(photo_id)

    def _explain(self, photo_id: int) -> None:
        """Ask how well the photo shows each word that was searched for."""
        self._client.forget(self._explaining)
        self._page.show_reasons(())
        words = self._searched_words()
        if words:
            self._explaining = self._client.ask(
                messages.ExplainHit,
                lambda answer: self._page.show_reasons(answer.reasons),
                photo_id=photo_id,
                text=words,
            )

    def _take_details(self, details: PhotoDetails | None) -> None:
        if details is None:
            self._page.show_problem("it has left the library")
            return
        if details.photo.id != self._shown_id:
            return
        self._page.show_details(details)
        if details.photo.id in self._loaded:
            self._prepare_neighbours()
        elif details.photo.id not in self._loading:
            self._load(details)

    def _load(self, details: PhotoDetails) -> None:
        """First the thumbnail, which is there at once, then the file itself."""
        photo_id = details.photo.id
        self._loading.add(photo_id)

        def preview(image: QImage) -> None:
            if self._shown_id == photo_id and photo_id not in self._loaded:
                self._page.show_picture(image)

        def no_preview(_problem: Problem) -> None:
            return  # the photo itself is on its way

        def sharp(image: QImage) -> None:
            self._loading.discard(photo_id)
            self._keep(photo_id, image)
            if self._shown_id == photo_id:
                self._page.show_picture(image, keep_view=True)
                self._prepare_neighbours()

        def failed(problem: Problem) -> None:
            self._loading.discard(photo_id)
            if self._shown_id == photo_id:
                away = "its folder is not there at the moment"
                self._page.show_problem(problem.message if details.photo.online else away)

        thumbnail = self._thumbnail_path(details.photo.content_hash)
        width, height = details.photo.width, details.photo.height
        self._pictures.run(lambda: _stretched(load_picture(thumbnail), width, height), preview, no_preview)
        self._pictures.run(lambda: load_picture(details.photo.path), sharp, failed)

    def _prepare_neighbours(self) -> None:
        row = self._row()
        if row is None:
            return
        for beside in (row + 1, row - 1):
            if 0 <= beside < self._photos.rowCount():
                photo_id = self._photos.ids[beside]
                if photo_id not in self._loaded and photo_id not in self._loading:
                    self._reader.details(photo_id, self._prepare)

    def _prepare(self, details: PhotoDetails | None) -> None:
        if details is None or details.photo.id in self._loading:
            return
        photo_id, path = details.photo.id, details.photo.path
        self._loading.add(photo_id)

        def ready(image: QImage) -> None:
            self._loading.discard(photo_id)
            self._keep(photo_id, image)
            if self._shown_id == photo_id:
                self._page.show_picture(image, keep_view=True)

        def failed(_problem: Problem) -> None:
            self._loading.discard(photo_id)  # said when it is shown
            if self._shown_id == photo_id:
                self.refresh()

        self._pictures.run(lambda: load_picture(path), ready, failed)

    def _keep(self, photo_id: int, image: QImage) -> None:
        self._loaded[photo_id] = image
        self._loaded.move_to_end(photo_id)
        while len(self._loaded) > KEPT_PICTURES:
            self._loaded.popitem(last=False)

    def _edit_caption(self, photo_id: int, language: Language, text: str) -> None:
        self._client.ask(
            messages.EditCaption,
            lambda _done: self._caption_kept(),
            photo_id=photo_id,
            text=text,
            language=language,
        )

    def _caption_kept(self) -> None:
        self._photos.refresh_records()
        self.refresh()

    def _row(self) -> int | None:
        return self._photos.row_of(self._shown_id) if self._shown_id is not None else None


def _stretched(image: QImage, width: int, height: int) -> QImage:
    """The thumbnail in the photo's own size (within reason), so that nothing jumps when it arrives."""
    scale = min(1.0, 1600 / max(width, height, 1))
    return image.scaled(max(1, round(width * scale)), max(1, round(height * scale)))
