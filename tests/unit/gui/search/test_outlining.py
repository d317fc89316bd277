"""Which parts of the photo that is asked about are outlined, and what a click on one asks."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.search.outlining import telling
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.ipc.messages import Region
from photoseek.paths import Paths

HEAT = (0.5,) * 25


def region(word: str, left: float, top: float, right: float, bottom: float) -> Region:
    return Region((word,), left, top, right, bottom, HEAT)


def test_only_the_first_of_two_regions_in_one_place_is_outlined() -> None:
    dog, puppy = region("dog", 0, 0, 0.4, 0.4), region("puppy", 0.05, 0, 0.4, 0.4)
    ball = region("ball", 0.5, 0.5, 0.9, 0.9)
    assert telling([dog, puppy, ball]) == [dog, ball]


def test_no_more_are_outlined_than_can_be_told_apart() -> None:
    many = [region(str(number), number / 9, 0, (number + 1) / 9, 0.1) for number in range(9)]
    assert telling(many) == many[:4]


def test_a_part_that_is_clicked_becomes_part_of_the_question(
    library: Program, ids: list[int], qtbot: QtBot, paths: Paths
) -> None:
    session, panel = library.session, library.window.asked_photo
    session.searching.ask(Question(photo=AskedPhoto("a photo", photo_id=ids[0])))
    qtbot.waitUntil(lambda: len(panel.photo.outlines) == 1)
    assert panel.isVisible()
    panel.photo.toggle(0)
    asked = session.searching.question.photo
    assert asked is not None
    assert [part.weight for part in asked.parts] == [1.0]
    assert panel.photo.outlines[0].state == "kept"
    panel.photo.toggle(0)
    asked = session.searching.question.photo
    assert asked is not None
    assert [part.weight for part in asked.parts] == [-1.0]


def test_a_closed_panel_stays_closed_for_this_photo(library: Program, ids: list[int]) -> None:
    session, panel = library.session, library.window.asked_photo
    session.searching.ask(Question(photo=AskedPhoto("one", photo_id=ids[0])))
    panel.close_button.click()
    session.searching.ask(Question(words="dog", photo=AskedPhoto("one", photo_id=ids[0])))
    assert panel.isHidden()
    session.searching.ask(Question(photo=AskedPhoto("two", path=Path("two.jpg"))))
    assert panel.isVisible()
    session.searching.ask(Question(words="dog"))
    assert panel.isHidden()
