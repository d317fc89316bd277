import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.background import Problem
from photoseek.gui.notices import Action, NoticeBar, Notices


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def notices(bar: NoticeBar) -> Notices:
    return Notices(bar)


def test_messages_wait_for_each_other(bar: NoticeBar, notices: Notices, qtbot: QtBot) -> None:
    notices.show("first")
    notices.show("second")
    assert bar.isVisibleTo(None)
    assert bar.text.text() == "first"
    qtbot.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert bar.text.text() == "second"
    qtbot.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_held_messages_wait(bar: NoticeBar, notices: Notices) -> None:
    notices.show("first")
    notices.hold(True)
    assert bar.isHidden()
    notices.show("second")
    assert bar.isHidden()
    notices.hold(False)
    assert bar.text.text() == "first"
    bar.dismiss.click()
    assert bar.text.text() == "second"


def test_the_same_words_are_not_said_twice_in_a_row(bar: NoticeBar, notices: Notices) -> None:
    notices.show("again")
    notices.show("again")
    bar.dismiss.click()
    assert bar.isHidden()


def test_an_action_is_carried_out_once(bar: NoticeBar, notices: Notices) -> None:
    done: list[int] = []
    notices.show("Folder removed.", Action("Undo", lambda: done.append(1)))
    assert bar.action.text() == "Undo"
    bar.action.click()
    assert done == [1]
    assert bar.isHidden()


def test_a_bug_offers_its_details_to_be_copied(bar: NoticeBar, notices: Notices) -> None:
    notices.problem(Problem("seven", theirs=False, details="Traceback: line 3"))
    assert bar.action.text() == "Copy details"
    bar.action.click()
    assert QGuiApplication.clipboard().text() == "Traceback: line 3"


def test_markup_in_a_message_is_shown_as_it_is(bar: NoticeBar, notices: Notices) -> None:
    notices.problem(Problem("<b>x</b> cannot be read", theirs=True))
    assert bar.text.textFormat() is Qt.TextFormat.PlainText
    assert bar.text.text() == "<b>x</b> cannot be read"
    assert bar.action.isHidden()


def test_a_message_floats_over_the_lower_edge_of_the_page_and_takes_no_room_of_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page, bar = QWidget(window), NoticeBar(window)
    window.resize(1000, 800)
    page.setGeometry(200, 100, 700, 600)
    window.show()
    bar.float_over(page)
    Notices(bar).show("Photos are gone. " * 12, Action("Undo", lambda: None))
    assert page.geometry().contains(bar.geometry())
    assert bar.height() > 2 * bar.fontMetrics().height()  # all of it can be read
    assert abs(bar.geometry().center().x() - page.geometry().center().x()) <= 1
    page.setGeometry(200, 100, 400, 300)
    assert page.geometry().contains(bar.geometry())
    bar.dismiss.click()
    Notices(bar).show("Gone.")
    assert bar.width() < 200
