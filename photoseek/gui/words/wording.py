"""The words panel at work: neighbours of the words typed, analogies, the library's own vocabulary."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.words.word_items import Group, Heading
from photoseek.gui.words.word_list import PICTURE, PICTURES
from photoseek.gui.words.word_pictures import WordPictures
from photoseek.gui.words.words_panel import TABS, Tab
from photoseek.ipc import messages
from photoseek.ipc.messages import Suggestion
from photoseek.library.records import WordCount
from photoseek.models.vocabulary import is_ideograph
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.query import parse

REFRESH_MS = 2_000  # a library that is being read changes several times a second
COMMONEST = 30  # words that tell what the photos are about
VOCABULARY = 5000  # words; the rarest of them are in a handful of photos
_TAB_KEY = "words_tab"


class Wording(QObject):
    word_chosen = Signal(str)
    """``word`` to add to the search, ``-word`` to push it away."""
    word_searched = Signal(str)
    """Search for this word alone."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._client, self._panel, self._reader = parts.client, parts.window.words_panel, parts.reader
        self._memory = QSettings(str(parts.paths.base / "window.ini"), QSettings.Format.IniFormat)
        self._suggesting = 0  # the ids of the questions that are under way
        self._comparing = 0
        self._words: tuple[str, ...] = ()
        self._topic = ""
        self._has_vocabulary = False
        self._without_photos: set[str] = set()  # words whose photos were asked for
        self.pictures = WordPictures(parts.reader, parts.pictures, parts.thumbnail_path, self)
        self.pictures.arrived.connect(self._panel.repaint_pictures)
        self._panel.set_picture_of(self.pictures.image)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._refresh_quietly)
        self._connect(parts)
        tab = self._memory.value(_TAB_KEY)
        self._panel.set_tab(tab if tab in TABS else TABS[0])

    def show_for(self, words: str) -> None:
        """The words that are searched for; empty: none. Nothing is asked while the panel is closed."""
        topics = topics_of(words)
        if topics != self._words or not topics:
            if topics and not self._words:
                self._panel.show_near((), (), "")  # what was there is about no word
            self._words = topics
            self._topic = topics[-1] if topics else ""
        self._panel.set_topics(self._words, self._topic)
        self._refresh()

    def refresh_after(self, changed: messages.LibraryChanged) -> None:
        """Show what the library holds by now, a little later: it may change again at once."""
        if changed.captions_added or changed.photos_added:
            self._has_vocabulary = False
            self.pictures.forget_missing()
            if not self._again.isActive():
                self._again.start(REFRESH_MS)

    # --- inside --------------------------------------------------------------------------------

    def _connect(self, parts: Parts) -> None:
        panel = self._panel
        panel.word_chosen.connect(self.word_chosen)
        panel.word_searched.connect(self.word_searched)
        panel.word_replaced.connect(parts.window.unknown_words.replaced)
        panel.topic_chosen.connect(self._choose_topic)
        panel.tab_changed.connect(self._tab_changed)
        panel.seen.connect(self._picture)
        panel.analogy.asked.connect(self._compare)
        self._client.library_changed.connect(self.refresh_after)

    def _refresh(self) -> None:
        """Ask for what the open tab shows."""
        if self._panel.isHidden():
            return
        if self._panel.tab() == "near":
            self._ask_near()
        elif self._panel.tab() == "all" and not self._has_vocabulary:
            self._has_vocabulary = True
            self._reader.vocabulary(VOCABULARY, self._take_vocabulary)

    def _ask_near(self) -> None:
        self._client.forget(self._suggesting)
        if not self._topic:
            self._reader.vocabulary(COMMONEST, self._take_commonest)  # whose answer awaits no model
            return
        self._suggesting = self._client.ask(messages.SuggestWords, self._take_near, text=self._topic)

    def _choose_topic(self, word: str) -> None:
        self._topic = word
        self._ask_near()

    def _tab_changed(self, tab: Tab) -> None:
        self._memory.setValue(_TAB_KEY, tab)
        self._refresh()

    def _compare(self, a: str, b: str, c: str) -> None:
        self._client.forget(self._comparing)
        self._comparing = self._client.ask(messages.Analogy, self._take_analogy, a=a, b=b, c=c, limit=12)

    def _refresh_quietly(self) -> None:
        """Nobody who is reading just there shall lose the place."""
        if not self._panel.is_scrolled():
            self._refresh()

    def _take_commonest(self, words: Sequence[WordCount]) -> None:
        if not self._topic:
            self._without_photos.clear()
            hint = tr("Your photos have no captions or tags yet. When they come, you find their words here.")
            self._panel.show_near([Group(_counted(words))], (), hint)

    def _take_near(self, answer: messages.Suggestions) -> None:
        if not self._topic:  # taken out of the search while the panel was closed
            return
        self._without_photos.clear()
        hint = tr("PhotoSeek knows no words near this one.")
        if is_ideograph(self._topic[0]):
            hint = tr("PhotoSeek knows the neighbours of English words only.")
        self._panel.show_near(related_groups(answer.suggestions), answer.unknown_words, hint)

    def _take_analogy(self, answer: messages.Suggestions) -> None:
        self._panel.show_answers([Group(answer.suggestions)], answer.unknown_words)

    def _take_vocabulary(self, words: Sequence[WordCount]) -> None:
        self._without_photos.clear()
        self._panel.show_vocabulary(_counted(words))

    def _picture(self, seen: Sequence[Suggestion]) -> None:
        """See to the pictures of these words."""
        known = [photo_id for one in seen for photo_id in one.photo_ids[:PICTURES]]
        side = round(PICTURE * self._panel.devicePixelRatioF())
        self.pictures.want(known, side)
        unknown = [one.word for one in seen if one.count and not one.photo_ids]
        unknown = [word for word in unknown if word not in self._without_photos]
        if unknown:
            self._without_photos.update(unknown)  # asked once: a word may have none
            self._reader.photos_with(unknown, PICTURES, self._panel.shown_items().set_photos)


def _counted(words: Sequence[WordCount]) -> list[Suggestion]:
    return [Suggestion(word.word, 0.0, word.count) for word in words]


def related_groups(found: Sequence[Suggestion]) -> list[Group]:
    """Words by how they are related to what was typed, the nearest relation first."""
    headings = {
        "same": Heading(tr("The same thing"), "equals"),
        "wider": Heading(tr("Wider"), "arrows-out-simple"),
        "narrower": Heading(tr("Narrower"), "arrows-in-simple"),
        "beside": Heading(tr("Similar"), "circles-three"),
        "with": Heading(tr("Often together with it"), "link-simple"),
        "longer": Heading(tr("Begin like this"), "text-aa"),
    }
    return [
        Group([one for one in found if one.relation == relation], heading)
        for relation, heading in headings.items()
    ]


def topics_of(text: str) -> tuple[str, ...]:
    """The words of a search that may have neighbours. Chinese characters that stand together are one."""
    words: list[str] = []
    for term in parse(text).terms:
        wanted = term.words if term.weight > 0 else ()
        for is_chinese, run in groupby(wanted, is_ideograph):
            together = list(run)
            words += ["".join(together)] if is_chinese else together
    return tuple(word for word in dict.fromkeys(words) if word not in FUNCTION_WORDS)
