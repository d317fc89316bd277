import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoseek.gui.search.chip import Chip, Face
from photoseek.gui.search.chip_strip import ChipStrip
from photoseek.gui.search.search_filters import ICONS


def shown(qtbot: QtBot, face: Face) -> Chip:
    chip = Chip(face)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.show()
    return chip


@pytest.fixture
def words(qtbot: QtBot) -> Chip:
    return shown(qtbot, Face("words", "dog"))


def turn_wheel(chip: Chip, angle: int) -> bool:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chip, event)
    return event.isAccepted()


def test_a_click_edits_the_cross_removes_and_the_sign_turns(words: Chip, qtbot: QtBot) -> None:
    told: list[str] = []
    words.edit_wanted.connect(lambda: told.append("edit"))
    words.removed.connect(lambda: told.append("remove"))
    words.turned.connect(lambda: told.append("turn"))
    for place in (words.rect().center(), words.cross_rect().center(), words.sign_rect().center()):
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton, pos=place)
    assert told == ["edit", "remove", "turn"]


def test_the_wheel_weighs_by_whole_notches(words: Chip) -> None:
    steps: list[int] = []
    words.weighed.connect(steps.append)
    assert turn_wheel(words, 120)
    assert turn_wheel(words, -60)
    assert turn_wheel(words, -60)
    assert steps == [1, -1]


def test_a_filter_has_no_weight_and_lets_the_wheel_pass(qtbot: QtBot) -> None:
    chip = shown(qtbot, Face("filter", "2024", "calendar-blank"))
    assert not turn_wheel(chip, 120)
    assert [action.text() for action in chip.menu().actions()] == ["Remove"]


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Delete, "removed"),
        (Qt.Key.Key_Backspace, "removed"),
        (Qt.Key.Key_Up, "weighed"),
        (Qt.Key.Key_Down, "weighed"),
        (Qt.Key.Key_Left, "left_wanted"),
        (Qt.Key.Key_Right, "right_wanted"),
        (Qt.Key.Key_Minus, "turned"),
        (Qt.Key.Key_Return, "edit_wanted"),
        (Qt.Key.Key_X, "typed"),
    ],
)
def test_everything_can_be_done_by_keys(words: Chip, qtbot: QtBot, key: Qt.Key, signal: str) -> None:
    with qtbot.waitSignal(getattr(words, signal)):
        qtbot.keyClick(words, key)


def test_delete_is_the_chip_s_and_not_the_photos(words: Chip) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for key, text, mine in ((Qt.Key.Key_Delete, "\x7f", True), (Qt.Key.Key_F5, "", False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, none, text)
        event.ignore()
        QApplication.sendEvent(words, event)
        assert event.isAccepted() is mine


def test_who_cannot_see_it_hears_what_it_is(qtbot: QtBot) -> None:
    assert shown(qtbot, Face("words", "dog")).accessibleName() == "dog"
    weighed = Face("words", "dog", weight=2.0, excluded=True)
    assert shown(qtbot, weighed).accessibleName() == "Without dog, counts 2 times"
    assert shown(qtbot, Face("photo", "cat.png")).accessibleName() == "Photo cat.png"


def test_a_chip_is_wide_enough_for_its_text_and_no_wider_than_a_sentence(qtbot: QtBot) -> None:
    plain, heavy = Face("words", "dog"), Face("words", "dog", weight=2.0)
    assert shown(qtbot, heavy).sizeHint().width() > shown(qtbot, plain).sizeHint().width()
    assert shown(qtbot, Face("words", "dog " * 200)).sizeHint().width() < 320


@pytest.mark.parametrize("name", ICONS.values())
def test_every_filter_has_an_icon(qtbot: QtBot, name: str) -> None:
    plain = shown(qtbot, Face("filter", "2024")).grab().toImage()
    assert shown(qtbot, Face("filter", "2024", name)).grab().toImage() != plain


@pytest.fixture
def strip(qtbot: QtBot) -> ChipStrip:
    strip = ChipStrip()
    qtbot.addWidget(strip)
    strip.resize(400, 40)
    strip.show_faces([Face("words", "dog"), Face("words", "beach")])
    strip.show()
    return strip


def test_a_chip_that_is_weighed_stays_itself(strip: ChipStrip) -> None:
    dog, beach = strip.chips
    strip.show_faces([Face("words", "dog", weight=2.0), Face("words", "sand")])
    assert strip.chips[0] is dog
    assert dog.face.weight == 2.0
    assert strip.chips[1] is not beach
    strip.show_faces([])
    assert strip.isHidden()


def test_each_chip_tells_its_number(strip: ChipStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.weighed) as weighed:
        qtbot.keyClick(strip.chips[1], Qt.Key.Key_Down)
    assert weighed.args == [1, -1]
    with qtbot.waitSignal(strip.field_wanted) as wanted:
        qtbot.keyClick(strip.chips[1], Qt.Key.Key_Right)  # past the last chip
    assert wanted.args == [""]
