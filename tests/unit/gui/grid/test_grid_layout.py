"""Cells and headings, by arithmetic."""

import subprocess
import sys
import time
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect

from photoseek.gui.grid.grid_layout import (
    GAP,
    HEADING,
    HIGHEST,
    MARGIN,
    GridLayout,
    Section,
    justified,
    worth_headings,
)
from photoseek.gui.grid.square_layout import square

SECTIONS = (Section(0, "Strong"), Section(5, "Possible"), Section(12, "Nothing else"))
WIDTH = 1000


@pytest.fixture
def layout() -> GridLayout:
    """Four columns; lines of rows 0-3, 4 | 5-8, 9-11 |."""
    return square(4 * 100 + 3 * GAP + 2 * MARGIN, 100, 12, SECTIONS)


@pytest.fixture
def ratios() -> np.ndarray:
    return np.random.default_rng(1).choice([1.5, 4 / 3, 0.75, 2 / 3, 1.78, 3.0], 500)


def lines_of(layout: GridLayout) -> list[list[int]]:
    lines: dict[int, list[int]] = {}
    for row in range(layout.count):
        lines.setdefault(layout.line_start(row), []).append(row)
    return list(lines.values())


def test_without_sections_the_lines_follow_each_other() -> None:
    layout = square(500, 100, 10)
    assert [line[0] for line in lines_of(layout)] == [0, 4, 8]
    assert [layout.cell(row).top() for row in (0, 4, 8)] == [MARGIN + line * layout.step for line in range(3)]
    assert layout.height == layout.cell(9).bottom() + 1 + MARGIN
    assert layout.headings_between(0, 9999) == []


def test_nothing_has_no_height() -> None:
    for layout in (square(500, 100, 0), justified(500, 100, np.zeros(0))):
        assert layout.height == 0
        assert layout.rows_between(0, 500) == range(0)
        assert layout.row_at(QPoint(30, 30)) == -1


def test_square_cells_meet_both_edges() -> None:
    layout = square(507, 100, 10)
    assert layout.cell(0).left() == MARGIN
    assert layout.cell(3).right() + 1 == 507 - MARGIN
    assert {layout.cell(row).width() for row in range(10)} == {layout.cell(0).height()}


def test_each_section_begins_a_line_below_its_heading(layout: GridLayout) -> None:
    headings = {found.section.title: found.rect for found in layout.headings}
    assert layout.cell(0).top() == headings["Strong"].bottom() + 1
    assert layout.cell(5).left() == layout.cell(0).left()
    assert headings["Possible"].top() >= layout.cell(4).bottom()
    assert layout.cell(5).top() == headings["Possible"].bottom() + 1
    assert headings["Nothing else"].top() >= layout.cell(11).bottom()
    assert headings["Nothing else"].bottom() < layout.height


def test_headings_know_how_many_photos_follow(layout: GridLayout) -> None:
    found = layout.headings_between(0, layout.height)
    assert [(heading.count, heading.has_photos) for heading in found] == [(5, True), (7, True), (0, False)]


def test_sections_without_photos_stand_one_below_the_other() -> None:
    layout = square(500, 100, 3, [Section(0, "a"), Section(3, "b"), Section(3, "c")])
    assert layout.rows_between(layout.cell(2).bottom() + 1, layout.height) == range(3, 3)
    tops = [found.rect.top() for found in layout.headings]
    assert tops[2] == tops[1] + HEADING
    assert tops[1] > layout.cell(2).bottom()


def test_the_heading_of_what_lies_at_a_height(layout: GridLayout) -> None:
    assert layout.heading_over(0) is None
    assert layout.heading_over(layout.cell(4).center().y()).section.title == "Strong"
    assert layout.heading_over(layout.cell(5).center().y()).section.title == "Possible"


def test_every_cell_is_found_at_its_place(layout: GridLayout) -> None:
    assert [layout.row_at(layout.cell(row).center()) for row in range(12)] == list(range(12))
    assert layout.cells(range(12)) == [layout.cell(row) for row in range(12)]
    assert layout.row_at(QPoint(layout.cell(4).right() + 50, layout.cell(4).center().y())) == -1
    for heading in layout.headings:
        assert layout.row_at(heading.rect.center()) == -1


def test_only_the_lines_between_two_heights_are_given(layout: GridLayout) -> None:
    assert layout.rows_between(0, layout.height) == range(12)
    assert layout.rows_between(layout.cell(4).top(), layout.cell(5).top()) == range(4, 9)
    assert layout.rows_between(layout.cell(9).top(), layout.cell(9).bottom()) == range(9, 12)


