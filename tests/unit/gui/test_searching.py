"""How an answer is divided on the screen."""

import pytest

from photoseek.gui.grid_layout import Section
from photoseek.gui.searching import HITS, sections_of
from photoseek.ipc.messages import Hit

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
