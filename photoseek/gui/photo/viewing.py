"""The photo page at work: which photo, its picture from disk, its neighbours ready beforehand."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.photo.explaining import Explaining
from photoseek.gui.photo.full_view import FullView
from photoseek.gui.photo.photo_changes import caption_change, rotation_change
from photoseek.gui.photo.picture_shelf import PictureShelf
from photoseek.gui.photo.resembling import Resembling
from photoseek.gui.photo.slideshow import Slideshow
from photoseek.gui.photo_menu import photo_menu
from photoseek.gui.search.question import Question
from photoseek.gui.widgets.layers import NOTHING, Layers
from photoseek.library.records import PhotoDetails, Scope
from photoseek.models.vocabulary import Language
from photoseek.settings import allowed_values

SETTLED_MS = 150  # who stays this long looks at the photo; who is on the way to another asks nothing


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
        self._reader, self._changes, self._preferences = parts.reader, parts.changes, parts.preferences
        self._came_from: QWidget = window.grid_page
        self._shown_id: int | None = None
        self._details: PhotoDetails | None = None  # of the photo shown, once they are read
        self._trail: list[int] = []  # the photos that led to this one, each like the one after it
        self._row_left = -1  # where one was among the photos of the grid
        self._is_pictured = False  # whether the view shows this photo, not the one before
        self._rotations: dict[int, int] = {}  # of the photos whose pictures are on the shelf
        self._shelf = PictureShelf(parts.pictures, parts.thumbnail_path, self)
        self._explaining = Explaining(parts.client, self._page, searched_words, self)
        self._resembling = Resembling(
            self._page.strip, parts.client, parts.reader, parts.pictures, parts.thumbnail_path, self
        )
        seconds = tuple(value for value in allowed_values("slideshow_seconds") if isinstance(value, int))
        self._slideshow = Slideshow(self._page.view, seconds, self)
        self._full_view = FullView(window, self._slideshow, self)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._explaining.ask)
        self._settled.timeout.connect(self._resembling.ask)
        self._moved = QTimer(self, singleShot=True, interval=0)  # rows change many at a time
        self._moved.timeout.connect(lambda: self._show_position() if self.is_open() else None)
        self._page.use_actions(window.actions_by_name)
        self._page.bar.details.setChecked(parts.preferences.settings.show_details)
        self._page.strip.set_folded(not parts.preferences.settings.show_similar)
        self._connect()

    def prepare(self) -> None:
        """The window stands; a photo will be opened soon."""
        self._shelf.prepare()

    def open(self, photo_id: int) -> None:
        if not self.is_open():
            self._came_from = self._window.pages.currentWidget() or self._window.grid_page
            self._shown_id = photo_id  # nobody else leads here
        self._window.pages.setCurrentWidget(self._page)
        self._full_view.arrange()
        self._page.view.setFocus()
        self._show(photo_id)

    def close(self) -> None:
        """Back to where one came from; in the grid, at this photo."""
        grid, photo_id = self._window.grid_page.grid, self._shown_id
        self._window.pages.setCurrentWidget(self._came_from)
        if self._came_from is not self._window.grid_page:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if photo_id is not None:
            grid.show_photo(photo_id)
        grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """One step back; False when there is none to take here."""
        if not self.is_open():
            return False
        if self._full_view.leave():
            return True
        if self._trail:
            self._show(self._trail.pop())
        else:
            self.close()
        return True

    def slideshow(self) -> None:
        """Begin to show one photo after the other, or stop."""
        if self._slideshow.is_running():
            self._full_view.leave()
            return
        if not self.is_open():
            chosen = self._window.grid_page.grid.current_id()
            first = chosen if chosen is not None else next(iter(self._photos.ids), None)
            if first is None:
                self._window.notices.show(tr("There are no photos to show yet."), passing=True)
                return
            self.open(first)
        self._full_view.begin_slideshow(self._preferences.settings.slideshow_seconds)

    def search_for_caption(self) -> None:
        """Search for the caption of this photo."""
        captions = self._page.side.caption_texts() if self.is_open() else []
        if captions:
            self._search_for(captions[0])
        elif self.is_open():
            self._window.notices.show(tr("This photo has no caption yet. Write one and press Enter."))

    def rotate(self, photo_ids: Sequence[int], quarter_turns: int) -> None:
        """Turn photos clockwise, in the library only."""
        self._changes.make(rotation_change(photo_ids, quarter_turns), lambda _reply: self._changed())

    def is_open(self) -> bool:
        return self._window.pages.currentWidget() is self._page

    def step(self, by: int) -> None:
        row, count = self._row(), self._photos.rowCount()
        if row is None:  # a photo from elsewhere: on from where one left the row of photos
            row = self._row_left
            by = by if by > 0 or row < 0 else 0
        if 0 <= row + by < count:
            self._trail.clear()
            self._show(self._photos.ids[row + by])

    def refresh(self) -> None:
        """The library has changed: a caption may be there now."""
        if self._shown_id is not None:
            self._show_position()
            self._reader.details(self._shown_id, partial(self._take_details, self._shown_id))

    # --- showing -------------------------------------------------------------------------------

    def _show(self, photo_id: int) -> None:
        if photo_id != self._shown_id:
            self._details = None
            self._is_pictured = False
        self._shown_id = photo_id
        self._page.clear_problem()
        self._show_position()
        self._shelf.want((photo_id, *self._neighbours()))
        self._explaining.show(photo_id)
        self._resembling.show(photo_id)
        self._show_picture(self._shelf.take(photo_id))
        self._slideshow.photo_shown()
        self._reader.details(photo_id, partial(self._take_details, photo_id))
        self._settled.start()

    def _show_similar(self, photo_id: int) -> None:
        if self._shown_id is not None:
            self._trail.append(self._shown_id)
        self._show(photo_id)

    def _show_position(self) -> None:
        row = self._row()
        self._row_left = row if row is not None else self._row_left
        self._page.show_position(row, max(1, self._photos.rowCount()))

    def _show_picture(self, picture: Layers | None) -> None:
        if picture is not None:
            turns = self._rotations.get(self._shown_id or 0, 0)
            fade = 0 if self._is_pictured else self._slideshow.fade_ms()
            self._page.show_picture(picture, turns=turns, keep_view=self._is_pictured, fade_ms=fade)
            self._is_pictured = True

    def _take_details(self, photo_id: int, details: PhotoDetails | None) -> None:
        if photo_id != self._shown_id:
            return
        if details is None and self._details is not None:
            self._go_on_without(photo_id)
            return
        if details is None:
            self._page.show_problem(tr("This photo has left the library. Press Esc to go back."))
            return
        photo = details.photo
        is_new = self._details is None
        self._details = details
        self._rotations[photo.id] = photo.rotation
        self._page.show_details(details)
        if self._is_pictured:
            self._page.view.set_turns(photo.rotation)
        if self._shelf.take(photo.id) is None:
            self._shelf.load(photo, preview=not self._is_pictured)
        elif is_new:
            self._prepare_neighbours()

    def _go_on_without(self, gone: int) -> None:
        """The photo looked at has left the library: show the one after it, or before."""
        row = self._row()
        at = row if row is not None else self._row_left
        left = [photo_id for photo_id in self._photos.ids[max(0, at - 1) : at + 2] if photo_id != gone]
        if not left:
            self.close()
        else:
            follows = 1 if at > 0 and len(left) > 1 else 0
            self._show(left[follows])

    def _take_preview(self, photo_id: int, picture: Layers) -> None:
        if photo_id == self._shown_id and not self._is_pictured:
            self._show_picture(picture)

    def _picture_arrived(self, photo_id: int) -> None:
        if photo_id == self._shown_id:
            self._show_picture(self._shelf.take(photo_id))
            self._prepare_neighbours()

    def _picture_failed(self, photo_id: int, text: str) -> None:
        if photo_id == self._shown_id:
            self._page.show_problem(text)

    def _neighbours(self) -> list[int]:
        row = self._row()
        if row is None:
            return []
        beside = [at for at in (row + 1, row - 1) if 0 <= at < self._photos.rowCount()]
        return [self._photos.ids[at] for at in beside]

    def _prepare_neighbours(self) -> None:
        for photo_id in self._neighbours():
            if self._shelf.take(photo_id) is None:
                self._reader.details(photo_id, self._prepare)

    def _prepare(self, details: PhotoDetails | None) -> None:
        if details is not None:
            self._rotations[details.photo.id] = details.photo.rotation
            self._shelf.load(details.photo)

    def _row(self) -> int | None:
        return self._photos.row_of(self._shown_id) if self._shown_id is not None else None

    # --- wishes --------------------------------------------------------------------------------

    def _edit_caption(self, photo_id: int, language: Language, text: str) -> None:
        if self._details is not None and self._details.photo.id == photo_id:
            change = caption_change(self._details, language, text)
            self._changes.make(change, lambda _done: self._changed())

    def _changed(self) -> None:
        self._photos.refresh_records()
        self.refresh()

    def _search_for(self, words: str) -> None:
        self.search_wanted.emit(Question(words=words))

    def _show_album(self, album_id: int, name: str) -> None:
        self.search_wanted.emit(Question(scope=Scope(album_id=album_id), scope_name=name))

    def _show_menu(self, place: QPoint) -> None:
        photo_menu(self._window, 1, in_album=False).popup(self._page.view.mapToGlobal(place))

    def _next_of_slideshow(self) -> None:
        """After the last photo, the first again."""
        row = self._row()
        if row is not None and row + 1 >= self._photos.rowCount():
            self._show(self._photos.ids[0])
        else:
            self.step(1)

    # --- wiring --------------------------------------------------------------------------------

    def _connect(self) -> None:
        page, change = self._page, self._preferences.change
        self._window.grid_page.grid.opened.connect(self.open)
        self._window.pages.currentChanged.connect(self._page_changed)
        photos = self._photos
        for rows_changed in (photos.modelReset, photos.rowsInserted, photos.rowsRemoved, photos.rowsMoved):
            rows_changed.connect(self._moved.start)
        page.closed.connect(self.back)
        page.view.customContextMenuRequested.connect(self._show_menu)
        page.stepped.connect(self.step)
        page.caption_edited.connect(self._edit_caption)
        page.caption_searched.connect(self._search_for)
        page.album_chosen.connect(self._show_album)
        page.similar_wanted.connect(self.similar_wanted)
        page.folder_wanted.connect(self.folder_wanted)
        page.tags.chosen.connect(self._search_for)
        page.tags.added.connect(self._window.search_bar.add_word)
        page.strip.opened.connect(self._show_similar)
        page.strip.folded.connect(lambda folded: change(show_similar=not folded))
        page.bar.details.toggled.connect(lambda shown: change(show_details=shown))
        self._shelf.preview.connect(self._take_preview)
        self._shelf.arrived.connect(self._picture_arrived)
        self._shelf.failed.connect(self._picture_failed)
        self._slideshow.next_wanted.connect(self._next_of_slideshow)
        self._slideshow.stepped.connect(self.step)
        self._slideshow.seconds_chosen.connect(lambda seconds: change(slideshow_seconds=seconds))

    def _page_changed(self) -> None:
        if not self.is_open():
            self._full_view.arrange()
            self._forget()
        elif self._shown_id is None:  # another page leads back to the photo that was open
            self._came_from = self._window.grid_page
            self.open(self._page.photo_id())

    def _forget(self) -> None:
        """No photo is looked at any more: its picture and its neighbours' are not worth their memory."""
        self._shown_id = None
        self._details = None
        self._trail.clear()
        self._is_pictured = False
        self._settled.stop()
        self._rotations.clear()
        self._page.show_picture(NOTHING)
        self._shelf.clear()
