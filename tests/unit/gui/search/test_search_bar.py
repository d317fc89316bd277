from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoseek.gui.search.chip import Chip
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.search.search_bar import SearchBar, shortened
from photoseek.library.records import Scope


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    bar = SearchBar()
    qtbot.addWidget(bar)
    bar.resize(900, 42)
    bar.show()
    return bar


@pytest.fixture
def asked(bar: SearchBar) -> list[str]:
    asked: list[str] = []
    bar.words_changed.connect(asked.append)
    return asked


def chips(bar: SearchBar) -> list[str]:
    return [chip.text() for chip in bar.strip.chips]


def laid_out(chip: Chip, qtbot: QtBot) -> Chip:
    qtbot.waitUntil(lambda: chip.size() == chip.sizeHint())
    return chip


CAT = Question(photo=AskedPhoto("cat.png", path=Path("/p/cat.png")))


def test_typing_asks_once_when_the_hand_rests_and_stays_text(
    bar: SearchBar, asked: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(bar.field, "dog beach")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["dog beach"]
    assert (chips(bar), bar.field.text()) == ([], "dog beach")


def test_enter_asks_at_once_and_only_once(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "dog")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert asked == ["dog"]
    assert (chips(bar), bar.field.text()) == (["dog"], "")
    qtbot.wait(300)
    assert asked == ["dog"]


def test_a_comma_a_tab_and_a_space_after_a_mark_make_chips(bar: SearchBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, 'a dog,-people "red ball" sand')
    assert (chips(bar), bar.field.text()) == (["a dog", "people", "“red ball”"], "sand")
    qtbot.keyClick(bar.field, Qt.Key.Key_Tab)
    assert chips(bar)[-1] == "sand"
    assert bar.words() == 'a dog -people "red ball" sand'


def test_a_comma_in_the_middle_leaves_the_cursor_where_it_was(bar: SearchBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "dogbeach")
    bar.field.setCursorPosition(3)
    qtbot.keyClicks(bar.field, ",")
    assert (chips(bar), bar.field.text(), bar.field.cursorPosition()) == (["dog"], "beach", 0)


def test_backspace_at_the_beginning_removes_a_chip_but_not_while_it_is_held(
    bar: SearchBar, asked: list[str], qtbot: QtBot
) -> None:
    bar.set_words("dog, beach")
    qtbot.keyClicks(bar.field, "x")
    qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert chips(bar) == ["dog", "beach"]
    qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert chips(bar) == ["dog"]
    assert asked[-1] == "dog"


def test_a_chip_is_weighed_turned_and_removed(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    bar.set_words("dog, beach")
    qtbot.keyClick(bar.strip.chips[0], Qt.Key.Key_Up)
    qtbot.keyClick(bar.strip.chips[0], Qt.Key.Key_Up)
    assert asked == ["dog, beach"]  # the hand may turn on
    qtbot.waitUntil(lambda: asked[-1] == "dog^2 beach")
    qtbot.keyClick(bar.strip.chips[1], Qt.Key.Key_Minus)
    assert asked[-1] == "dog^2 -beach"
    qtbot.keyClick(bar.strip.chips[0], Qt.Key.Key_Delete)
    assert asked[-1] == "-beach"


def test_a_click_on_a_chip_edits_it_in_its_place(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    bar.set_words('dog^2 cat "red ball"')
    qtbot.mouseClick(laid_out(bar.strip.chips[0], qtbot), Qt.MouseButton.LeftButton)
    assert (chips(bar), bar.field.text()) == (["cat", "“red ball”"], "dog^2")
    assert bar.words() == asked[-1]  # nothing is asked anew
    qtbot.keyClicks(bar.field, "horse")  # all of it was selected
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert asked[-1] == 'horse, cat "red ball"'


def test_the_search_key_makes_text_of_the_chips_to_type_over(
    bar: SearchBar, asked: list[str], qtbot: QtBot
) -> None:
    bar.set_words("dog -people")
    bar.focus()
    assert (chips(bar), bar.field.selectedText()) == ([], "dog -people")
    assert asked == ["dog -people"]
    qtbot.keyClicks(bar.field, "cat")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert asked[-1] == "cat"


def test_typing_elsewhere_begins_new_words(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_words("dog")
    bar.focus("c")
    qtbot.keyClicks(bar.field, "at")
    assert bar.words() == "cat"


def test_a_word_is_added_pushed_away_and_not_doubled(bar: SearchBar, asked: list[str]) -> None:
    bar.set_words("dog beach")
    bar.add_word("sand")
    bar.add_word("-beach")
    bar.add_word("sand")
    assert asked == ["dog beach", "dog beach, sand", "dog, sand -beach", "dog -beach sand"]


def test_words_refine_a_photo(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    bar.show_question(CAT)
    bar.show_picture(QImage(20, 20, QImage.Format.Format_RGB32))
    qtbot.keyClicks(bar.field, "night -people ")
    qtbot.waitUntil(lambda: asked == ["night -people"])
    assert chips(bar) == ["cat.png", "night", "people"]
    assert bar.chip is not None
    assert not bar.chip.icon().isNull()
    with qtbot.waitSignal(bar.photo_removed):
        qtbot.keyClick(bar.chip, Qt.Key.Key_Delete)


def test_a_photo_has_a_weight(bar: SearchBar, qtbot: QtBot) -> None:
    bar.show_question(CAT)
    assert bar.chip is not None
    with qtbot.waitSignal(bar.photo_weighed) as weighed:
        qtbot.keyClick(bar.chip, Qt.Key.Key_Up)
    assert weighed.args == [1.5]


def test_what_is_asked_is_shown_and_what_is_typed_is_left_alone(bar: SearchBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "dog")
    scope = Scope(album_id=3, camera="Canon")
    bar.show_question(Question(words="dog", scope=scope, scope_name="Summer"))
    assert (chips(bar), bar.field.text()) == (["Summer", "Canon"], "dog")
    chip = laid_out(bar.strip.chips[1], qtbot)
    with qtbot.waitSignal(bar.filter_removed) as removed:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.cross_rect().center())
    assert removed.args == ["camera"]
    with qtbot.waitSignal(bar.filter_button.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    bar.show_question(Question(words="cat"))
    assert (chips(bar), bar.field.text()) == (["cat"], "")


def test_clearing_takes_the_search_away_and_then_the_filters(
    bar: SearchBar, asked: list[str], qtbot: QtBot
) -> None:
    bar.show_question(Question(words="dog", scope=Scope(camera="Canon")))
    bar.clear_button.click()
    assert asked == [""]
    with qtbot.waitSignal(bar.filters_cleared):
        bar.clear_button.click()
    bar.show_question(CAT)
    with qtbot.waitSignal(bar.photo_removed):
        bar.clear_button.click()
    bar.show_question(Question())
    assert bar.clear_button.isHidden()


def test_left_goes_to_the_chips_and_letters_come_back(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_words("dog, beach")
    with qtbot.waitActive(bar):
        bar.activateWindow()
    qtbot.keyClick(bar.field, Qt.Key.Key_Left)
    assert bar.strip.chips[1].hasFocus()
    qtbot.keyClick(bar.strip.chips[1], Qt.Key.Key_Left)
    assert bar.strip.chips[0].hasFocus()
    qtbot.keyClick(bar.strip.chips[0], Qt.Key.Key_S)
    assert bar.field.hasFocus()
    assert bar.words() == "dog, beach, s"


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        (Qt.FocusReason.TabFocusReason, ["dog"]),
        (Qt.FocusReason.MouseFocusReason, ["dog"]),
        (Qt.FocusReason.PopupFocusReason, []),  # its own menu
        (Qt.FocusReason.ActiveWindowFocusReason, []),
    ],
)
def test_who_leaves_is_done_with_typing(
    bar: SearchBar, qtbot: QtBot, reason: Qt.FocusReason, left: list[str]
) -> None:
    qtbot.keyClicks(bar.field, "dog")
    QApplication.sendEvent(bar.field, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert chips(bar) == left


def test_a_pasted_photo_is_handed_on_and_pasted_text_is_text(bar: SearchBar, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/p/cat.png")])
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(bar.field.photo_pasted):
        qtbot.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.words() == ""
    QGuiApplication.clipboard().setText("red bus")
    qtbot.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.words() == "red bus"


def test_many_chips_leave_room_to_type(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_words(", ".join(f"word number {number}" for number in range(30)))
    qtbot.waitUntil(lambda: bar.strip.width() > 300)
    assert bar.field.width() >= 150
    assert bar.width() == 900


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    assert shortened("cat.png") == "cat.png"
    short = shortened("a very long name of a photo from 2019.jpg")
    assert len(short) == 24
    assert short.startswith("a very long")
    assert short.endswith("2019.jpg")
