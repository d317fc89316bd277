import pytest
from PySide6.QtGui import QFont

from photoseek.gui.grid.grid_headings import heading_height, scaled, stuck_heading
from photoseek.gui.grid.grid_layout import HEADING, Section
from photoseek.gui.grid.square_layout import square


def test_a_font_is_scaled_however_its_size_was_given(qapp: object) -> None:
    points, pixels = QFont(), QFont()
    points.setPointSizeF(10)
    pixels.setPixelSize(20)
    assert scaled(points, 1.1).pointSizeF() == pytest.approx(11)
    assert scaled(pixels, 0.5).pixelSize() == 10


def test_a_heading_grows_with_the_font_of_the_system(qapp: object) -> None:
    large = QFont()
    large.setPixelSize(40)
    assert heading_height(large) > HEADING


def test_the_next_heading_pushes_away_the_one_that_stays() -> None:
    layout = square(500, 100, 40, [Section(0, "May"), Section(20, "April"), Section(40, "the end")])
    second = layout.headings[1].rect.top()
    assert stuck_heading(layout, 0) is None
    for offset, title, top in (
        (100, "May", 0),
        (second - HEADING, "May", 0),
        (second - 10, "May", 10 - HEADING),
        (second + 1, "April", 0),
    ):
        heading, rect = stuck_heading(layout, offset)
        assert (heading.section.title, rect.top()) == (title, top)
    assert stuck_heading(layout, layout.height) is None  # no photo follows the end
