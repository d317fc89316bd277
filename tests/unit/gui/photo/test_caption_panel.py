"""A caption's words, and what stands in its place."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.caption_panel import CaptionPanel, words_of
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
    show(panel, made("a dog runs", 0.9, 0.1, 0.5))
    marks = panel.edit.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["dog", "runs"]
    none = QTextCharFormat.UnderlineStyle.NoUnderline
    assert [mark.format.underlineStyle() != none for mark in marks] == [True, False]
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


def test_the_user_s_caption_can_be_taken_back(panel: CaptionPanel, qtbot: QtBot) -> None:
    show(panel, made("a dog", 0.9, 0.9))
    assert panel.take_back.isHidden()
    show(panel, Caption(7, "en", "Rex", 0.0, (), None))
    with qtbot.waitSignal(panel.edited) as edited:
        qtbot.mouseClick(panel.take_back, Qt.MouseButton.LeftButton)
    assert edited.args == [""]


def test_the_caption_is_searched_for_as_the_library_holds_it(panel: CaptionPanel, qtbot: QtBot) -> None:
    show(panel, made("a dog", 0.9, 0.9))
    with qtbot.waitSignal(panel.searched) as searched:
        qtbot.mouseClick(panel.search, Qt.MouseButton.LeftButton)
    assert searched.args == ["a dog"]
    show(panel, None)
    assert panel.search.isHidden()


def test_a_word_is_pointed_at_by_the_mouse_and_by_the_cursor(panel: CaptionPanel, qtbot: QtBot) -> None:
    show(panel, Caption(7, "en", "Rex runs home", 0.0, (), None))
    pointed: list[int] = []
    panel.edit.pointed.connect(pointed.append)
    cursor = panel.edit.textCursor()
    cursor.setPosition(6)
    qtbot.mouseMove(panel.edit.viewport(), panel.edit.cursorRect(cursor).center())
    qtbot.waitUntil(lambda: pointed == [1])
    qtbot.mouseMove(panel.edit.viewport(), QPoint(panel.edit.width() - 30, 10))
    qtbot.waitUntil(lambda: pointed == [1, -1])
    panel.edit.setFocus()
    qtbot.keyClick(panel.edit, Qt.Key.Key_End)
    assert pointed == [1, -1, 2]
    panel.edit.setPlainText("Rex")
    assert pointed[-1] == -1


def test_escape_is_for_the_text_while_one_writes(panel: CaptionPanel, qtbot: QtBot) -> None:
    show(panel, made("a dog", 0.9, 0.9))
    panel.edit.setPlainText("my dog")
    with qtbot.waitSignal(panel.edit.left):
        qtbot.keyClick(panel.edit, Qt.Key.Key_Escape)
    assert panel.edit.toPlainText() == "a dog"


def test_a_long_caption_is_given_more_lines(panel: CaptionPanel) -> None:
    panel.resize(260, 300)
    show(panel, made("a dog", 0.9, 0.9))
    low = panel.edit.height()
    text = " ".join(["word"] * 40)
    show(panel, Caption(7, "en", text, 0.0, (), None))
    assert panel.edit.height() > low


def test_what_was_written_is_kept_when_one_goes_elsewhere(panel: CaptionPanel, qtbot: QtBot) -> None:
    show(panel, made("a dog", 0.9, 0.9))
    panel.activateWindow()
    panel.edit.setFocus()
    panel.edit.setPlainText("Rex  runs")
    with qtbot.waitSignal(panel.edited) as edited:
        panel.search.setFocus()
    assert edited.args == ["Rex runs"]


def test_an_emptied_caption_is_taken_back_by_enter_alone(panel: CaptionPanel, qtbot: QtBot) -> None:
    show(panel, Caption(7, "en", "Rex", 0.0, (), None))
    panel.activateWindow()
    panel.edit.setFocus()
    panel.edit.clear()
    panel.search.setFocus()
    assert panel.edit.toPlainText() == "Rex"
    panel.edit.clear()
    with qtbot.waitSignal(panel.edited) as edited:
        qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    assert edited.args == [""]
