from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photoseek.gui.search.unknown_words_bar import UnknownWordsBar, WordButton
from photoseek.ipc.messages import UnknownWord


def test_a_known_word_can_be_clicked_instead(qtbot: QtBot) -> None:
    bar = UnknownWordsBar()
    qtbot.addWidget(bar)
    bar.show_words((UnknownWord("dogg", ("dog", "dogs")),))
    button = next(button for button in bar.findChildren(WordButton) if button.text() == "dogs")
    with qtbot.waitSignal(bar.replaced) as replaced:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert replaced.args == ["dogg", "dogs"]


def test_the_bar_is_there_only_while_a_word_is_unknown(qtbot: QtBot) -> None:
    bar = UnknownWordsBar()
    qtbot.addWidget(bar)
    bar.show_words((UnknownWord("<i>", ()),))
    assert not bar.isHidden()
    label = bar.findChild(QLabel)
    assert label.text() == "PhotoSeek does not know the word “<i>”. It is left out."
    assert label.textFormat() is Qt.TextFormat.PlainText
    bar.show_words(())
    assert bar.isHidden()
