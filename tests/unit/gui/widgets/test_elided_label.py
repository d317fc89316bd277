"""One line that is cut rather than making room by force."""

from PySide6.QtCore import QEvent
from pytestqt.qtbot import QtBot

from photoseek.gui.widgets.elided_label import ElidedLabel

LONG = "Photos like <b>IMG_2041</b>.jpg with a long name"


def test_a_text_with_room_is_shown_whole(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    assert label.shown_text() == LONG


def test_a_narrow_label_ends_in_dots_and_keeps_its_least_width(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG, least=80)
    qtbot.addWidget(label)
    label.resize(120, 20)
    assert label.shown_text().endswith("…")
    assert label.minimumSizeHint().width() == 80


def test_the_tooltip_tells_what_was_cut_and_only_then(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.event(QEvent(QEvent.Type.ToolTip))
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(label.sizeHint())
    label.event(QEvent(QEvent.Type.ToolTip))
    assert label.toolTip() == ""
