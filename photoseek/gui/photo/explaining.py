"""Why a photo was found, and where in it a word is that is pointed at. The worker knows both."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from photoseek.gui.photo.photo_page import PhotoPage
from photoseek.gui.photo.region_overlay import Outline
from photoseek.gui.worker_client import WorkerClient
from photoseek.ipc import messages
from photoseek.ipc.messages import Region, Regions
from photoseek.models.vocabulary import tokenize

EVERYWHERE = 0.9  # of the photo's area: a box of this size points at nothing


class Explaining(QObject):
    def __init__(
        self, client: WorkerClient, page: PhotoPage, searched_words: Callable[[], str], parent: QObject
    ) -> None:
        """``searched_words``: those the photos on screen are the answer to; empty: there are none."""
        super().__init__(parent)
        self._client, self._page, self._searched_words = client, page, searched_words
        self._photo_id = -1
        self._question = 0  # the one for reasons that is under way
        self._explained = ""  # the words that the page tells reasons about
        self._regions: dict[str, Regions | None] = {}  # of this photo, by sentence; None: asked for
        self._pointed: tuple[str, str, int] | None = None
        page.pointed.connect(self._point)

    def show(self, photo_id: int) -> None:
        """Another photo is looked at; what is known of the one before says nothing about it."""
        self._photo_id = photo_id
        self._regions.clear()
        self._pointed = None
        self._page.view.show_outlines(())
        self._client.forget(self._question)
        if self._searched_words() != self._explained:
            self._page.show_reasons(())  # else the same words' new values come in a moment

    def ask(self) -> None:
        """One stays at this photo: ask how well it shows each word that was searched for, and where."""
        words = self._explained = self._searched_words()
        if not words:
            return
        self._question = self._client.ask(
            messages.ExplainHit,
            lambda answer: self._page.show_reasons(answer.reasons),
            lambda _failed: self._page.show_reasons(()),
            photo_id=self._photo_id,
            text=words,
        )
        self._locate(words)

    def _point(self, sentence: str, word: str, number: int) -> None:
        if not word:
            self._pointed = None
            self._page.view.show_outlines(())
            return
        self._pointed = (sentence or self._searched_words(), word, number)
        self._locate(self._pointed[0])
        self._light_up()

    def _locate(self, sentence: str) -> None:
        if sentence in self._regions:
            return
        photo_id = self._photo_id
        self._regions[sentence] = None

        def take(regions: Regions) -> None:
            if photo_id == self._photo_id:
                self._regions[sentence] = regions
                self._light_up()

        def not_known(_failed: messages.Failed) -> None:
            return  # a photo that was not looked at yet: nothing is lit up

        self._client.ask(messages.AlignWords, take, not_known, photo_id=photo_id, text=sentence)

    def _light_up(self) -> None:
        if self._pointed is None:
            return
        sentence, word, number = self._pointed
        regions = self._regions.get(sentence)
        found = region_of(regions, sentence, word, number) if regions is not None else None
        self._page.view.show_outlines([outline_of(found, word)] if found is not None else [])


def outline_of(region: Region, label: str) -> Outline:
    """As it is painted while it is pointed at."""
    return Outline(region.left, region.top, region.right, region.bottom, label, "hovered", tuple(region.heat))


def region_of(regions: Regions, sentence: str, word: str, number: int = -1) -> Region | None:
    """Where a word of a sentence is; ``number`` counts the sentence's words, -1: wherever ``word`` stands.

    A word that points nowhere by itself ("a", "in") is where its phrase is.
    """
    known = [region.words[0] for region in regions.words]
    if number >= 0:
        words = tokenize(sentence)
        place = _number_among(known, words, number)
    else:
        wanted = tokenize(word)
        starts = range(len(known) - len(wanted) + 1)
        place = next((start for start in starts if known[start : start + len(wanted)] == wanted), None)
    if place is None:
        return None
    own = regions.words[place]
    phrase = _phrase_at(regions, place)
    one_of_many = number < 0 and len(tokenize(word)) > 1
    if phrase is not None and (one_of_many or (_area(own) >= EVERYWHERE > _area(phrase))):
        return phrase
    return own


def _number_among(known: list[str], words: list[str], number: int) -> int | None:
    """``known`` is ``words`` without those that the program does not know: where is ``words[number]``?"""
    place = 0
    for position, word in enumerate(words):
        is_known = place < len(known) and known[place] == word
        if position == number:
            return place if is_known else None
        place += is_known
    return None


def _phrase_at(regions: Regions, place: int) -> Region | None:
    end = 0
    for phrase in regions.phrases:
        end += len(phrase.words)
        if place < end:
            return phrase
    return None


def _area(region: Region) -> float:
    return (region.right - region.left) * (region.bottom - region.top)
