from pytestqt.qtbot import QtBot

from photoseek.gui.tags_label import TagsLabel
from photoseek.library.records import Tag


def test_tags_are_links_with_their_confidence(qtbot: QtBot) -> None:
    label = TagsLabel()
    qtbot.addWidget(label)
    label.show_tags([Tag("<b>", 0.926), Tag("dog", 0.1)])
    assert "&lt;b&gt;" in label.text()
    assert "93&nbsp;%" in label.text()
    assert not label.isHidden()
    with qtbot.waitSignal(label.chosen, timeout=1000) as chosen:
        label.linkActivated.emit("dog")
    assert chosen.args == ["dog"]
    label.show_tags(())
    assert label.isHidden()
