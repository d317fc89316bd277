"""A caption's words, and what stands in its place."""

import math
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui.caption_panel import CaptionPanel, words_of
from photoseek.library.records import Caption


def made(text: str, *probabilities: float, language: str = "en") -> Caption:
    return Caption(7, language, text, -3.0, tuple(math.log(one) for one in probabilities), "captioner")


@pytest.fixture
def panel(qtbot: QtBot) -> CaptionPanel:
    panel = CaptionPanel("en")
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def show(panel: CaptionPanel, caption: Caption | None, *, has_tags: bool = True) -> None:
    panel.show_caption(caption, has_tags=has_tags, same_photo=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a dog 's ball", ["a", "dog", "'s", "ball"]),
        ("a dog and a dogsled", ["a", "dog", "and", "a", "dogsled"]),
        ("一只狗", ["一", "只", "狗"]),
    ],
)
def test_every_word_is_found_at_its_place(text: str, words: list[str]) -> None:
    found = words_of(made(text, *[0.5] * len(words)))
    assert [text[begin:end] for begin, end, _ in found] == words


def test_numbers_that_do_not_fit_the_words_are_left_out() -> None:
    assert words_of(made("a dog", 0.5)) == []


def test_a_word_tells_how_sure_it_is_while_the_text_is_as_it_was_made(panel: CaptionPanel) -> None:
    show(panel, made("a dog", 0.9, 0.42))
    assert panel.edit.said_of(3) == "“dog”: 42 % sure"
    panel.edit.setPlainText("a cat")
    assert panel.edit.said_of(3) == ""


def test_guessed_words_are_marked(panel: CaptionPanel) -> None:
    show(panel, made("a dog runs", 0.9, 0.1, 0.9))
    assert [mark.cursor.selectedText() for mark in panel.edit.extraSelections()] == ["dog"]
    panel.edit.setPlainText("my dog")
    assert panel.edit.extraSelections() == []


def test_a_guess_makes_room_for_tags_if_there_are_some(panel: CaptionPanel) -> None:
    guess = replace(made("a man", 0.1, 0.1), confidence=0.05)
    show(panel, guess)
    assert (panel.edit.toPlainText(), panel.origin.isHidden()) == ("", True)
    assert "tags" in panel.edit.placeholderText()
    show(panel, guess, has_tags=False)
    assert panel.edit.toPlainText() == "a man"
    show(panel, Caption(7, "en", "Rex", 0.0, (), None))
    assert panel.origin.text().startswith("Edited by you")
