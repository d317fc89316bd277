"""Where the cells of a grid lie whose cells are all alike: worked out from the few sections there are.

Nothing is kept for each photo, so that a window can be pulled larger with 100,000 photos in it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect

from photoseek.gui.grid.grid_layout import (
    GAP,
    HEADING,
    LEAST_SIDE,
    MARGIN,
    UNDER_EDGE,
    GridLayout,
    Heading,
    Section,
)


class _Block(NamedTuple):
    """Rows in lines, with nothing between them: the photos of a section."""

    first: int
    stop: int
    line: int
    """Lines before it."""
    top: int


class SquareLayout(GridLayout):
    def __init__(
        self, width: int, side: int, columns: int, count: int, sections: Sequence[Section], heading: int
    ) -> None:
        self.count, self.step, self.headings = count, side + GAP, []
        self._side, self._columns = side, columns
        # What the division leaves over goes between the columns, so that both edges are met.
        further = max((width - 2 * MARGIN - side) / max(1, columns - 1), self.step)
        self._column_lefts = [MARGIN + round(column * further) for column in range(columns)]
        self._blocks: list[_Block] = []
        titles = [section for section in sections if section.title]
        line, top = 0, UNDER_EDGE if titles and titles[0].first == 0 else MARGIN
        stops = [*(section.first for section in sections[1:]), count]
        for section, stop in zip(sections or (Section(0, ""),), stops, strict=True):
            if section.title:
                rect = QRect(MARGIN, top, width - 2 * MARGIN, heading)
                self.headings.append(Heading(rect, section, stop - section.first))
                top += heading
            if stop > section.first:
                self._blocks.append(_Block(section.first, stop, line, top))
                lines = -(-(stop - section.first) // columns)
                line, top = line + lines, top + lines * self.step
        self._line_count = line
        self.height = top - GAP + MARGIN
        self._firsts = [block.first for block in self._blocks]
        self._first_lines = [block.line for block in self._blocks]
        self._block_tops = [block.top for block in self._blocks]
        lasts = [*self._first_lines[1:], line]
        self._block_bottoms = [
            block.top + (last - block.line) * self.step - GAP
            for block, last in zip(self._blocks, lasts, strict=True)
        ]

    def cell(self, row: int) -> QRect:
        block = self._block_of(row)
        line, column = divmod(row - block.first, self._columns)
        return QRect(self._column_lefts[column], block.top + line * self.step, self._side, self._side)

    def cells(self, rows: range) -> list[QRect]:
        return [self.cell(row) for row in rows]

    def rows_between(self, top: int, bottom: int) -> range:
        at = bisect_right(self._block_bottoms, top)
        if at == len(self._blocks):
            return range(self.count, self.count)
        block = self._blocks[at]
        above = max(0, (top - block.top - self._side) // self.step + 1)
        first = block.first + above * self._columns
        at = bisect_right(self._block_tops, bottom) - 1
        if at < 0:
            return range(first, first)
        block = self._blocks[at]
        lines = (bottom - block.top) // self.step + 1
        return range(first, max(first, min(block.first + lines * self._columns, block.stop)))

    def runs_in(self, rect: QRect) -> list[tuple[int, int]]:
        touched = [
            column
            for column, left in enumerate(self._column_lefts)
            if left <= rect.right() and left + self._side > rect.left()
        ]
        runs: list[tuple[int, int]] = []
        if touched:
            for line in self._lines_of(self.rows_between(rect.top(), rect.bottom())):
                first, last = line.start + touched[0], min(line.start + touched[-1], line.stop - 1)
                if runs and runs[-1][1] + 1 == first <= last:
                    runs[-1] = (runs[-1][0], last)
                elif first <= last:
                    runs.append((first, last))
        return runs

    def row_beside(self, row: int, lines: int, x: int) -> int:
        block = self._block_of(row)
        here = block.line + (row - block.first) // self._columns
        line = min(max(here + lines, 0), self._line_count - 1)
        if line == here:
            return row
        block = self._blocks[bisect_right(self._first_lines, line) - 1]
        first = block.first + (line - block.line) * self._columns
        there = range(min(self._columns, block.stop - first))
        return first + min(there, key=lambda column: abs(self._column_lefts[column] + self._side // 2 - x))

    def line_start(self, row: int) -> int:
        return row - (row - self._block_of(row).first) % self._columns

    def _block_of(self, row: int) -> _Block:
        return self._blocks[bisect_right(self._firsts, row) - 1]

    def _lines_of(self, rows: range) -> Iterator[range]:
        """``rows``: whole lines."""
        row = rows.start
        while row < rows.stop:
            stop = min(row + self._columns, self._block_of(row).stop)
            yield range(row, stop)
            row = stop


def square(
    width: int, wanted_side: int, count: int, sections: Sequence[Section] = (), heading: int = HEADING
) -> GridLayout:
    """Cells that are all alike, and grow or shrink a little so that they always fill the width.

    ``sections`` begin at row 0, if there are any.
    """
    if not count:
        return GridLayout.empty(wanted_side + GAP)
    columns = max(1, round((width - 2 * MARGIN + GAP) / (wanted_side + GAP)))
    side = max(LEAST_SIDE, (width - 2 * MARGIN - GAP * (columns - 1)) // columns)
    return SquareLayout(width, side, columns, count, sections, heading)
