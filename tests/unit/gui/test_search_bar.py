import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from photoseek.gui.search_bar import SearchBar, shortened


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    bar = SearchBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


@pytest.fixture
def asked(bar: SearchBar) -> list[str]:
    asked: list[str] = []
    bar.words_changed.connect(asked.append)
    return asked


def test_typing_asks_once_when_the_hand_rests(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "dog beach")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["dog beach"]


def test_enter_asks_at_once_and_only_once(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "dog")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert asked == ["dog"]
    qtbot.wait(300)
    assert asked == ["dog"]


def test_a_word_is_added_pushed_away_and_not_doubled(bar: SearchBar, asked: list[str]) -> None:
    bar.set_words("dog beach")
    bar.add_word("sand")
    bar.add_word("-beach")
    bar.add_word("sand")
    assert asked == ["dog beach", "dog beach sand", "dog sand -beach", "dog -beach sand"]


def test_a_photo_takes_the_place_of_the_words_and_words_that_of_the_photo(
    bar: SearchBar, asked: list[str], qtbot: QtBot
) -> None:
    bar.set_words("dog")
    bar.show_photo("cat.png", QImage(20, 20, QImage.Format.Format_RGB32))
    assert bar.has_photo()
    assert bar.words() == ""
    qtbot.keyClicks(bar.field, "boat")
    assert not bar.has_photo()
    qtbot.waitUntil(lambda: asked == ["dog", "boat"])


def test_the_same_words_can_be_asked_again_after_a_photo(bar: SearchBar, asked: list[str]) -> None:
    bar.set_words("dog")
    bar.show_photo("cat.png")
    bar.set_words("dog")
    assert asked == ["dog", "dog"]


def test_clearing_takes_words_and_photo_away(bar: SearchBar, asked: list[str], qtbot: QtBot) -> None:
    bar.set_words("dog")
    bar.clear_button.click()
    assert asked == ["dog", ""]
    bar.show_photo("cat.png")
    with qtbot.waitSignal(bar.photo_removed, timeout=1000):
        bar.clear_button.click()


def test_a_pasted_photo_is_handed_on_and_pasted_text_is_text(bar: SearchBar, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/p/cat.png")])
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(bar.field.photo_pasted, timeout=1000):
        qtbot.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.words() == ""
    QGuiApplication.clipboard().setText("red bus")
    qtbot.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.words() == "red bus"


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    assert shortened("cat.png") == "cat.png"
    short = shortened("a very long name of a photo from 2019.jpg")
    assert len(short) == 24
    assert short.startswith("a very long")
    assert short.endswith("2019.jpg")
