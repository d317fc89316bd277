import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.photo_view import LARGEST, PhotoView
from photoseek.gui.photo.region_overlay import Outline
from photoseek.gui.widgets.layers import layers_of


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def pixel_at(view: PhotoView, place: QPointF) -> QPointF:
    """The photo's pixel under a place of the widget."""
    return view._centre + (place - QPointF(view.width() / 2, view.height() / 2)) / view.scale_factor()


def test_a_photo_is_fitted_and_stays_so_in_a_larger_window(view: PhotoView) -> None:
    view.set_image(picture(1600, 600))
    assert view.is_fitted()
    assert view.scale_factor() == pytest.approx(0.25)
    view.resize(800, 300)
    assert view.scale_factor() == pytest.approx(0.5)


def test_a_small_photo_is_enlarged_to_twice_its_size_at_most(view: PhotoView) -> None:
    view.set_image(picture(40, 30))
    assert view.scale_factor() == pytest.approx(2.0)


def test_the_wheel_zooms_around_the_pointer(view: PhotoView) -> None:
    view.set_image(picture(4000, 3000))
    place = QPointF(300, 200)
    for _ in range(6):
        before = pixel_at(view, place)
        event = QWheelEvent(
            place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        after = pixel_at(view, place)
        assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=1)
    assert not view.is_fitted()


def test_zoom_has_its_limits(view: PhotoView) -> None:
    view.set_image(picture(400, 300))
    view.zoom_by(1e6)
    assert view.scale_factor() == LARGEST
    view.zoom_by(1e-6)
    assert view.scale_factor() == pytest.approx(1.0)
    assert view.is_fitted()


def test_keys_zoom_fit_and_show_the_actual_size(view: PhotoView, qtbot: QtBot) -> None:
    view.set_image(picture(4000, 3000))
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert view.scale_factor() == pytest.approx(1.0)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.scale_factor() == pytest.approx(0.8)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.is_fitted()


def test_a_zoomed_photo_never_leaves_an_empty_border(view: PhotoView, qtbot: QtBot) -> None:
    view.set_image(picture(1000, 1000))
    view.actual_size()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=QPoint(10, 10))
    qtbot.mouseMove(view, QPoint(390, 290))
    view.mouseReleaseEvent(None)
    for _ in range(5):
        view._centre -= QPointF(1000, 1000)
        view._keep_inside()
    top_left = pixel_at(view, QPointF(0, 0))
    assert (top_left.x(), top_left.y()) == (0, 0)


def test_a_sharper_picture_of_the_same_photo_does_not_move_the_view(view: PhotoView) -> None:
    view.set_image(picture(800, 600))
    view.zoom_to(2.0, QPointF(100, 100))
    shown = pixel_at(view, QPointF(0, 0)) / 800
    view.set_image(picture(3200, 2400), keep_view=True)
    again = pixel_at(view, QPointF(0, 0)) / 3200
    assert (again.x(), again.y()) == pytest.approx((shown.x(), shown.y()))


def test_a_photo_that_cannot_be_shown_leaves_a_sentence(view: PhotoView) -> None:
    blank = view.grab().toImage()
    view.set_message("This photo cannot be shown: the file is not there.")
    view.zoom_by(2)
    assert view.message().endswith("not there.")
    assert view.grab().toImage() != blank


