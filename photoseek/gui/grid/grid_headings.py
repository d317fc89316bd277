"""Paints the headings between the photos; the one of what is looked at stays at the top."""

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.grid.grid_layout import HEADING, GridLayout, Heading


def heading_height(font: QFont) -> int:
    return max(HEADING, round(QFontMetrics(font).height() * 2.2))


def scaled(font: QFont, by: float) -> QFont:
    """The same font in another size, however its size was given."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * by)
    else:
        result.setPixelSize(max(1, round(font.pixelSize() * by)))
    return result


def paint_headings(painter: QPainter, widget: QWidget, layout: GridLayout, offset: int, seen: QRect) -> None:
    """``seen``: the part of ``widget`` that is painted; ``offset``: how far the photos are scrolled."""
    if not layout.headings:
        return
    for heading in layout.headings_between(seen.top() + offset, seen.bottom() + offset):
        _paint_heading(painter, widget, heading, heading.rect.translated(0, -offset))
    staying = stuck_heading(layout, offset)
    if staying is not None:
        heading, rect = staying
        ground = widget.palette().window().color()
        painter.fillRect(QRect(0, rect.top(), widget.width(), rect.height()), ground)
        _paint_heading(painter, widget, heading, rect)


def stuck_heading(layout: GridLayout, offset: int) -> tuple[Heading, QRect] | None:
    """The heading that stays at the top, and where: the next one pushes it away."""
    heading = layout.heading_over(offset)
    if heading is None or not heading.has_photos:
        return None
    rect = heading.rect.translated(0, -heading.rect.top())
    following = next((found for found in layout.headings if found.rect.top() >= offset), None)
    if following is not None:
        rect.translate(0, min(0, following.rect.top() - offset - rect.height()))
    return heading, rect


def _paint_heading(painter: QPainter, widget: QWidget, heading: Heading, place: QRect) -> None:
    """A title and a count; where photos are divided by how well they fit, a thin line to the right end."""
    font = widget.font()
    if heading.has_photos:
        font = scaled(font, 1.1)
        font.setWeight(QFont.Weight.DemiBold)
    section = heading.section
    count = QLocale().toString(heading.count) if heading.has_photos else ""
    for text, its_font, colour in (
        (section.title, font, widget.palette().windowText().color() if count else muted(widget)),
        (count, widget.font(), muted(widget)),
    ):
        painter.setFont(its_font)
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        place = place.adjusted(painter.fontMetrics().horizontalAdvance(text) + 12 if text else 0, 0, 0, 0)
    if section.month is None:
        painter.setPen(widget.palette().mid().color())
        painter.drawLine(place.left(), place.center().y(), place.right(), place.center().y())
