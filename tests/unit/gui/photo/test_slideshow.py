import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photoseek.gui.photo import slideshow
from photoseek.gui.photo.photo_view import PhotoView
from photoseek.gui.photo.slideshow import Slideshow
from photoseek.gui.widgets import motion


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_image(QImage(60, 40, QImage.Format.Format_RGB32))
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def show(view: PhotoView) -> Slideshow:
    return Slideshow(view, (2, 4), view)


def test_the_next_photo_is_due_after_its_time(show: Slideshow) -> None:
    show.start(4)
    assert show._due.interval() == 4000
    assert show._due.isActive()
    show.bar.seconds_chosen.emit(2)
    assert show._due.interval() == 2000
    show.stop()
    assert not show._due.isActive()


def test_space_pauses_and_goes_on(show: Slideshow, view: PhotoView, qtbot: QtBot) -> None:
    show.start(4)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert show.is_paused()
    show.photo_shown()  # by hand
    assert not show._due.isActive()
    assert show.bar.pause.accessibleName() == "Go on"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert show._due.isActive()


def test_the_mouse_brings_the_bar_and_both_go_when_it_rests(
    show: Slideshow, view: PhotoView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    show.start(4)
    show._hide.setInterval(30)
    qtbot.mouseMove(view, QPoint(300, 100))
    qtbot.mouseMove(view, QPoint(310, 110))
    qtbot.waitUntil(show.bar.isVisible)
    assert view.rect().contains(show.bar.geometry())
    qtbot.waitUntil(lambda: not show.bar.isVisible())
    assert view.cursor().shape() is Qt.CursorShape.BlankCursor
    show.stop()
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_photos_fade_only_where_motion_is_welcome(show: Slideshow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert show.fade_ms() == 0  # no slideshow
    monkeypatch.setattr(motion, "is_welcome", lambda _widget: True)
    show.start(4)
    assert show.fade_ms() == slideshow.FADE_MS
    show.stop()
    monkeypatch.setattr(motion, "is_welcome", lambda _widget: False)
    show.start(4)
    assert show.fade_ms() == 0


def test_the_buttons_go_back_on_and_end_it(show: Slideshow, qtbot: QtBot) -> None:
    show.start(4)
    for button, signal, args in (
        (show.bar.previous, show.stepped, [-1]),
        (show.bar.next, show.stepped, [1]),
        (show.bar.end, show.ended, []),
    ):
        with qtbot.waitSignal(signal) as emitted:
            button.click()
        assert emitted.args == args
