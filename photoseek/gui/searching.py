"""What the grid shows: the whole library, or the answer to a question. Questions go to the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage

from photoseek.gui.background import Background, Problem
from photoseek.gui.grid_layout import Section
from photoseek.gui.library_reader import LibraryReader
from photoseek.gui.main_window import MainWindow
from photoseek.gui.photo_facts import shown_path
from photoseek.gui.photo_items import PhotoItems
from photoseek.gui.picture_loader import load_first_square
from photoseek.gui.search_bar import CHIP_PICTURE, shortened
from photoseek.gui.word_items import WordItems
from photoseek.gui.worker_client import WorkerClient
from photoseek.ipc import messages
from photoseek.library.records import Order

_EVERYTHING = "All photos"
_NO_PHOTOS = "No photos yet. They appear here as soon as they have been looked at."
_BANDS = {"strong": "Strong", "possible": "Possible", "weak": "Nothing below fits well"}
_END = "Nothing else fits well"
TITLE = 44  # letters that fit the smallest window
HITS = 200  # as many as one looks through; the rest are no answers


@dataclass(frozen=True)
class Question:
    """What is asked: words, or a photo of the library, or a photo file; nothing: everything is shown."""

    words: str = ""
    photo_id: int | None = None
    path: Path | None = None
    name: str = ""

    @property
    def by_photo(self) -> bool:
        return self.photo_id is not None or self.path is not None


class Searching(QObject):
    def __init__(
        self,
        window: MainWindow,
        photos: PhotoItems,
        words: WordItems,
        reader: LibraryReader,
        client: WorkerClient,
        pictures: Background,
    ) -> None:
        super().__init__(window)
        self._window, self._photos, self._words = window, photos, words
        self._reader, self._client, self._pictures = reader, client, pictures
        self._question = Question()
        self._asked = 0  # the id of the search that is under way; an older one is of no interest
        self._suggesting = 0
        self._order: Order = "newest"
        bar = window.search_bar
        bar.words_changed.connect(self._words_changed)
        bar.photo_removed.connect(self._photo_removed)
        bar.field.down_pressed.connect(self._to_grid)
        window.words_panel.word_chosen.connect(bar.add_word)
        window.unknown_words.replaced.connect(self._replace_word)
        window.grid_page.order_changed.connect(self._set_order)
        window.grid_page.set_title(_EVERYTHING, ordered=True, empty="")

    # --- questions -----------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        return self._question

    def is_answered(self) -> bool:
        """Whether the grid shows the answer to the question, not to an older one."""
        return not self._client.is_waiting(self._asked)

    def by_words(self, text: str) -> None:
        self._window.search_bar.set_words(text)

    def by_photo(self, photo_id: int, name: str, places: Sequence[Path]) -> None:
        """Photos like one of the library; ``places``: where it can be seen, the smallest first."""
        self._ask_about_photo(Question(photo_id=photo_id, name=name), places)

    def by_file(self, path: Path, name: str = "") -> None:
        """Photos like any image file."""
        self._ask_about_photo(Question(path=path, name=name or shown_path(Path(path.name))), [path])

    def refresh(self) -> None:
        """The library has changed: show what there is now, without moving what is looked at."""
        if self._question == Question():
            self._reader.ids(self._order, self._take_all)
        self._photos.refresh_records()

    def ask_again(self) -> None:
        """There is more to find now than when the question was asked."""
        if self._question != Question():
            self._ask(quietly=True)
        self.suggest()

    def back_to_everything(self) -> bool:
        """Clear the search; False when there was none."""
        if self._question == Question():
            return False
        self._window.search_bar.clear()
        return True

    # --- what the window says ------------------------------------------------------------------

    def _words_changed(self, text: str) -> None:
        self._question = Question(words=text)
        self._show_page()
        if text:
            self._ask()
        else:
            self._show_everything()
        self.suggest()

    def _photo_removed(self) -> None:
        self._window.search_bar.remove_photo()
        self._question = Question(words=self._window.search_bar.words())
        if self._question.words:
            self._ask()
        else:
            self._show_everything()
        self.suggest()

    def _replace_word(self, unknown: str, known: str) -> None:
        words = self._question.words.split()
        same = [known if part.strip('"-').lower() == unknown else part for part in words]
        # The tokens of the query are finer than its spaces: "well-lit" is two.
        text = " ".join(same) if same != words else self._question.words.replace(unknown, known)
        self._window.search_bar.set_words(text)

    def _set_order(self, order: Order) -> None:
        self._order = order
        self._window.grid_page.grid.scroll_to_top()
        self._reader.ids(order, self._take_all)

    def _to_grid(self) -> None:
        grid = self._window.grid_page.grid
        if self._photos.rowCount():
            if not grid.currentIndex().isValid():
                grid.setCurrentIndex(self._photos.index(0))
            grid.setFocus(Qt.FocusReason.TabFocusReason)

    # --- asking --------------------------------------------------------------------------------

    def _ask_about_photo(self, question: Question, places: Sequence[Path]) -> None:
        self._question = question
        self._show_page()
        self._window.search_bar.show_photo(question.name)
        side = round(CHIP_PICTURE * self._window.devicePixelRatioF())

        def show(image: QImage) -> None:
            if self._question == question:
                self._window.search_bar.show_photo(question.name, image)

        def none(_problem: Problem) -> None:
            return  # the search itself says what is wrong with the photo; the chip goes without

        self._pictures.run(lambda: load_first_square(places, side), show, none)
        self._ask()
        self.suggest()

    def _ask(self, *, quietly: bool = False) -> None:
        """``quietly``: the same question again; what is shown stays until the answer is there."""
        question = self._question
        self._client.forget(self._asked)
        if not quietly:
            self._window.unknown_words.show_words(())
            self._window.grid_page.set_title(self._title(), ordered=False, empty="Searching …")
        if question.photo_id is not None:
            self._asked = self._client.ask(
                messages.SearchPhoto, self._take_hits, self._no_hits, photo_id=question.photo_id, limit=HITS
            )
        elif question.path is not None:
            self._asked = self._client.ask(
                messages.SearchFile, self._take_hits, self._no_hits, path=str(question.path), limit=HITS
            )
        else:
            self._asked = self._client.ask(
                messages.SearchWords, self._take_hits, self._no_hits, text=question.words, limit=HITS
            )

    def _take_hits(self, answer: messages.Hits) -> None:
        grid = self._window.grid_page.grid
        ids = [hit.photo_id for hit in answer.hits]
        if ids != list(self._photos.ids):
            grid.scroll_to_top()
        self._photos.set_ids(ids, () if self._question.by_photo else sections_of(answer.hits))
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

    def suggest(self) -> None:
        """Ask for words near the ones typed, if the panel is open."""
        self._client.forget(self._suggesting)
        text = self._question.words
        self._window.words_panel.set_topic(text)
        if not self._window.words_panel.isHidden():
            self._suggesting = self._client.ask(messages.SuggestWords, self._take_words, text=text)

    def _take_words(self, answer: messages.Suggestions) -> None:
        self._words.set_suggestions(answer.suggestions)

    # --- showing -------------------------------------------------------------------------------

    def _show_everything(self) -> None:
        self._client.forget(self._asked)
        self._window.unknown_words.show_words(())
        self._window.grid_page.grid.scroll_to_top()
        self._window.grid_page.set_title(_EVERYTHING, ordered=True, empty="")
        self._reader.ids(self._order, self._take_all)

    def _take_all(self, ids: list[int]) -> None:
        if self._question == Question():
            self._photos.set_ids(ids)
            self._window.grid_page.set_title(_EVERYTHING, ordered=True, empty=_NO_PHOTOS)

    def _show_page(self) -> None:
        self._window.pages.setCurrentWidget(self._window.grid_page)

    def _title(self) -> str:
        if self._question.by_photo:
            return f"Photos like {shortened(self._question.name, TITLE)}"
        return f"“{shortened(self._question.words, TITLE)}”"


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
