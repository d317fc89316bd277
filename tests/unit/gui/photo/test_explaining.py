from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.explaining import Explaining, region_of
from photoseek.gui.photo.photo_page import PhotoPage
from photoseek.ipc import messages
from photoseek.ipc.messages import Reason, Reasons, Region, Regions

CORNER, WHOLE = (0.0, 0.0, 0.4, 0.4), (0.0, 0.0, 1.0, 1.0)
HEAT = (1.0,) + 24 * (0.0,)


def region(words: str, box: tuple[float, float, float, float] = CORNER) -> Region:
    return Region(tuple(words.split()), *box, HEAT)


REGIONS = Regions(
    1,
    (
        region("a", WHOLE),
        region("dog"),
        region("and", WHOLE),
        region("a", WHOLE),
        region("dog", (0.5, 0, 1, 1)),
    ),
    (region("a dog"), region("and a dog", (0.5, 0.0, 1.0, 0.9))),
)
SENTENCE = "a dog zzz and a dog"  # "zzz" is not known


def test_a_word_is_found_by_its_number_though_others_are_not_known() -> None:
    first, second = region_of(REGIONS, SENTENCE, "dog", 1), region_of(REGIONS, SENTENCE, "dog", 5)
    assert first is REGIONS.words[1]
    assert second is REGIONS.words[4]
    assert region_of(REGIONS, SENTENCE, "zzz", 2) is None


def test_a_word_without_a_number_is_found_where_it_stands_first() -> None:
    assert region_of(REGIONS, SENTENCE, "dog") is REGIONS.words[1]
    assert region_of(REGIONS, SENTENCE, "cat") is None


def test_a_word_that_points_nowhere_is_where_its_phrase_is() -> None:
    assert region_of(REGIONS, SENTENCE, "a", 0) is REGIONS.phrases[0]
    assert region_of(REGIONS, SENTENCE, "and", 3) is REGIONS.phrases[1]


def test_several_words_are_where_their_phrase_is() -> None:
    assert region_of(REGIONS, SENTENCE, "and a", -1) is REGIONS.phrases[1]


class Client:
    """Keeps questions until the test answers them."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Callable[[Any], None], dict[str, Any]]] = []
        self.forgotten: list[int] = []

    def ask(self, kind: Any, done: Any, failed: Any = None, **values: Any) -> int:
        self.asked.append((kind, done, values))
        return len(self.asked)

    def forget(self, request_id: int) -> None:
        self.forgotten.append(request_id)


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def page(qtbot: QtBot) -> PhotoPage:
    page = PhotoPage()
    qtbot.addWidget(page)
    return page


def explaining(client: Client, page: PhotoPage, words: str) -> Explaining:
    made = Explaining(client, page, lambda: words, QObject(page))  # type: ignore[arg-type]
    made.show(7)
    return made


def test_reasons_and_places_are_asked_for_once_one_stays(client: Client, page: PhotoPage) -> None:
    explaining(client, page, "dog").ask()
    assert [kind for kind, _, _ in client.asked] == [messages.ExplainHit, messages.AlignWords]
    client.asked[0][1](Reasons(1, (Reason("dog", 0.9, True),)))
    assert [row.reason.word for row in page.reasons.rows()] == ["dog"]


def test_without_a_search_nothing_is_asked(client: Client, page: PhotoPage) -> None:
    explaining(client, page, "").ask()
    assert client.asked == []
    assert page.reasons.isHidden()


def test_the_place_is_lit_up_while_a_word_is_pointed_at(client: Client, page: PhotoPage) -> None:
    explaining(client, page, "")
    page.pointed.emit(SENTENCE, "dog", 5)
    assert client.asked[0][2] == {"photo_id": 7, "text": SENTENCE}
    client.asked[0][1](REGIONS)
    (outline,) = page.view.outlines()
    assert (outline.left, outline.label, outline.heat) == (0.5, "dog", HEAT)
    page.pointed.emit(SENTENCE, "", -1)
    assert page.view.outlines() == ()
    page.pointed.emit(SENTENCE, "dog", 1)
    assert len(client.asked) == 1  # what is known is not asked again
    assert page.view.outlines()[0].left == 0.0


def test_an_answer_about_the_photo_before_is_let_go(client: Client, page: PhotoPage) -> None:
    explained = explaining(client, page, "")
    page.pointed.emit("a dog", "dog", 1)
    explained.show(8)
    client.asked[0][1](REGIONS)
    assert page.view.outlines() == ()


def test_reasons_of_another_search_are_not_left_standing(client: Client, page: PhotoPage) -> None:
    words = ["dog"]
    explained = Explaining(client, page, lambda: words[0], QObject(page))  # type: ignore[arg-type]
    explained.show(7)
    explained.ask()
    client.asked[0][1](Reasons(1, (Reason("dog", 0.9, True),)))
    explained.show(8)
    assert len(page.reasons.rows()) == 1  # the same words: their values come in a moment
    words[0] = "cat"
    explained.show(9)
    assert page.reasons.rows() == []
