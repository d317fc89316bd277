from datetime import date
from pathlib import Path

import pytest

from photoseek.gui.search.search_filters import (
    Filter,
    dates_label,
    filters_of,
    is_named,
    scope_label,
    without,
)
from photoseek.library.records import EVERYTHING, Scope

FULL = Scope(
    folder_id=1,
    below=Path("2024/Alps"),
    favourites=True,
    recent=True,
    camera="Canon EOS 5D",
    taken_from=date(2024, 10, 1),
    taken_until=date(2024, 10, 31),
)


def test_each_part_of_a_scope_is_a_filter() -> None:
    assert filters_of(FULL, "") == [
        Filter("favourites", "Favourites"),
        Filter("recent", "Recently added"),
        Filter("folder", "Alps"),
        Filter("camera", "Canon EOS 5D"),
        Filter("dates", "October 2024"),
    ]
    assert filters_of(Scope(album_id=3), "Summer") == [Filter("album", "Summer")]
    assert filters_of(EVERYTHING, "") == []


def test_a_scope_without_all_its_filters_is_everything() -> None:
    scope = FULL
    for part in filters_of(FULL, ""):
        assert part in filters_of(scope, "")
        scope = without(scope, part.kind)
        assert part not in filters_of(scope, "")
    assert scope == EVERYTHING
    assert without(Scope(album_id=1), "album") == EVERYTHING


def test_a_scope_is_told_in_a_few_words() -> None:
    assert scope_label(Scope(album_id=1, camera="Canon"), "Summer") == "Summer, Canon"
    assert scope_label(EVERYTHING, "All photos") == ""
    assert is_named(Scope(album_id=1))
    assert not is_named(Scope(camera="Canon"))


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2022, 1, 1), date(2024, 12, 31), "2022 – 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 2, 1), date(2024, 3, 31), "February 2024 – March 2024"),
        (date(2024, 1, 1), None, "Since 2024"),
        (date(2024, 5, 1), None, "Since May 2024"),
        (None, date(2024, 12, 31), "Until 2024"),
        (None, date(2024, 5, 31), "Until May 2024"),
        (None, None, ""),
    ],
)
def test_dates_are_said_as_short_as_they_can_be(first: date | None, last: date | None, label: str) -> None:
    assert dates_label(first, last) == label


def test_single_days_are_written_as_the_user_s_language_does() -> None:
    label = dates_label(date(2024, 5, 2), date(2024, 5, 2))
    assert "–" not in label
    assert dates_label(date(2024, 5, 2), date(2024, 5, 3)).startswith(f"{label} – ")
