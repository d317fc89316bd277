"""How an answer, or a part of the library by date, is divided on the screen."""

from collections.abc import Sequence

from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.language import tr
from photoseek.gui.search.search_filters import dates_label, month_end
from photoseek.ipc.messages import Hit
from photoseek.library.records import Month

HITS = 200  # as many as one looks through; the rest are no answers


def sections_of(hits: Sequence[Hit]) -> list[Section]:
    """The bands of an answer, best first, and its honest end. No answer has no sections."""
    titles = {
        "strong": tr("Strong"),
        "possible": tr("Possible"),
        "weak": tr("Nothing below fits well"),
    }
    sections = []
    for row, hit in enumerate(hits):
        if row == 0 or hit.band != hits[row - 1].band:
            sections.append(Section(row, titles[hit.band]))
    if hits and hits[-1].band != "weak" and len(hits) < HITS:
        sections.append(end_of(hits))
    return sections


def fitting(hits: Sequence[Hit]) -> list[Hit]:
    """Those that are worth sorting by something else than how well they fit."""
    return [hit for hit in hits if hit.band != "weak"]


def sorted_sections(hits: Sequence[Hit]) -> list[Section]:
    """For hits in an order of their own: one section, and its end."""
    if not hits:
        return []
    sections = [Section(0, tr("Strong and possible"))]
    return [*sections, end_of(hits)] if len(hits) < HITS else sections


def end_of(hits: Sequence[Hit]) -> Section:
    return Section(len(hits), tr("Nothing else fits well"))


def month_sections(months: Sequence[Month], count: int) -> list[Section]:
    """A heading for each month of ``count`` photos in order of their dates.

    Where the months were counted a moment after the photos, what is too much is left out.
    """
    sections = []
    first = 0
    for month in months:
        if first >= count:
            break
        sections.append(Section(first, month_title(month), (month.year, month.month)))
        first += month.photo_count
    return sections


def month_title(month: Month) -> str:
    if not month.year:
        return tr("Without a date")
    end = month_end(month.year, month.month)
    return dates_label(end.replace(day=1), end)