def test_cells_that_a_rectangle_touches_come_in_runs(layout: GridLayout) -> None:
    middle = QRect(layout.cell(1).center(), layout.cell(6).center()).normalized()
    assert layout.runs_in(middle) == [(1, 1), (6, 6)]
    assert layout.runs_in(QRect(0, 0, 1000, layout.height)) == [(0, 11)]
    assert layout.runs_in(QRect(0, 0, 3, layout.height)) == []


@pytest.mark.parametrize(
    ("row", "above", "below"),
    [(0, 0, 4), (2, 2, 4), (4, 0, 5), (5, 4, 9), (8, 4, 11), (9, 5, 9), (11, 7, 11)],
)
def test_one_line_up_or_down_keeps_the_column(layout: GridLayout, row: int, above: int, below: int) -> None:
    x = layout.cell(row).center().x()
    assert (layout.row_beside(row, -1, x), layout.row_beside(row, 1, x)) == (above, below)
    assert layout.row_beside(row, 99, x) in (9, 10, 11)


def test_justified_lines_fill_the_width_with_uncropped_photos(ratios: np.ndarray) -> None:
    layout = justified(WIDTH, 200, ratios)
    full = 0
    for line in lines_of(layout):
        cells = [layout.cell(row) for row in line]
        assert cells[0].left() == MARGIN
        assert len({(cell.top(), cell.height()) for cell in cells}) == 1
        assert cells[0].height() <= HIGHEST * 200
        for left, right in pairwise(cells):
            assert right.left() - left.right() - 1 == pytest.approx(GAP, abs=1)
        for row, cell in zip(line, cells, strict=True):
            assert cell.width() / cell.height() == pytest.approx(ratios[row], rel=0.02)
        full += cells[-1].right() + 1 == WIDTH - MARGIN
    assert full >= len(lines_of(layout)) - 2  # the last one may be short, and one that would be too high


def test_justified_lines_are_about_as_high_as_wanted(ratios: np.ndarray) -> None:
    layout = justified(WIDTH, 150, ratios)
    heights = [layout.cell(line[0]).height() for line in lines_of(layout)]
    assert np.mean(heights) == pytest.approx(150, rel=0.1)
    assert max(heights) < 1.5 * 150


def test_the_last_line_of_a_justified_section_does_not_swell() -> None:
    layout = justified(WIDTH, 100, np.full(9, 1.5), [Section(0, "a"), Section(7, "b")])
    assert layout.cell(7).height() == 100
    assert layout.cell(7).top() > layout.cell(6).bottom()
    assert layout.line_start(8) == 7


def test_a_panorama_does_not_make_a_line_too_low() -> None:
    layout = justified(WIDTH, 200, np.array([20.0, 1.5, 1.5]))
    assert layout.cell(0).height() >= 150
    assert layout.cell(0).right() < WIDTH


def test_a_hundred_thousand_photos_are_laid_out_in_no_time() -> None:
    ratios = np.random.default_rng(0).uniform(0.6, 1.8, 100_000)
    sections = [Section(first, "month") for first in range(0, 100_000, 400)]
    square(WIDTH, 200, 100, ())  # the first call imports
    for lay_out in (
        lambda: square(WIDTH, 200, 100_000, sections),
        lambda: justified(WIDTH, 200, ratios, sections),
    ):
        spent = []
        for _ in range(3):
            begin = time.thread_time()  # of a processor: others may be at work on this machine
            lay_out()
            spent.append(time.thread_time() - begin)
        assert min(spent) < 0.05


def test_a_cell_is_as_near_to_the_wanted_side_as_the_width_allows() -> None:
    room = 2 * MARGIN + GAP
    for width, columns in ((376 + room, 2), (250 + room, 1), (620 + room, 3)):
        layout = square(width, 200, 10)
        assert layout.line_start(columns) == columns
        assert layout.line_start(columns - 1) == 0


def test_square_cells_do_not_wait_for_numpy() -> None:
    code = "import sys, photoseek.gui.grid.photo_grid as _; "
    code += "from photoseek.gui.grid.square_layout import square; "
    code += "square(500, 100, 1000).rows_between(0, 9); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_months_of_few_photos_are_shown_by_year_and_years_of_few_not_at_all() -> None:
    months = [
        Section(0, "May 2024", (2024, 5)),
        Section(9, "April 2024", (2024, 4)),
        Section(10, "x", (0, 0)),
    ]
    assert worth_headings(months, 30) is months
    assert worth_headings(months, 12) == [Section(0, "2024", (2024, 0)), Section(10, "x", (0, 0))]
    assert worth_headings(months, 9) == ()
    assert worth_headings(SECTIONS, 3) is SECTIONS
