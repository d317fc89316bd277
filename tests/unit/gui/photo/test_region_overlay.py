import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter, QPalette
from pytestqt.qtbot import QtBot

from photoseek.gui.photo.region_overlay import (
    DARKNESS,
    Outline,
    label_places,
    outline_at,
    paint_outlines,
    place_of,
    veil,
)

PHOTO = QRectF(10, 20, 200, 100)
CORNER = Outline(0.0, 0.0, 0.25, 0.5, "dog")


def edges(place: QRectF) -> tuple[float, ...]:
    return place.left(), place.top(), place.right(), place.bottom()


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (0, (10, 20, 60, 70)),
        (1, (110, 20, 210, 45)),  # the upper left corner is the upper right one after a turn clockwise
        (2, (160, 70, 210, 120)),
        (3, (10, 95, 110, 120)),
        (-1, (10, 95, 110, 120)),
    ],
)
def test_a_box_turns_with_the_photo(turns: int, expected: tuple[float, ...]) -> None:
    assert edges(place_of(CORNER, PHOTO, turns)) == pytest.approx(expected)


def test_the_smallest_box_is_meant_and_a_label_stands_for_its_box(qtbot: QtBot) -> None:
    font = QGuiApplication.font()
    whole = Outline(0.0, 0.0, 1.0, 1.0)
    assert outline_at(QPointF(20, 45), (whole, CORNER), PHOTO, font) == 1
    assert outline_at(QPointF(150, 100), (whole, CORNER), PHOTO, font) == 0
    assert outline_at(QPointF(500, 500), (whole, CORNER), PHOTO, font) is None
    low = Outline(0.5, 0.6, 0.7, 0.9, "ball")
    label = label_places((CORNER, low), PHOTO, font)[1]
    assert outline_at(label.center(), (whole, low), PHOTO, font) == 1


def test_labels_stay_on_the_photo_and_beside_each_other(qtbot: QtBot) -> None:
    font = QFont(QGuiApplication.font())
    same = [CORNER, Outline(0.0, 0.0, 0.25, 0.5, "ball")]
    first, second = label_places(same, PHOTO, font)
    assert not first.intersects(second)
    assert PHOTO.contains(first)
    assert PHOTO.contains(second)


def test_the_veil_is_clear_where_the_heat_is_and_turns_with_the_photo() -> None:
    heat = (1.0,) + 24 * (0.0,)
    straight, turned = veil(heat, 0), veil(heat, 1)
    last = straight.width() - 1
    assert straight.pixelColor(0, 0).alpha() == 0
    assert straight.pixelColor(last, last).alpha() == DARKNESS
    assert turned.pixelColor(last, 0).alpha() == 0
    assert turned.pixelColor(0, 0).alpha() == DARKNESS


def test_what_is_pointed_at_stays_light_and_the_rest_is_darkened(qtbot: QtBot) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    heat = (1.0,) + 24 * (0.0,)
    paint_outlines(painter, [Outline(0.0, 0.0, 0.3, 0.3, "", "hovered", heat)], PHOTO, QPalette())
    painter.end()
    assert picture.pixelColor(20, 29).lightness() > 200
    assert picture.pixelColor(190, 110).lightness() < 120
    assert picture.pixelColor(250, 180).lightness() == 255  # beside the photo