def test_a_thumbnail_stays_below_the_sentence(view: PhotoView) -> None:
    view.set_message("This photo cannot be shown: the file is not there.")
    view.set_image(picture(40, 30))
    assert view.message()
    shown = view.grab().toImage()
    assert shown.pixelColor(view.width() // 2, view.height() // 2).red() > 200


def test_a_turned_photo_is_fitted_and_painted_turned(view: PhotoView) -> None:
    image = picture(800, 400)
    image.setPixelColor(0, 0, Qt.GlobalColor.green)
    for y in range(100):
        for x in range(100):
            image.setPixelColor(x, y, Qt.GlobalColor.green)
    view.set_image(image, turns=1)
    assert view.scale_factor() == pytest.approx(300 / 800)
    assert view.photo_place().width() == pytest.approx(150)
    shown = view.grab().toImage()
    right = int(view.photo_place().right()) - 10
    assert shown.pixelColor(right, 10).green() > 200
    assert shown.pixelColor(int(view.photo_place().left()) + 10, 10).red() > 200
    view.set_turns(4)
    assert view.scale_factor() == pytest.approx(0.5)


def test_a_pinch_of_the_touchpad_zooms_around_the_fingers(view: PhotoView) -> None:
    view.set_image(picture(4000, 3000))
    place, before = QPointF(300, 200), view.scale_factor()
    kept = pixel_at(view, place)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, place, place,
        place, 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    assert view.scale_factor() == pytest.approx(1.5 * before)
    after = pixel_at(view, place)
    assert (after.x(), after.y()) == pytest.approx((kept.x(), kept.y()), abs=1)


def test_arrow_keys_move_a_zoomed_photo(view: PhotoView, qtbot: QtBot) -> None:
    view.set_image(picture(4000, 3000))
    view.actual_size()
    before = pixel_at(view, QPointF())
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    after = pixel_at(view, QPointF())
    assert (after.x() - before.x(), after.y() - before.y()) == pytest.approx((80, 60))


def test_what_is_pointed_at_follows_the_zoom(view: PhotoView) -> None:
    view.set_image(picture(400, 300))
    plain = view.grab().toImage()
    view.show_outlines([Outline(0.0, 0.0, 0.2, 0.2, "dog", "hovered", (1.0,) + 24 * (0.0,))])
    lit = view.grab().toImage()
    assert lit.pixelColor(390, 290).red() < plain.pixelColor(390, 290).red()
    view.zoom_to(4.0, QPointF(0, 0))
    assert view.grab().toImage().pixelColor(200, 150).red() > 200  # inside the box now
    view.show_outlines(())
    view.fit()
    assert view.grab().toImage() == plain


def test_a_fade_ends_with_the_new_photo(view: PhotoView, qtbot: QtBot) -> None:
    view.set_image(picture(400, 300))
    blue = picture(400, 300)
    blue.fill(Qt.GlobalColor.blue)
    view.set_layers(layers_of(blue), fade_ms=500)
    assert view.grab().toImage().pixelColor(200, 150).red() > 100
    qtbot.waitUntil(lambda: view.grab().toImage().pixelColor(200, 150) == QColor(Qt.GlobalColor.blue))


def test_the_pointer_is_a_hand_where_the_photo_can_be_moved(view: PhotoView) -> None:
    view.set_image(picture(4000, 3000))
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
    view.actual_size()
    assert view.cursor().shape() is Qt.CursorShape.OpenHandCursor
    view.fit()
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_two_fingers_on_the_screen_zoom_and_move(view: PhotoView) -> None:
    view.set_image(picture(4000, 3000))
    before = view.scale_factor()
    pinch = QPinchGesture()
    middle = QPointF(view.mapToGlobal(QPoint(200, 150)))
    pinch.setCenterPoint(middle)
    pinch.setLastCenterPoint(middle)
    pinch.setScaleFactor(3.0)
    QApplication.sendEvent(view, QGestureEvent([pinch]))
    assert view.scale_factor() == pytest.approx(3 * before)
    left = view.photo_place().left()
    pinch.setScaleFactor(1.0)
    pinch.setCenterPoint(middle + QPointF(40, 0))
    QApplication.sendEvent(view, QGestureEvent([pinch]))
    assert view.photo_place().left() == pytest.approx(left + 40)


def test_a_touchpad_moves_a_zoomed_photo_and_zooms_with_control(view: PhotoView) -> None:
    view.set_image(picture(4000, 3000))
    view.actual_size()
    touchpad = QPointingDevice(
        "pad", 7, QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position, 2, 1,
    )  # fmt: skip

    def scroll(keys: Qt.KeyboardModifier) -> None:
        place = QPointF(100, 100)
        event = QWheelEvent(
            place, place, QPoint(0, -30), QPoint(0, -60), Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.ScrollUpdate, False, Qt.MouseEventSource.MouseEventNotSynthesized, touchpad,
        )  # fmt: skip
        QApplication.sendEvent(view, event)

    top, scale = view.photo_place().top(), view.scale_factor()
    scroll(Qt.KeyboardModifier.NoModifier)
    assert view.photo_place().top() == pytest.approx(top - 30)
    assert view.scale_factor() == scale
    scroll(Qt.KeyboardModifier.ControlModifier)
    assert view.scale_factor() < scale


def drag(qtbot: QtBot, view: PhotoView, by: int) -> None:
    place, left = view.rect().center(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=place)
    for step in range(1, by):
        there = QPointF(place + QPoint(step, 0))
        kind = QEvent.Type.MouseMove
        moved = QMouseEvent(kind, there, there, left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, moved)
    qtbot.mouseRelease(view, left, pos=place)


def test_a_photo_that_is_seen_whole_can_be_dragged_away(view: PhotoView, qtbot: QtBot) -> None:
    view.set_image(picture(1600, 600))
    carried: list[None] = []
    view.carried.connect(lambda: carried.append(None))
    drag(qtbot, view, 2)  # a hand is never quite still
    assert not carried
    drag(qtbot, view, 60)
    assert len(carried) == 1


def test_an_enlarged_photo_is_moved_instead(view: PhotoView, qtbot: QtBot) -> None:
    view.set_image(picture(1600, 600))
    view.actual_size()
    carried: list[None] = []
    view.carried.connect(lambda: carried.append(None))
    before = pixel_at(view, QPointF())
    drag(qtbot, view, 60)
    assert not carried
    assert pixel_at(view, QPointF()) != before
