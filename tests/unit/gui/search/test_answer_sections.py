"""How an answer, and the library by date, is divided on the screen."""

import pytest

from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.search.answer_sections import HITS, fitting, month_sections, sections_of, sorted_sections
from photoseek.ipc.messages import Hit
from photoseek.library.records import Month

END = Section(3, "Nothing else fits well")


def hits(*bands: str) -> list[Hit]:
    return [Hit(number, 0.5, band) for number, band in enumerate(bands)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bands", "sections"),
    [
        (("strong", "strong", "possible"), [Section(0, "Strong"), Section(2, "Possible"), END]),
        (("possible",) * 3, [Section(0, "Possible"), END]),
        (("strong", "weak", "weak"), [Section(0, "Strong"), Section(1, "Nothing below fits well")]),
        ((), []),
    ],
)
def test_each_band_has_a_heading_and_the_end_is_said(bands: tuple[str, ...], sections: list[Section]) -> None:
    assert sections_of(hits(*bands)) == sections


def test_an_answer_that_was_cut_off_has_no_end() -> None:
    assert sections_of(hits(*["possible"] * HITS)) == [Section(0, "Possible")]
    assert len(sorted_sections(hits(*["possible"] * HITS))) == 1


def test_only_what_fits_is_sorted_by_something_else_and_its_end_is_said() -> None:
    found = fitting(hits("strong", "strong", "possible", "weak"))
    assert [hit.photo_id for hit in found] == [0, 1, 2]
    assert sorted_sections(found)[-1] == END
    assert sorted_sections([]) == []


def test_months_are_headings_and_those_counted_too_late_are_left_out() -> None:
    months = [Month(2024, 10, 3), Month(2024, 9, 2), Month(0, 1, 4)]
    assert month_sections(months, 9) == [
        Section(0, "October 2024", (2024, 10)),
        Section(3, "September 2024", (2024, 9)),
        Section(5, "Without a date", (0, 1)),
    ]
    assert len(month_sections(months, 5)) == 2
