"""What typed letters may become."""

from datetime import date
from pathlib import Path

import pytest

from photoseek.gui.search.completions import (
    ROWS,
    Completion,
    Known,
    Place,
    Texts,
    complete,
    completed,
    matching_filters,
    rest_of,
    word_prefix,
)
from photoseek.gui.search.search_filters import month_names
from photoseek.library.records import Album, Directory, Month, Scope, WordCount

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
TEXTS = Texts(MONTHS, "Favourites", "Recently added")
KNOWN = Known(
    cameras=(WordCount("Canon EOS 5D", 312), WordCount("NIKON D70", 20)),
    albums=(Album(4, "Canada trip", 30, None),),
    places=(Place("Old town", Directory(1, Path("Old town"), 12)),),
    months=(Month(2024, 10, 7), Month(2024, 9, 2), Month(2019, 10, 1), Month(0, 1, 5)),
)


def labels(typed: str) -> list[str]:
    return [found.label for found in matching_filters(typed, KNOWN, TEXTS)]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("20", ["2024年", "2019年"]),
        ("2024年", ["2024年", "2024年10月", "2024年9月"]),
        ("2024年10月", ["2024年10月"]),
        ("10月", ["2024年10月", "2019年10月"]),
    ],
)
def test_dates_are_found_as_they_are_written_in_chinese(typed: str, found: list[str]) -> None:
    texts = Texts(month_names(), "收藏", "最近添加")
    assert [line.label for line in matching_filters(typed, KNOWN, texts)] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("20", ["2024", "2019"]),
        ("2024", ["2024"]),
        ("2024 oct", ["October 2024", "October 2019"]),
        ("2024-10", ["October 2024"]),
        ("oct", ["October 2024", "October 2019"]),
        ("October 2024", ["October 2024", "2024"]),
        ("a dog in october 20", ["October 2024", "October 2019", "2024", "2019"]),
        ("can", ["Canada trip", "Canon EOS 5D"]),
        ("eos", ["Canon EOS 5D"]),
        ("old to", ["Old town"]),
        ("fav", ["Favourites"]),
        ("rec", ["Recently added"]),
        ("c", []),
        ("-can", []),
        ("oc", []),  # "ocean" is as likely
        ("", []),
    ],
)
def test_dates_cameras_albums_and_folders_are_found_by_the_end_of_what_is_typed(
    typed: str, found: list[str]
) -> None:
    assert labels(typed) == found


def test_a_filter_is_itself_alone_and_takes_only_its_letters_away() -> None:
    month, year = matching_filters("a dog, october 2024", KNOWN, TEXTS)
    october = Scope(taken_from=date(2024, 10, 1), taken_until=date(2024, 10, 31))
    assert (month.kind, month.count, month.scope) == ("dates", 7, october)
    assert rest_of("a dog, october 2024", month) == "a dog,"
    assert (year.count, rest_of("a dog, october 2024", year)) == (9, "a dog, october")
    (folder,) = matching_filters("old", KNOWN, TEXTS)
    assert folder.scope == Scope(folder_id=1, below=Path("Old town"))


def test_words_come_first_and_leave_room_for_filters() -> None:
    words = [WordCount(f"can{number}", 9 - number) for number in range(ROWS)]
    lines = complete("a can", words, KNOWN, TEXTS)
    assert len(lines) == ROWS
    assert [line.kind for line in lines] == ["word"] * 6 + ["album", "camera"]
    assert lines[0] == Completion("word", "can0", 9, 3)


def test_a_word_that_stands_there_already_is_not_offered_alone() -> None:
    assert complete("a dog", [WordCount("dog", 4)], KNOWN, TEXTS) == []
    longer = [WordCount("dog", 4), WordCount("dogs", 2)]
    assert [line.label for line in complete("a dog", longer, KNOWN, TEXTS)] == ["dog", "dogs"]
    assert [line.label for line in complete("a do", [WordCount("dog", 4)], KNOWN, TEXTS)] == ["dog"]


def test_without_words_filters_have_all_the_room() -> None:
    many = Known(cameras=tuple(WordCount(f"Canon {number}", 1) for number in range(20)))
    assert len(complete("canon", [], many, TEXTS)) == ROWS


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [
        ("a dog ru", "ru"),
        ("-Peop", "peop"),
        ('-"black d', "d"),
        ('"bla', "bla"),
        ("dog ", ""),
        ("dog^2", ""),
    ],
)
def test_the_word_that_is_being_typed(typed: str, prefix: str) -> None:
    assert word_prefix(typed) == prefix


def test_a_word_takes_the_place_of_its_beginning() -> None:
    assert completed("a dog -Ru", "running", 2) == "a dog -running"


def test_years_are_summed_up_the_latest_first() -> None:
    assert KNOWN.years == [(2024, 9), (2019, 1)]
