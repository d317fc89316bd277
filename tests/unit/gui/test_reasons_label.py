from pytestqt.qtbot import QtBot

from photoseek.gui.reasons_label import ReasonsLabel
from photoseek.ipc.messages import Reason


def test_words_that_were_not_seen_are_struck_through(qtbot: QtBot) -> None:
    label = ReasonsLabel()
    qtbot.addWidget(label)
    label.show_reasons([Reason("dog", 0.874, True), Reason("<red>", 0.1, False)])
    assert "dog" in label.text()
    assert "87&nbsp;%" in label.text()
    assert "<s>&lt;red&gt;</s>" in label.text()
    assert "not&nbsp;seen" in label.text()
    assert not label.isHidden()
    label.show_reasons(())
    assert label.isHidden()
