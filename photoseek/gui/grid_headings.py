"""Paints the headings between the photos; the one of what is looked at stays at the top."""

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from photoseek.gui.appearance import muted
from photoseek.gui.grid_layout import HEADING, GridLayout, Heading


def heading_height(font: QFont) -> int:
    return max(HEADING, round(QFontMetrics(font).height() * 2.2))


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
    """A title; where photos are divided by how well they fit, a thin line to the right end, too."""
    font = QFont(widget.font())
    if heading.has_photos:
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 1.1)
    section = heading.section
    left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(widget.palette().windowText().color() if heading.has_photos else muted(widget))
    painter.drawText(place, left, section.title)
    begin = place.left() + painter.fontMetrics().horizontalAdvance(section.title) + 12
    painter.setFont(widget.font())
    if section.month is not None:
        painter.setPen(muted(widget))
        painter.drawText(
            place.adjusted(begin - place.left(), 0, 0, 0), left, QLocale().toString(heading.count)
        )
    else:
        painter.setPen(widget.palette().mid().color())
        painter.drawLine(begin, place.center().y(), place.right(), place.center().y())
