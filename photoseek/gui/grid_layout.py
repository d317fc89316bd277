"""Where the cells of the grid lie, by arithmetic alone: square cells in lines, in sections under headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect

GAP = 8  # pixels between two photos
MARGIN = 20  # around them all
HEADING = 34  # height of a heading
LEAST_SIDE = 40  # of a cell


@dataclass(frozen=True, slots=True)
class Section:
    """Photos from row ``first`` on; without a photo it is only said."""

    first: int
    title: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A section's rows, and where its first line begins; ``heading`` is empty for one without a title."""

    first: int
    stop: int
    top: int
    heading: QRect
    title: str


class GridLayout:
    """Cells from left to right that grow a little so that they always fill the width.

    Places are counted from the top of all photos, wherever one has scrolled to.
    """

    def __init__(self, width: int, wanted_side: int, count: int, sections: Sequence[Section] = ()) -> None:
        """``wanted_side``: the least side of a cell. ``sections`` begin at row 0, if there are any."""
        self.count = count
        self.columns = max(1, (width - 2 * MARGIN + GAP) // (wanted_side + GAP))
        self.side = max(LEAST_SIDE, (width - 2 * MARGIN - GAP * (self.columns - 1)) // self.columns)
        self.step = self.side + GAP
        # What the division leaves over goes to the left and the right, half each.
        spare = (width - 2 * MARGIN - self.columns * self.side - (self.columns - 1) * GAP) // 2
        self._left = MARGIN + max(0, spare)
        self._blocks: list[_Block] = []
        top = MARGIN
        for section, following in pairwise([*(sections or [Section(0, "")]), Section(count, "")]):
            heading = QRect(self._left, top, width - 2 * self._left, HEADING) if section.title else QRect()
            top += HEADING if section.title else 0
            self._blocks.append(_Block(section.first, following.first, top, heading, section.title))
            top += -(-(following.first - section.first) // self.columns) * self.step
        self.height = top - GAP + MARGIN if count or sections else 0

    def cell(self, row: int) -> QRect:
        block = self._block_of(row)
        line, column = divmod(row - block.first, self.columns)
        return QRect(self._left + column * self.step, block.top + line * self.step, self.side, self.side)

    def row_at(self, point: QPoint) -> int:
        """The row whose cell holds ``point``; -1 when none does."""
        for row in self.rows_between(point.y(), point.y()):
            if self.cell(row).contains(point):
                return row
        return -1

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows of every line that lies between two heights, whole or in part."""
        reached = [
            row
            for block in self._blocks
            for row in (self._line_start(block, top), self._line_start(block, bottom + self.step))
            if block.top <= bottom and self._bottom(block) >= top
        ]
        return range(min(reached), max(reached)) if reached else range(0)

    def headings_between(self, top: int, bottom: int) -> list[tuple[QRect, str, bool]]:
        """Place and title of each heading, and whether photos follow."""
        return [
            (block.heading, block.title, block.stop > block.first)
            for block in self._blocks
            if block.title and block.heading.top() <= bottom and block.heading.bottom() >= top
        ]

    def row_above(self, row: int) -> int:
        """The row a line higher; itself in the first line."""
        return self._beside(row, -1)

    def row_below(self, row: int) -> int:
        """The row a line lower, or the last one there; itself in the last line."""
        return self._beside(row, 1)

    def line_start(self, row: int) -> int:
        """The first row of a row's line."""
        block = self._block_of(row)
        return row - (row - block.first) % self.columns

    def _beside(self, row: int, lines: int) -> int:
        cell = self.cell(row)
        there = self.line_start(row) - 1 if lines < 0 else self._line_end(row)
        if not 0 <= there < self.count:
            return row
        start = self.line_start(there)
        column = (cell.left() - self._left) // self.step
        return min(start + column, self._line_end(start) - 1)

    def _line_end(self, row: int) -> int:
        return min(self.line_start(row) + self.columns, self._block_of(row).stop)

    def _line_start(self, block: _Block, height: int) -> int:
        line = max(0, (height - block.top) // self.step)
        return min(block.first + line * self.columns, block.stop)

    def _bottom(self, block: _Block) -> int:
        return block.top + -(-(block.stop - block.first) // self.columns) * self.step

    def _block_of(self, row: int) -> _Block:
        return next((block for block in self._blocks if block.first <= row < block.stop), self._blocks[-1])
