import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.word_items import SUGGESTION_ROLE, WordItems
from photoseek.gui.words_panel import WordsPanel, minus_rect
from photoseek.ipc.messages import Suggestion

BEACH, BOAT = Suggestion("beach", 0.8, 12), Suggestion("boat", 0.5, 0)


@pytest.fixture
def panel(qtbot: QtBot) -> WordsPanel:
    items = WordItems()
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel = WordsPanel(items)
    items.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(250, 500)
    items.set_suggestions((BEACH, BOAT))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_the_items_tell_word_and_count(panel: WordsPanel) -> None:
    index = panel.list.model().index(0, 0)
    assert index.data() == "beach"
    assert index.data(SUGGESTION_ROLE) == BEACH
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "beach, in 12 captions"


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
    row = panel.list.visualRect(panel.list.model().index(1, 0))
    with qtbot.waitSignal(panel.word_chosen, timeout=1000) as caught:
        place = QPoint(row.left() + 20, row.center().y())
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert caught.args == [chosen]


def test_the_minus_pushes_a_word_away(panel: WordsPanel, qtbot: QtBot) -> None:
    row = panel.list.visualRect(panel.list.model().index(0, 0))
    with qtbot.waitSignal(panel.word_chosen, timeout=1000) as caught:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=minus_rect(row).center())
    assert caught.args == ["-beach"]


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
    panel.list.setCurrentIndex(panel.list.model().index(0, 0))
    with qtbot.waitSignal(panel.word_chosen, timeout=1000) as caught:
        qtbot.keyClick(panel.list, key, modifier)
    assert caught.args == [chosen]


def test_without_words_a_hint_says_what_will_come(panel: WordsPanel) -> None:
    assert panel.hint.isHidden()
    panel.list.model().set_suggestions(())
    assert not panel.hint.isHidden()
