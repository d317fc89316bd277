"""Where the cells of the grid lie, by arithmetic over arrays: lines of photos, in sections under headings.

In a justified grid each is as wide as its photo is at the height of its line, and lines are as high as makes
them fill the width. 100,000 photos take some milliseconds. ``square_layout`` has the grid of equal cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

# NumPy takes a tenth of a second to import. ``arranging`` has that done on a thread, so that here, where it
# is needed, the window need not wait for it.

GAP = 8  # pixels between two photos
MARGIN = 20  # around them all
UNDER_EDGE = 2  # around a heading that comes first
HEADING = 40  # height of a heading, unless the font is large
LEAST_SIDE = 40  # of a cell
FEW_PHOTOS = 5  # a section, on average: about one line
RATIOS = (0.4, 4.0)  # narrower and wider photos are cropped: a panorama would make a line of its own
HIGHEST = 1.5  # times the wanted height: a line of one narrow photo does not fill the width
RAGGED = 1.25  # a section's last line that would have to grow more than so stays as it is


@dataclass(frozen=True, slots=True)
class Section:
    """Photos from row ``first`` on; without a photo it is only said."""

    first: int
    title: str
    month: tuple[int, int] | None = None
    """Year and month, where photos are divided by date; (0, 0) for those without one."""


def worth_headings(sections: Sequence[Section], count: int) -> Sequence[Section]:
    """Months as they are; where they hold few photos each the years, and where those do, no sections.

    More headings than photos would be no grid any more. Sections of another kind stay.
    """
    if not sections or sections[0].month is None or count >= FEW_PHOTOS * len(sections):
        return sections
    years: list[Section] = []
    for section in sections:
        year = section.month[0] if section.month is not None else 0
        if not years or years[-1].month != (year, 0):
            years.append(Section(section.first, str(year) if year else section.title, (year, 0)))
    return years if count >= FEW_PHOTOS * len(years) else ()


@dataclass(frozen=True, slots=True)
class Heading:
    rect: QRect
    section: Section
    count: int
    """How many photos follow."""

    @property
    def has_photos(self) -> bool:
        return self.count > 0


class GridLayout:
    """Places are counted from the top of all photos, wherever one has scrolled to."""

    def __init__(
        self,
        width: int,
        step: int,
        line_starts: "Ints",
        line_heights: "Ints",
        lefts: "Ints",
        widths: "Ints",
        sections: Sequence[Section],
        heading: int,
    ) -> None:
        """``step``: the usual height of a line. ``line_starts`` (lines + 1) are the first row of each
        line, then the number of rows; ``line_heights`` (lines); ``lefts`` and ``widths`` (rows)."""
        import numpy as np

        self.count = len(lefts)
        self.step = step
        self.headings: list[Heading] = []
        self._starts, self._heights, self._lefts, self._widths = line_starts, line_heights, lefts, widths
        titled = [section for section in sections if section.title]
        lines = len(line_heights)
        stops = [section.first for section in sections[1:]] + [self.count]
        counts = [stop - part.first for part, stop in zip(sections, stops, strict=False) if part.title]
        at_line = np.searchsorted(line_starts, [section.first for section in titled]).astype(np.int64)
        above = np.zeros(lines + 1, np.int64)
        np.add.at(above, at_line, heading)
        below_lines = np.concatenate([[0], np.cumsum(line_heights + GAP)]).astype(np.int64)
        begin = UNDER_EDGE if titled and titled[0].first == 0 else MARGIN
        tops = begin + np.cumsum(above) + below_lines
        self._tops = tops[:-1]
        self._bottoms = self._tops + line_heights
        taken = dict.fromkeys(at_line.tolist(), 0)  # by headings that follow at the same line
        for section, count, line in reversed(list(zip(titled, counts, at_line.tolist(), strict=True))):
            taken[line] += heading
            rect = QRect(MARGIN, int(tops[line]) - taken[line], width - 2 * MARGIN, heading)
            self.headings.append(Heading(rect, section, count))
        self.headings.reverse()
        self.height = int(tops[-1]) - (GAP if lines else 0) + MARGIN if lines or titled else 0

    @classmethod
    def empty(cls, step: int) -> "GridLayout":
        """Without photos, and without NumPy."""
        layout = cls.__new__(cls)
        layout.count, layout.step, layout.height, layout.headings = 0, step, 0, []
        return layout

    def cell(self, row: int) -> QRect:
        line = self._line_of(row)
        left, width = int(self._lefts[row]), int(self._widths[row])
        return QRect(left, int(self._tops[line]), width, int(self._heights[line]))

    def cells(self, rows: range) -> list[QRect]:
        """As ``cell``, for whole lines of rows at once."""
        if not rows:
            return []
        found = []
        part = slice(rows.start, rows.stop)
        edges = zip(self._lefts[part].tolist(), self._widths[part].tolist(), strict=True)
        for line in range(self._line_of(rows.start), self._line_of(rows[-1]) + 1):
            top, height = int(self._tops[line]), int(self._heights[line])
            for _ in range(
                max(int(self._starts[line]), rows.start), min(int(self._starts[line + 1]), rows.stop)
            ):
                left, width = next(edges)
                found.append(QRect(left, top, width, height))
        return found

    def row_at(self, point: QPoint) -> int:
        """The row whose cell holds ``point``; -1 when none does."""
        rows = self.rows_between(point.y(), point.y())
        for row, cell in zip(rows, self.cells(rows), strict=True):
            if cell.contains(point):
                return row
        return -1

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows of every line that lies between two heights, whole or in part."""
        if not self.count:
            return range(0)
        first = int(self._bottoms.searchsorted(top, "right"))
        last = int(self._tops.searchsorted(bottom, "right"))
        return range(int(self._starts[first]), int(self._starts[max(first, last)]))

    def runs_in(self, rect: QRect) -> list[tuple[int, int]]:
        """First and last row of each run of cells that ``rect`` touches."""
        rows = self.rows_between(rect.top(), rect.bottom())
        if not rows:
            return []
        import numpy as np

        lefts, widths = self._lefts[rows.start : rows.stop], self._widths[rows.start : rows.stop]
        touched = (lefts <= rect.right()) & (lefts + widths > rect.left())
        edges = np.flatnonzero(np.diff(np.concatenate([[False], touched, [False]]).astype(np.int8)))
        first_and_end = (edges + rows.start).tolist()
        return [(first, end - 1) for first, end in zip(first_and_end[::2], first_and_end[1::2], strict=True)]

    def headings_between(self, top: int, bottom: int) -> list[Heading]:
        return [found for found in self.headings if found.rect.top() <= bottom and found.rect.bottom() >= top]

    def heading_over(self, height: int) -> Heading | None:
        """The heading of what lies at a height: the last one that begins above it."""
        above = [found for found in self.headings if found.rect.top() < height]
        return above[-1] if above else None

    def row_beside(self, row: int, lines: int, x: int) -> int:
        """The row ``lines`` further down whose middle is nearest to ``x``; at an end the last line there."""
        line = min(max(self._line_of(row) + lines, 0), len(self._heights) - 1)
        if line == self._line_of(row):
            return row
        first, stop = int(self._starts[line]), int(self._starts[line + 1])
        middles = self._lefts[first:stop] + self._widths[first:stop] // 2
        return first + int(abs(middles - x).argmin())

    def line_start(self, row: int) -> int:
        """The first row of a row's line."""
        return int(self._starts[self._line_of(row)])

    def _line_of(self, row: int) -> int:
        return int(self._starts.searchsorted(row, "right")) - 1


