"""The words panel as a person uses it, without the library behind it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from photoseek.gui.words.word_items import Group, Heading
from photoseek.gui.words.word_list import minus_rect
from photoseek.gui.words.words_panel import WordsPanel
from photoseek.ipc.messages import Suggestion, UnknownWord

BEACH, BOAT = Suggestion("beach", 0.8, 12, photo_ids=(1, 2)), Suggestion("boat", 0.5, 0)
ROW = 1  # of the first word, below its heading


@pytest.fixture
def panel(qtbot: QtBot) -> WordsPanel:
    panel = WordsPanel()
    qtbot.addWidget(panel)
    panel.resize(280, 600)
    panel.show_near([Group([BEACH, BOAT], Heading("Similar"))], (), "nothing")
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.mark.parametrize(
    ("modifier", "chosen"),
    [
        (Qt.KeyboardModifier.NoModifier, "boat"),
        (Qt.KeyboardModifier.ShiftModifier, "-boat"),
        (Qt.KeyboardModifier.AltModifier, "-boat"),
    ],
)
def test_a_click_adds_a_word_and_a_click_with_a_key_pushes_it_away(
    modifier: Qt.KeyboardModifier, chosen: str, panel: WordsPanel, qtbot: QtBot
) -> None:
    row = panel.near.visualRect(panel.near_items.index(ROW + 1))
    with qtbot.waitSignal(panel.word_chosen) as caught:
        place = QPoint(row.left() + 20, row.center().y())
        qtbot.mouseClick(panel.near.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert caught.args == [chosen]


def test_the_minus_pushes_a_word_away(panel: WordsPanel, qtbot: QtBot) -> None:
    place = minus_rect(panel.near.visualRect(panel.near_items.index(ROW))).center()
    with qtbot.waitSignal(panel.word_chosen) as caught:
        qtbot.mouseClick(panel.near.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == ["-beach"]


def test_a_heading_cannot_be_clicked(panel: WordsPanel, qtbot: QtBot) -> None:
    place = panel.near.visualRect(panel.near_items.index(0)).center()
    with qtbot.assertNotEmitted(panel.word_chosen):
        qtbot.mouseClick(panel.near.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("key", "modifier", "chosen"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "beach"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "-beach"),
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier, "-beach"),
    ],
)
def test_the_keyboard_does_the_same(
    key: Qt.Key, modifier: Qt.KeyboardModifier, chosen: str, panel: WordsPanel, qtbot: QtBot
) -> None:
    panel.near.setCurrentIndex(panel.near_items.index(ROW))
    with qtbot.waitSignal(panel.word_chosen) as caught:
        qtbot.keyClick(panel.near, key, modifier)
    assert caught.args == [chosen]


def test_what_is_on_screen_asks_for_its_pictures_and_paints_them(panel: WordsPanel, qtbot: QtBot) -> None:
    asked: list[int] = []

    def picture_of(photo_id: int) -> QImage:
        asked.append(photo_id)
        image = QImage(28, 28, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        return image

    with qtbot.waitSignal(panel.seen) as caught:
        panel.show_near([Group([BOAT, BEACH])], (), "")
    assert caught.args == [[BOAT, BEACH]]
    panel.set_picture_of(picture_of)
    panel.repaint_pictures()
    picture = panel.near.grab().toImage()
    assert set(asked) == {1, 2}
    reds = [x for x in range(picture.width()) if picture.pixelColor(x, 50).name() == "#ff0000"]
    assert len(reds) > 40


def test_without_words_a_hint_says_why(panel: WordsPanel) -> None:
    assert panel.hint.isHidden()
    panel.show_near([], (), "Nothing is near.")
    assert not panel.hint.isHidden()
    assert panel.hint.text() == "Nothing is near."


def test_an_unknown_word_is_said_and_a_known_one_replaces_it(panel: WordsPanel, qtbot: QtBot) -> None:
    panel.show_near([], (UnknownWord("baech", ("beach", "bench")),), "Nothing is near.")
    assert "baech" in panel.note.text()
    assert panel.hint.isHidden()
    with qtbot.waitSignal(panel.word_replaced) as caught:
        panel.note.chips()[1].click()
    assert caught.args == ["baech", "bench"]


def test_of_several_words_one_is_told_about_and_the_others_are_a_click_away(
    panel: WordsPanel, qtbot: QtBot
) -> None:
    panel.set_topics(("dog", "beach"), "beach")
    topics = [button for button in panel.findChildren(QPushButton, "topic") if button.isVisible()]
    assert [(button.text(), button.isChecked()) for button in topics] == [("dog", False), ("beach", True)]
    with qtbot.waitSignal(panel.topic_chosen) as caught:
        topics[0].click()
    assert caught.args == ["dog"]
    panel.set_topics(("dog",), "dog")
    assert panel.topic.text() == "Near “dog”"
    assert panel.topic.isVisible()


def test_tabs_are_reached_by_a_click(panel: WordsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.tab_changed) as caught:
        panel.tabs["all"].click()
    assert caught.args == ["all"]
    assert panel.all.isVisible()
    assert not panel.near.isVisible()


def test_all_words_can_be_filtered_and_one_is_searched_for(panel: WordsPanel, qtbot: QtBot) -> None:
    panel.show_vocabulary([Suggestion(word, 0.0, 5) for word in ("dog", "snow", "rainbow", "bow")])
    panel.set_tab("all")
    qtbot.keyClicks(panel.filter, "bow")
    assert panel.all_items.words() == ["bow", "rainbow"]  # those that begin so first
    panel.all.setCurrentIndex(panel.all_items.index(0))
    with qtbot.waitSignal(panel.word_searched) as caught:
        qtbot.keyClick(panel.all, Qt.Key.Key_Return)
    assert caught.args == ["bow"]
    with qtbot.waitSignal(panel.word_chosen) as caught:
        qtbot.keyClick(panel.all, Qt.Key.Key_Minus)
    assert caught.args == ["-bow"]
    qtbot.keyClicks(panel.filter, "xyz")
    assert panel.all_items.rowCount() == 0
    assert "letters" in panel.all_count.text()


def test_only_words_on_screen_ask_for_pictures(panel: WordsPanel, qtbot: QtBot) -> None:
    panel.set_tab("all")
    with qtbot.waitSignal(panel.seen) as caught:
        panel.show_vocabulary([Suggestion(f"word{number}", 0.0, 1) for number in range(5000)])
    assert 5 < len(caught.args[0]) < 40
    with qtbot.waitSignal(panel.seen) as caught:
        panel.all.scrollToBottom()
    assert caught.args[0][-1].word == "word4999"


def test_three_words_ask_and_a_missing_one_does_not(panel: WordsPanel, qtbot: QtBot) -> None:
    panel.set_tab("analogy")
    form = panel.analogy
    with qtbot.waitSignal(form.asked) as caught:
        qtbot.keyClicks(form.first, "man")
        qtbot.keyClick(form.first, Qt.Key.Key_Return)
        qtbot.keyClicks(form.second, "king")
        qtbot.keyClicks(form.third, "woman")
    assert caught.args == ["man", "king", "woman"]
    panel.show_answers([Group([BEACH])])
    with qtbot.waitSignal(form.emptied):
        form.second.selectAll()
        qtbot.keyClick(form.second, Qt.Key.Key_Delete)
    assert panel.analogy_items.rowCount() == 0


def test_an_unknown_word_of_an_analogy_is_replaced_in_its_field(panel: WordsPanel, qtbot: QtBot) -> None:
    panel.set_tab("analogy")
    form = panel.analogy
    form.set_words("man", "kign", "woman")
    panel.show_answers((), (UnknownWord("kign", ("king",)),))
    assert "kign" in form.note.text()
    with qtbot.waitSignal(form.asked) as caught:
        form.note.chips()[0].click()
    assert caught.args == ["man", "king", "woman"]


def test_an_example_is_one_click(panel: WordsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.analogy.asked) as caught:
        panel.analogy.example.click()
    assert all(caught.args)


def test_enter_in_the_filter_searches_and_down_goes_into_the_list(panel: WordsPanel, qtbot: QtBot) -> None:
    panel.show_vocabulary([Suggestion(word, 0.0, 5) for word in ("dog", "snow")])
    panel.set_tab("all")
    panel.filter.setFocus()
    with qtbot.assertNotEmitted(panel.word_searched):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.filter, "sn")
    with qtbot.waitSignal(panel.word_searched) as caught:
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert caught.args == ["snow"]
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.all.currentIndex().data() == "snow"
