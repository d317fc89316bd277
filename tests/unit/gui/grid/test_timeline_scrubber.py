from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.grid.timeline_scrubber import PADDING, Mark, TimelineScrubber

MARKS = (
    Mark(0, 2024, "March 2024"),
    Mark(1000, 2024, "January 2024"),
    Mark(4000, 2022, "May 2022"),
    Mark(9000, 0, "No date"),
)


@pytest.fixture
def scrubber(qtbot: QtBot) -> Iterator[TimelineScrubber]:
    parent = QWidget()
    parent.resize(500, 700)
    qtbot.addWidget(parent)
    scrubber = TimelineScrubber(parent)
    inner = QWidget(parent)  # as a layout has it: it does not stay a child of who holds the bubble
    inner.setGeometry(0, 100, 500, 600)
    scrubber.setParent(inner)
    scrubber.setGeometry(430, 0, 70, 600)
    scrubber.setRange(0, 10_000)
    scrubber.set_marks(MARKS)
    with qtbot.waitExposed(parent):
        parent.show()
    yield scrubber
    parent.close()


def place_of(value: int) -> QPoint:
    return QPoint(30, PADDING + round((600 - 2 * PADDING) * value / 10_000))


def test_a_month_lies_where_its_photos_do(scrubber: TimelineScrubber, qtbot: QtBot) -> None:
    qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=place_of(4100))
    assert scrubber.value() == pytest.approx(4100, abs=20)
    assert scrubber.accessibleDescription() == "May 2022"


def test_dragging_goes_along_and_beyond_the_ends_no_further(scrubber: TimelineScrubber, qtbot: QtBot) -> None:
    qtbot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=place_of(1000))
    qtbot.mouseMove(scrubber, place_of(7000))
    assert scrubber.value() == pytest.approx(7000, abs=20)
    qtbot.mouseMove(scrubber, QPoint(30, 900))
    assert scrubber.value() == 10_000
    qtbot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(30, 900))
    qtbot.mouseMove(scrubber, place_of(1000))
    assert scrubber.value() == 10_000


def test_pointing_says_the_month_without_going_there(scrubber: TimelineScrubber, qtbot: QtBot) -> None:
    qtbot.mouseMove(scrubber, place_of(2000))
    qtbot.waitUntil(scrubber.bubble.isVisible)
    assert scrubber.bubble.text() == "January 2024"
    bubble = scrubber.bubble.geometry()
    assert bubble.right() < scrubber.geometry().left()
    assert bubble.center().y() == pytest.approx(100 + place_of(2000).y(), abs=2)
    assert scrubber.value() == 0


def test_arrow_keys_go_by_month_and_page_keys_by_year(scrubber: TimelineScrubber, qtbot: QtBot) -> None:
    for key, value in (
        (Qt.Key.Key_Down, 1000),
        (Qt.Key.Key_Down, 4000),
        (Qt.Key.Key_Up, 1000),
        (Qt.Key.Key_PageDown, 4000),
        (Qt.Key.Key_PageDown, 9000),
        (Qt.Key.Key_PageUp, 4000),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_End, 10_000),
        (Qt.Key.Key_Up, 9000),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(scrubber, key)
        assert scrubber.value() == value
    assert scrubber.bubble.isVisible()
    qtbot.waitUntil(lambda: not scrubber.bubble.isVisible())


def test_years_are_written_where_there_is_room(scrubber: TimelineScrubber) -> None:
    assert [year for _, year in scrubber._years()] == ["2024", "2022"]
    scrubber.set_marks([Mark(index, 2000 + index, "") for index in range(24)])  # in 2 pixels of the track
    assert [year for _, year in scrubber._years()] == ["2000"]


def test_without_months_nothing_is_said(scrubber: TimelineScrubber, qtbot: QtBot) -> None:
    scrubber.set_marks(())
    qtbot.mouseMove(scrubber, place_of(2000))
    qtbot.keyClick(scrubber, Qt.Key.Key_PageUp)
    assert not scrubber.bubble.isVisible()
    assert scrubber.title_at(50) == ""


def test_what_it_says_goes_when_the_timeline_moves(scrubber: TimelineScrubber) -> None:
    scrubber._point(60)
    assert scrubber.bubble.isVisible()
    scrubber.move(scrubber.x() + 40, scrubber.y())
    assert not scrubber.bubble.isVisible()
