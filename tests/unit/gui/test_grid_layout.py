"""Cells and headings, by arithmetic."""

import pytest
from PySide6.QtCore import QPoint

from photoseek.gui.grid_layout import GAP, HEADING, MARGIN, GridLayout, Section

SECTIONS = (Section(0, "Strong"), Section(5, "Possible"), Section(12, "Nothing else"))


@pytest.fixture
def layout() -> GridLayout:
    """Four columns; lines of rows 0-3, 4 | 5-8, 9-11 |."""
    layout = GridLayout(4 * 100 + 3 * GAP + 2 * MARGIN, 100, 12, SECTIONS)
    assert (layout.columns, layout.side) == (4, 100)
    return layout


def test_without_sections_the_lines_follow_each_other() -> None:
    layout = GridLayout(500, 100, 10)
    tops = [layout.cell(row).top() for row in range(0, 10, layout.columns)]
    assert tops == [MARGIN + line * layout.step for line in range(len(tops))]
    assert layout.height == layout.cell(9).bottom() + 1 + MARGIN
    assert layout.headings_between(0, 9999) == []


def test_nothing_has_no_height() -> None:
    assert GridLayout(500, 100, 0).height == 0
    assert GridLayout(500, 100, 0).rows_between(0, 500) == range(0)


def test_each_section_begins_a_line_below_its_heading(layout: GridLayout) -> None:
    headings = {title: rect for rect, title, _ in layout.headings_between(0, layout.height)}
    assert headings["Strong"].top() == MARGIN
    assert layout.cell(0).top() == MARGIN + HEADING
    assert layout.cell(5).left() == layout.cell(0).left()
    assert headings["Possible"].top() >= layout.cell(4).bottom()
    assert layout.cell(5).top() == headings["Possible"].bottom() + 1
    assert headings["Nothing else"].top() >= layout.cell(11).bottom()
    assert headings["Nothing else"].bottom() < layout.height


def test_a_section_without_photos_is_told_apart(layout: GridLayout) -> None:
    assert [followed for _, _, followed in layout.headings_between(0, layout.height)] == [True, True, False]


def test_every_cell_is_found_at_its_place(layout: GridLayout) -> None:
    assert [layout.row_at(layout.cell(row).center()) for row in range(12)] == list(range(12))
    assert layout.row_at(QPoint(layout.cell(4).right() + 50, layout.cell(4).center().y())) == -1
    for rect, _, _ in layout.headings_between(0, layout.height):
        assert layout.row_at(rect.center()) == -1


def test_only_the_lines_between_two_heights_are_given(layout: GridLayout) -> None:
    assert layout.rows_between(0, layout.height) == range(12)
    assert layout.rows_between(layout.cell(4).top(), layout.cell(5).top()) == range(4, 9)
    assert layout.rows_between(layout.cell(9).top(), layout.cell(9).bottom()) == range(9, 12)


@pytest.mark.parametrize(
    ("row", "above", "below"),
    [(0, 0, 4), (2, 2, 4), (4, 0, 5), (5, 4, 9), (8, 4, 11), (9, 5, 9), (11, 7, 11)],
)
def test_one_line_up_or_down_keeps_the_column(layout: GridLayout, row: int, above: int, below: int) -> None:
    assert (layout.row_above(row), layout.row_below(row)) == (above, below)
