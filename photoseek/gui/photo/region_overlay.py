"""Parts of a photo outlined over it: a soft light on what a word points to, boxes with their words.

Plain functions that paint wherever the photo lies, so that every view of a photo can use them. Boxes
are fractions of the photo's sides as its file says; ``turns`` are the quarter turns clockwise that the
photo is shown with, and ``photo`` is where it is shown, after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette, QPen

from photoseek.gui.widgets.turning import turned

State = Literal["plain", "hovered", "kept", "banned"]

SIDE = 5  # places of heat along a side of the photo
RADIUS = 6.0
DARKNESS = 170  # alpha of black where there is no heat: the photo is still seen
_COLD, _HOT = 0.2, 0.75  # heat that is quite dark, and quite light
_FINE = 64  # pixels a side of the veil before it is stretched over the photo; heat is smooth
_PADDING = QSizeF(14.0, 6.0)  # around a label's text, both sides together
_DRAWN_LAST: dict[State, int] = {"plain": 0, "banned": 1, "kept": 2, "hovered": 3}


@dataclass(frozen=True, slots=True)
class Outline:
    """A part of a photo: its box, its words, and how it stands. ``heat``: 5 x 5, row by row, or none."""

    left: float
    top: float
    right: float
    bottom: float
    label: str = ""
    state: State = "plain"
    heat: tuple[float, ...] = ()


def place_of(outline: Outline, photo: QRectF, turns: int = 0) -> QRectF:
    """Where an outline is on the screen."""
    left, top, right, bottom = outline.left, outline.top, outline.right, outline.bottom
    for _ in range(turns % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    corner = QPointF(photo.x() + left * photo.width(), photo.y() + top * photo.height())
    return QRectF(corner, QSizeF((right - left) * photo.width(), (bottom - top) * photo.height()))


def outline_at(
    place: QPointF, outlines: Sequence[Outline], photo: QRectF, font: QFont, turns: int = 0
) -> int | None:
    """The number of the outline at a place of the screen: by its label, or else the smallest box there."""
    for number, label in enumerate(label_places(outlines, photo, font, turns)):
        if label.contains(place):
            return number
    boxes = [place_of(outline, photo, turns) for outline in outlines]
    there = [number for number, box in enumerate(boxes) if box.contains(place)]
    return min(there, key=lambda number: boxes[number].width() * boxes[number].height(), default=None)


def paint_outlines(
    painter: QPainter, outlines: Sequence[Outline], photo: QRectF, palette: QPalette, turns: int = 0
) -> None:
    """All of them: the veils of those with heat below, the hovered one on top."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for outline in outlines:
        if outline.heat:
            painter.drawImage(photo, veil(outline.heat, turns % 4))
    labels = label_places(outlines, photo, painter.font(), turns)
    for number in sorted(range(len(outlines)), key=lambda number: _DRAWN_LAST[outlines[number].state]):
        outline = outlines[number]
        _paint_box(painter, outline, place_of(outline, photo, turns), palette)
        if outline.label:
            _paint_label(painter, outline, labels[number], palette)
    painter.restore()


def label_places(outlines: Sequence[Outline], photo: QRectF, font: QFont, turns: int = 0) -> list[QRectF]:
    """Where each label goes: at its box, inside the photo, beside the others as far as there is room."""
    metrics = QFontMetricsF(font)
    places: list[QRectF] = []
    for outline in outlines:
        if not outline.label:
            places.append(QRectF())
            continue
        box = place_of(outline, photo, turns)
        size = QSizeF(metrics.horizontalAdvance(outline.label), metrics.height()) + _PADDING
        size.setWidth(min(size.width(), max(photo.width(), 1.0)))
        tops = (
            box.top() - size.height() - 3,
            box.top() + 5,
            box.bottom() - size.height() - 5,
            box.bottom() + 3,
        )
        candidates = [_inside(QRectF(QPointF(box.left(), top), size), photo) for top in tops]
        free = (place for place in candidates if not any(place.intersects(other) for other in places))
        places.append(next(free, candidates[0]))
    return places


@lru_cache(maxsize=32)
def veil(heat: tuple[float, ...], turns: int) -> QImage:
    """Black that lets through what is hot, to be stretched over the photo."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    for number, value in enumerate(heat):
        light = min(max((value - _COLD) / (_HOT - _COLD), 0.0), 1.0)
        image.setPixel(number % SIDE, number // SIDE, round(DARKNESS * (1 - light)) << 24)
    return turned(image, turns).scaled(
        _FINE, _FINE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _inside(place: QRectF, photo: QRectF) -> QRectF:
    left = min(place.left(), photo.right() - place.width())
    top = min(place.top(), photo.bottom() - place.height())
    place.moveTo(max(left, photo.left()), max(top, photo.top()))
    return place


def _colour(state: State, palette: QPalette) -> QColor:
    if state == "plain":
        return QColor(255, 255, 255)
    role = QPalette.ColorRole.BrightText if state == "banned" else QPalette.ColorRole.Highlight
    return palette.color(role)


def _paint_box(painter: QPainter, outline: Outline, box: QRectF, palette: QPalette) -> None:
    """A thin line in the state's colour, over a dark one, so that it is seen on any photo."""
    painter.setBrush(QColor(0, 0, 0, 110) if outline.state == "banned" else Qt.BrushStyle.NoBrush)
    width = {"plain": 1.5, "hovered": 2.5, "kept": 3.0, "banned": 2.0}[outline.state]
    painter.setPen(QPen(QColor(0, 0, 0, 110), width + 2.0))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    pen = QPen(_colour(outline.state, palette), width)
    if outline.state == "banned":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def _paint_label(painter: QPainter, outline: Outline, place: QRectF, palette: QPalette) -> None:
    plain = outline.state == "plain"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 185) if plain else _colour(outline.state, palette))
    painter.drawRoundedRect(place, RADIUS, RADIUS)
    painter.setPen(_colour("plain", palette) if plain else palette.color(QPalette.ColorRole.HighlightedText))
    font = painter.font()
    struck = QFont(font)
    struck.setStrikeOut(outline.state == "banned")
    painter.setFont(struck)
    room = place.adjusted(_PADDING.width() / 2, 0, -_PADDING.width() / 2, 0)
    text = QFontMetricsF(font).elidedText(outline.label, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
    painter.setFont(font)
