"""What the grid shows: the whole library, or the answer to a question. Questions go to the worker."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from photoseek.gui.background import Problem
from photoseek.gui.grid_layout import Section
from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.photo_facts import shown_path
from photoseek.gui.picture_loader import load_first_square
from photoseek.gui.question import AskedPhoto, Question
from photoseek.gui.search_bar import CHIP_PICTURE, shortened
from photoseek.ipc import messages
from photoseek.library.records import Order, PhotoDetails, Scope

_BANDS = {"strong": "Strong", "possible": "Possible", "weak": "Nothing below fits well"}
_END = "Nothing else fits well"
TITLE = 44  # letters that fit the smallest window
HITS = 200  # as many as one looks through; the rest are no answers


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
        bar = self._window.search_bar
        bar.words_changed.connect(self._words_changed)
        bar.photo_removed.connect(self._photo_removed)
        bar.field.down_pressed.connect(self._to_grid)
        self._window.unknown_words.replaced.connect(self._replace_word)
        self._window.grid_page.order_changed.connect(self._set_order)
        self._window.grid_page.set_title(self._title(), ordered=True, empty="")

    # --- questions -----------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        return self._question

    def in_album(self) -> bool:
        """Whether an album is shown."""
        return self._question.scope.album_id is not None

    def is_answered(self) -> bool:
        """Whether the grid shows the answer to the question, not to an older one."""
        return not self._client.is_waiting(self._asked)

    def ask(self, question: Question) -> None:
        """Show the answer to this question."""
        self._question = question
        self._window.pages.setCurrentWidget(self._window.grid_page)
        self._window.search_bar.show_question(question)
        if question.photo is not None:
            self._show_asked_photo(question)
        if question.is_search:
            self._ask()
        else:
            self._show_everything()
        self.asked.emit(question)

    def by_words(self, text: str) -> None:
        """Photos for these words, within the scope that is shown."""
        self.ask(replace(self._question, words=text, photo=None, chosen=None))

    def by_file(self, path: Path, name: str = "") -> None:
        """Photos like any image file."""
        self.ask(Question(photo=AskedPhoto(name or shown_path(Path(path.name)), path=path)))

    def set_scope(self, scope: Scope, name: str) -> None:
        """Show a part of the library; what is searched for is searched there."""
        self.ask(replace(self._question, scope=scope, scope_name=name, chosen=None))

    def show_chosen(self, photo_ids: Sequence[int], name: str) -> None:
        """Show photos that were chosen elsewhere."""
        self.ask(Question(scope_name=name, chosen=tuple(photo_ids)))

    def refresh(self) -> None:
        """The library has changed: show what there is now, without moving what is looked at."""
        if not self._question.is_search and self._question.chosen is None:
            self._reader.ids(self._order, self._take_all, self._question.scope)
        self._photos.refresh_records()

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

    def _photo_removed(self) -> None:
        self.ask(replace(self._question, photo=None))

    def _replace_word(self, unknown: str, known: str) -> None:
        words = self._question.words.split()
        same = [known if part.strip('"-').lower() == unknown else part for part in words]
        # The tokens of the query are finer than its spaces: "well-lit" is two.
        text = " ".join(same) if same != words else self._question.words.replace(unknown, known)
        self.by_words(text)

    def _set_order(self, order: Order) -> None:
        self._order = order
        self._window.grid_page.grid.scroll_to_top()
        self._reader.ids(order, self._take_all, self._question.scope)

    def _to_grid(self) -> None:
        grid = self._window.grid_page.grid
        if self._photos.rowCount():
            if not grid.currentIndex().isValid():
                grid.setCurrentIndex(self._photos.index(0))
            grid.setFocus(Qt.FocusReason.TabFocusReason)

    # --- asking --------------------------------------------------------------------------------

    def _show_asked_photo(self, question: Question) -> None:
        """The photo that is asked about, small, in the search bar."""
        side = round(CHIP_PICTURE * self._window.devicePixelRatioF())
        photo = question.photo
        assert photo is not None

        def load(places: Sequence[Path]) -> None:
            self._pictures.run(lambda: load_first_square(places, side), show, lambda _problem: None)

        def show(image: QImage) -> None:
            if self._question == question:
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
        question = self._question
        self._client.forget(self._asked)
        if not quietly:
            self._window.unknown_words.show_words(())
            self._window.grid_page.set_title(self._title(), ordered=False, empty=tr("Searching …"))
        photo = question.photo
        about = (
            {}
            if photo is None
            else {
                "photo_id": photo.photo_id,
                "path": str(photo.path) if photo.path is not None else None,
                "about": photo.about,
                "parts": photo.parts,
            }
        )
        self._asked = self._client.ask(
            messages.Search,
            self._take_hits,
            self._no_hits,
            words=question.words,
            scope=question.scope,
            limit=HITS,
            **about,
        )

    def _take_hits(self, answer: messages.Hits) -> None:
        grid = self._window.grid_page.grid
        ids = [hit.photo_id for hit in answer.hits]
        if ids != list(self._photos.ids):
            grid.scroll_to_top()
        self._photos.set_ids(ids, () if self._question.photo is not None else sections_of(answer.hits))
        self._window.unknown_words.show_words(answer.unknown_words)
        known = not answer.unknown_words
        empty = "No photo here fits." if known else "Nothing to show: these words are not known."
        self._window.grid_page.set_title(self._title(), ordered=False, empty=empty)

    def _no_hits(self, failed: messages.Failed) -> None:
        self._photos.set_ids(())
        empty = failed.message if failed.theirs else "This search went wrong."
        self._window.grid_page.set_title(self._title(), ordered=False, empty=empty)
        if not failed.theirs:
            self._window.notices.problem(Problem(failed.message, failed.theirs, failed.details))

    # --- showing -------------------------------------------------------------------------------

    def _show_everything(self) -> None:
        self._client.forget(self._asked)
        self._window.unknown_words.show_words(())
        self._window.grid_page.grid.scroll_to_top()
        if self._question.chosen is not None:
            self._photos.set_ids(self._question.chosen)
            self._window.grid_page.set_title(self._title(), ordered=False, empty=tr("Nothing was chosen."))
            return
        self._window.grid_page.set_title(self._title(), ordered=True, empty="")
        self._reader.ids(self._order, self._take_all, self._question.scope)

    def _take_all(self, ids: list[int]) -> None:
        if not self._question.is_search and self._question.chosen is None:
            self._photos.set_ids(ids)
            empty = tr("No photos yet. They appear here as soon as they have been looked at.")
            if not self._question.scope.is_everything:
                empty = tr("No photos here.")
            self._window.grid_page.set_title(self._title(), ordered=True, empty=empty)

    def _title(self) -> str:
        question = self._question
        where = question.scope_name or tr("All photos")
        if not question.is_search:
            return shortened(where, TITLE)
        what = f"“{shortened(question.words, TITLE)}”"
        if question.photo is not None:
            what = tr("Photos like {name}").format(name=shortened(question.photo.name, TITLE))
        if not question.scope.is_everything:
            what = tr("{what} in {where}").format(what=what, where=shortened(where, TITLE))
        return what


def sections_of(hits: Sequence[messages.Hit]) -> list[Section]:
    """The bands of an answer, best first, and its honest end. No answer has no sections."""
    sections = []
    for row, hit in enumerate(hits):
        if row == 0 or hit.band != hits[row - 1].band:
            sections.append(Section(row, _BANDS[hit.band]))
    if hits and hits[-1].band != "weak" and len(hits) < HITS:
        sections.append(Section(len(hits), _END))
    return sections


def save_pasted(image: QImage, folder: Path) -> Path:
    """Keep pixels that came without a file, so that the worker can look at them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "pasted photo.png"
    largest = QSize(4000, 4000)  # the search looks at 260 pixels; a screenshot wall need not be kept whole
    if image.width() > largest.width() or image.height() > largest.height():
        image = image.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio)
    temporary = path.with_suffix(".new")
    if not image.save(str(temporary), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"{temporary} could not be written")
    temporary.replace(path)
    return path