def justified(
    width: int,
    wanted_height: int,
    ratios: "Floats",
    sections: Sequence[Section] = (),
    heading: int = HEADING,
) -> GridLayout:
    """Photos uncropped, in lines about ``wanted_height`` high. ``ratios`` (rows): width over height."""
    if not len(ratios):
        return GridLayout.empty(wanted_height + GAP)
    import numpy as np

    count, room = len(ratios), max(width - 2 * MARGIN, LEAST_SIDE)
    ratios = np.clip(ratios, *RATIOS)
    spans = _spans(count, sections)
    line_starts = _line_starts(ratios * wanted_height + GAP, room + GAP, spans)
    per_line = np.diff(line_starts)
    before = np.concatenate([[0.0], np.cumsum(ratios)])  # (rows + 1)
    sums = np.diff(before[line_starts])
    heights = (room - GAP * (per_line - 1)) / np.maximum(sums, 1e-6)
    ends_section = np.isin(line_starts[1:], [stop for _, stop in spans])
    heights = np.where(ends_section & (heights > RAGGED * wanted_height), wanted_height, heights)
    heights = np.clip(heights, LEAST_SIDE / 2, HIGHEST * wanted_height)
    line = np.repeat(np.arange(len(per_line)), per_line)  # of each row
    column = np.arange(count) - line_starts[line]
    exact = MARGIN + (before[:-1] - before[line_starts[line]]) * heights[line] + GAP * column
    lefts = np.rint(exact).astype(np.int64)
    widths = np.rint(exact + ratios * heights[line]).astype(np.int64) - lefts
    whole = np.rint(heights).astype(np.int64)
    return GridLayout(width, wanted_height + GAP, line_starts, whole, lefts, widths, sections, heading)


def _line_starts(advances: "Floats", room: int, spans: Sequence[tuple[int, int]]) -> "Ints":
    """The first row of each line, then the number of rows. A line ends where it fills ``room`` best.

    ``advances`` (rows): the width of each photo with its gap.
    """
    import numpy as np

    count = len(advances)
    edges = np.concatenate([[0.0], np.cumsum(advances)])
    # The end of the line that would begin at each row; following them from the first row on is then
    # all that is left to do one after the other.
    full = edges[:-1] + room
    fitting = np.searchsorted(edges, full, "right") - 1
    more = np.minimum(fitting + 1, count)
    ends = np.where(edges[more] - full < full - edges[fitting], more, fitting)
    ends = np.maximum(ends, np.arange(1, count + 1))
    for first, stop in spans:
        ends[first:stop] = np.minimum(ends[first:stop], stop)
    following = ends.data  # quicker to read one by one than the array, and no copy
    starts, row = [], 0
    while row < count:
        starts.append(row)
        row = following[row]
    return np.array([*starts, count], np.int64)


def _spans(count: int, sections: Sequence[Section]) -> list[tuple[int, int]]:
    """First row and end of each section that has photos."""
    firsts = [0, *(min(section.first, count) for section in sections), count]
    return [(first, stop) for first, stop in pairwise(firsts) if stop > first]
