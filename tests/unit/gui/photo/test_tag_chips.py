import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.tag_chips import TagChips
from photoseek.library.records import Tag


@pytest.fixture
def tags(qtbot: QtBot) -> TagChips:
    tags = TagChips()
    qtbot.addWidget(tags)
    tags.resize(240, 100)
    tags.show_tags([Tag("<b>", 0.926), Tag("dog", 0.1)])
    with qtbot.waitExposed(tags):
        tags.show()
    return tags


def test_tags_are_buttons_with_their_confidence(tags: TagChips, qtbot: QtBot) -> None:
    first, second = tags.chips()
    assert first.accessibleName() == "<b>, 93 %"
    with qtbot.waitSignal(tags.chosen) as chosen:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert chosen.args == ["dog"]


def test_other_tags_take_their_place_and_none_hide_it(tags: TagChips) -> None:
    tags.show_tags([Tag("cat", 0.5)])
    assert [chip.word for chip in tags.chips()] == ["cat"]
    tags.show_tags(())
    assert tags.isHidden()


def test_a_tag_with_the_focus_is_pointed_at(tags: TagChips, qtbot: QtBot) -> None:
    tags.activateWindow()
    first, second = tags.chips()
    first.setFocus()
    pointed: list[str] = []
    tags.pointed.connect(pointed.append)
    second.setFocus()
    second.clearFocus()
    assert pointed == ["", "dog", ""]


def test_chips_go_on_in_the_next_line(tags: TagChips, qtbot: QtBot) -> None:
    tags.show_tags([Tag(f"a rather long word {number}", 0.5) for number in range(3)])
    qtbot.waitUntil(lambda: len({chip.y() for chip in tags.chips()}) == 3)
    assert all(chip.geometry().right() <= tags.width() for chip in tags.chips())
