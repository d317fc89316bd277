"""What the grid shows: the whole library, or the answer to a question. Questions go to the worker."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from photoseek.gui.background import Problem
from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.grid.picture_loader import load_first_square
from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.search.answer_sections import HITS, fitting, month_sections, sections_of, sorted_sections
from photoseek.gui.search.completing import Completing
from photoseek.gui.search.completions import word_prefix
from photoseek.gui.search.query_chips import chips_of, replaced, text_of
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.search.question_title import title_of
from photoseek.gui.search.search_bar import CHIP_PICTURE
from photoseek.gui.search.search_filters import FilterKind, is_named, without
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.ipc import messages
from photoseek.library.records import EVERYTHING, Month, Order, PhotoDetails, Scope

PATIENCE_MS = 900  # with a word that is not known, while it is being typed
HitOrder = Literal["relevance", "newest", "oldest", "added", "name"]
LIBRARY_ORDERS: tuple[Order, ...] = ("newest", "oldest", "added", "name")
HIT_ORDERS: tuple[HitOrder, ...] = ("relevance", "newest", "oldest", "name")


class Searching(QObject):
    asked = Signal(object)
    """The ``Question`` that the grid answers from now on."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window, self._photos = parts.window, parts.photos
        self._reader, self._client, self._pictures = parts.reader, parts.client, parts.pictures
        self._thumbnail_path = parts.thumbnail_path
        self._question = Question()
        self._asked = 0  # the id of the search that is under way; an older one is of no interest
        self._order: Order = "newest"
        self._hit_order: HitOrder = "relevance"
        self._hits: tuple[messages.Hit, ...] = ()
        self._held: messages.Hits | None = None  # an answer to a word that is half typed
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_held)
        self._pictured: AskedPhoto | None = None  # whose picture the bar shows
        self._completing = Completing(parts)
        self._completing.asked.connect(self.ask)
        self._connect_bar()
        self._window.unknown_words.replaced.connect(self._replace_word)
        self._window.grid_page.order_changed.connect(self._set_order)
        self._say("")

    def _connect_bar(self) -> None:
        bar = self._window.search_bar
        bar.words_changed.connect(self._words_changed)
        bar.photo_removed.connect(lambda: self.ask(replace(self._question, photo=None)))
        bar.photo_weighed.connect(self._photo_weighed)
        bar.filter_removed.connect(self._filter_removed)
        bar.filters_cleared.connect(lambda: self.ask(self._question.everywhere()))
        bar.field.down_pressed.connect(self._to_grid)
        bar.settled.connect(self._show_held)

    # --- questions -----------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        return self._question

    def in_album(self) -> bool:
        """Whether an album is shown."""
        return self._question.scope.album_id is not None

    @property
    def orders(self) -> tuple[Order, HitOrder]:
        """Of the library, and of what a search found."""
        return self._order, self._hit_order

    def take_up(self, question: Question, order: Order, hit_order: HitOrder) -> None:
        """Go on where an earlier window was."""
        self._order, self._hit_order = order, hit_order
        if question != Question():
            self.ask(question)
        else:
            self._say("")

    def is_answered(self) -> bool:
        """Whether the grid shows the answer to the question, not to an older one."""
        return not self._client.is_waiting(self._asked)

    def ask(self, question: Question) -> None:
        """Show the answer to this question. What was chosen among other photos is so no longer: nobody
        would see all that an action is about."""
        if question != self._question:
            self._window.grid_page.grid.forget_choice()
        self._question = question
        self._held = None
        self._window.pages.setCurrentWidget(self._window.grid_page)
        self._window.search_bar.show_question(question)
        self._completing.show_for(question)
        self._show_asked_photo(question.photo)
        if question.is_search:
            self._ask()
        else:
            self._hit_order = "relevance"
            self._show_everything()
        self.asked.emit(question)

    def by_words(self, text: str) -> None:
        """Photos for these words, within the scope that is shown."""
        self.ask(replace(self._question, words=text, photo=None, chosen=None))

    def by_file(self, path: Path, name: str = "") -> None:
        """Photos like any image file."""
        self._pictured = None  # what was pasted lies where the last one lay
        self.ask(Question(photo=AskedPhoto(name or shown_path(path.name), path=path)))

    def set_scope(self, scope: Scope, name: str) -> None:
        """Show a part of the library; what is searched for is searched there, and what is filtered by
        stays, unless it is all that shall be shown."""
        before = self._question.scope
        if not scope.is_everything:
            if scope.camera is None:
                scope = replace(scope, camera=before.camera)
            if scope.taken_from is None and scope.taken_until is None:
                scope = replace(scope, taken_from=before.taken_from, taken_until=before.taken_until)
        self.ask(replace(self._question, scope=scope, scope_name=name, chosen=None))

    def show_chosen(self, photo_ids: Sequence[int], name: str) -> None:
        """Show photos that were chosen elsewhere."""
        self.ask(Question(scope_name=name, chosen=tuple(photo_ids)))

    def refresh(self) -> None:
        """The library has changed: show what there is now, without moving what is looked at."""
        if not self._question.is_search and self._question.chosen is None:
            self._read_all()
        self._photos.refresh_records()
        self._completing.refresh()

    def ask_again(self) -> None:
        """There is more to find now than when the question was asked."""
        if self._question.is_search:
            self._ask(quietly=True)
        self.asked.emit(self._question)

    def back_to_everything(self) -> bool:
        """Clear the search, then the scope; False when there was neither."""
        if self._question == Question():
            return False
        search = self._question.is_search
        self.ask(replace(self._question, words="", photo=None) if search else Question())
        return True

    # --- what the window says ------------------------------------------------------------------

    def _words_changed(self, text: str) -> None:
        self.ask(replace(self._question, words=text, chosen=None))

    def _photo_weighed(self, weight: float) -> None:
        if self._question.photo is not None:
            self.ask(replace(self._question, photo=replace(self._question.photo, weight=weight)))

    def _filter_removed(self, kind: FilterKind) -> None:
        scope = without(self._question.scope, kind) if kind != "chosen" else EVERYTHING
        name = self._question.scope_name if is_named(scope) else ""
        self.ask(replace(self._question, scope=scope, scope_name=name, chosen=None))

    def _replace_word(self, unknown: str, known: str) -> None:
        chips = replaced(chips_of(self._question.words), unknown, known)
        self.ask(replace(self._question, words=text_of(chips)))

    def _set_order(self, order: HitOrder) -> None:
        self._window.grid_page.grid.scroll_to_top()
        if self._question.is_search:
            self._hit_order = order
            self._show_hits()
        elif order != "relevance":
            self._order = order
            self._read_all()

    def _to_grid(self) -> None:
        grid = self._window.grid_page.grid
        if self._photos.rowCount():
            if not grid.currentIndex().isValid():
                grid.setCurrentIndex(self._photos.index(0))
            grid.setFocus(Qt.FocusReason.TabFocusReason)

    # --- asking --------------------------------------------------------------------------------

    def _show_asked_photo(self, photo: AskedPhoto | None) -> None:
        """The photo that is asked about, small, in the search bar."""
        before, self._pictured = self._pictured, photo
        if photo is None or (before is not None and _is_same(before, photo)):
            return
        side = round(CHIP_PICTURE * self._window.devicePixelRatioF())

        def load(places: Sequence[Path]) -> None:
            self._pictures.run(lambda: load_first_square(places, side), show, lambda _problem: None)

        def show(image: QImage) -> None:
            if self._pictured is not None and _is_same(self._pictured, photo):
                self._window.search_bar.show_picture(image)

        def take(details: PhotoDetails | None) -> None:
            if details is not None:
                load((self._thumbnail_path(details.photo.content_hash), details.photo.path))

        if photo.path is not None:
            load([photo.path])
        elif photo.photo_id is not None:
            self._reader.details(photo.photo_id, take)

    def _ask(self, *, quietly: bool = False) -> None:
        """``quietly``: the same question again; what is shown stays until the answer is there."""
        self._client.forget(self._asked)
        if not quietly:
            self._window.unknown_words.show_words(())
            self._say(tr("Searching …"))
            self._window.grid_page.set_waiting(True)
        self._asked = self._client.ask(
            messages.Search,
            self._take_hits,
            self._no_hits,
            words=self._question.words,
            scope=self._question.scope,
            limit=HITS,
            **_asked_about(self._question.photo),
        )

    def _take_hits(self, answer: messages.Hits) -> None:
        growing = word_prefix(self._window.search_bar.typed())
        if any(entry.word == growing for entry in answer.unknown_words):
            self._held = answer  # "sno" is not known, but half a second later it is "snow"
            self._patience.start()
        else:
            self._show_answer(answer)

    def _show_held(self) -> None:
        answer, self._held = self._held, None
        if answer is not None:
            self._show_answer(answer)

    def _show_answer(self, answer: messages.Hits) -> None:
        self._window.grid_page.set_waiting(False)
        self._hits = answer.hits
        self._window.unknown_words.show_words(answer.unknown_words)
        self._show_hits()
        if answer.hits:
            self._say("")
        elif answer.unknown_words:
            self._say(tr("Nothing to show: these words are not known."))
        elif self._question.scope.is_everything:
            self._say(tr("No photo here fits."))
        else:
            self._say(tr("No photo here fits. Take a filter away to search everywhere."))

    def _no_hits(self, failed: messages.Failed) -> None:
        self._window.grid_page.set_waiting(False)
        self._hits = ()
        self._show_hits()
        self._say(failed.message if failed.theirs else tr("This search went wrong."))
        if not failed.theirs:
            self._window.notices.problem(Problem(failed.message, failed.theirs, failed.details))

    def _show_hits(self) -> None:
        hits, order = self._hits, self._hit_order
        if order == "relevance":
            # With words, likeness to a photo has no bands: everything is possible.
            banded = self._question.photo is None or len({hit.band for hit in hits}) > 1
            self._show([hit.photo_id for hit in hits], sections_of(hits) if banded else ())
            return

        def show(ids: list[int]) -> None:
            if self._hits is hits and self._hit_order == order and self._question.is_search:
                self._show(ids, sorted_sections(fit))

        fit = fitting(hits)
        self._reader.sorted([hit.photo_id for hit in fit], order, show)

    def _show(self, ids: Sequence[int], sections: Sequence[Section]) -> None:
        if list(ids) != list(self._photos.ids):
            self._window.grid_page.grid.scroll_to_top()
        self._photos.set_ids(ids, sections)

    # --- showing -------------------------------------------------------------------------------

    def _show_everything(self) -> None:
        self._window.grid_page.set_waiting(False)
        self._client.forget(self._asked)
        self._hits = ()
        self._window.unknown_words.show_words(())
        self._window.grid_page.grid.scroll_to_top()
        if self._question.chosen is not None:
            self._photos.set_ids(self._question.chosen)
            self._say(tr("Nothing was chosen."))
            return
        self._say("")
        self._read_all()

    def _read_all(self) -> None:
        """The photos of the scope in their order, by month where they are in order of their dates."""
        order, scope = self._order, self._question.scope
        if order not in ("newest", "oldest"):
            self._reader.ids(order, lambda ids: self._take_all(ids, order, scope, ()), scope)
            return

        came: list[list[int]] = []

        def take_months(months: list[Month]) -> None:
            if came:
                self._take_all(came[0], order, scope, months)

        # Both at once: the months would wait behind whatever else is asked for when the photos come.
        self._reader.ids(order, came.append, scope)
        self._reader.months(order, take_months, scope)

    def _take_all(self, ids: list[int], order: Order, scope: Scope, months: Sequence[Month]) -> None:
        question = self._question
        if (
            question.is_search
            or question.chosen is not None
            or (order, scope) != (self._order, question.scope)
        ):
            return  # something else is wanted by now
        self._photos.set_ids(ids, month_sections(months, len(ids)))
        if scope.is_everything:
            self._say(tr("No photos yet. They appear here as soon as they have been looked at."))
        else:
            self._say(tr("No photos here."))

    def _say(self, empty: str) -> None:
        """The title, the orders there are, and what is said where there is no photo."""
        page, question = self._window.grid_page, self._question
        if question.is_search:
            page.set_orders(HIT_ORDERS, self._hit_order)
        else:
            page.set_orders(LIBRARY_ORDERS, self._order)
        picture = "magnifying-glass" if question.is_search else "image"
        page.set_title(title_of(question), ordered=question.chosen is None, empty=empty, picture=picture)


def _is_same(photo: AskedPhoto, other: AskedPhoto) -> bool:
    """Whether it is the same photo, whatever is wanted of it."""
    return (photo.photo_id, photo.path, photo.name) == (other.photo_id, other.path, other.name)


def _asked_about(photo: AskedPhoto | None) -> dict[str, object]:
    """What a request says of the photo that is asked about."""
    if photo is None:
        return {}
    return {
        "photo_id": photo.photo_id,
        "path": str(photo.path) if photo.path is not None else None,
        "about": photo.about,
        "parts": photo.parts,
        "photo_weight": photo.weight,
    }


def save_pasted(image: QImage, folder: Path) -> Path:
    """Keep pixels that came without a file, so that the worker can look at them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "pasted photo.png"
    largest = QSize(4000, 4000)  # the search looks at 260 pixels; a screenshot wall need not be kept whole
    if image.width() > largest.width() or image.height() > largest.height():
        image = image.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio)
    descriptor, name = tempfile.mkstemp(".new", dir=folder)  # for its owner alone; and two may come at once
    os.close(descriptor)
    temporary = Path(name)
    try:
        if not image.save(name, "PNG"):  # type: ignore[call-overload]
            raise OSError(f"{temporary} could not be written")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
