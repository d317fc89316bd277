import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.reasons_panel import ReasonsPanel
from photoseek.ipc.messages import Reason


@pytest.fixture
def panel(qtbot: QtBot) -> ReasonsPanel:
    panel = ReasonsPanel()
    qtbot.addWidget(panel)
    panel.show_reasons([Reason("dog", 0.874, True), Reason("<red>", 0.1, False)])
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_each_word_says_how_well_it_is_seen(panel: ReasonsPanel) -> None:
    assert [row.accessibleName() for row in panel.rows()] == ["dog: 87 %", "<red>: not seen"]
    panel.show_reasons(())
    assert panel.isHidden()
    assert panel.rows() == []


def test_a_word_with_the_focus_is_pointed_at_if_it_is_seen(panel: ReasonsPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    seen, unseen = panel.rows()
    unseen.setFocus()
    pointed: list[str] = []
    panel.pointed.connect(pointed.append)
    seen.setFocus()
    unseen.setFocus()
    qtbot.waitUntil(lambda: unseen.hasFocus())
    assert pointed == ["", "dog", "", ""]


def test_bars_are_as_long_as_words_are_sure(panel: ReasonsPanel) -> None:
    panel.resize(300, panel.sizeHint().height())
    row = panel.rows()[0]
    shown = row.grab().toImage()
    accent = row.palette().highlight().color()
    middle = [shown.pixelColor(x, shown.height() // 2) for x in range(shown.width())]
    full = sum(colour == accent for colour in middle)
    panel.show_reasons([Reason("dog", 0.4, True)])
    row = panel.rows()[0]
    row.resize(shown.width(), shown.height())
    less = row.grab().toImage()
    half = sum(less.pixelColor(x, less.height() // 2) == accent for x in range(less.width()))
    assert full / half == pytest.approx(0.874 / 0.4, rel=0.15)
