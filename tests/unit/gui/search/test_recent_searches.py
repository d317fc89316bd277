from datetime import date
from pathlib import Path

import pytest

from photoseek.gui.search.recent_searches import KEPT, RecentSearch, load, save, with_latest
from photoseek.library.records import Scope

DOG = RecentSearch("dog", "Canon", True, date(2024, 1, 1), date(2024, 12, 31))


def test_searches_are_read_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "base" / "recent.json"
    save(path, [DOG, RecentSearch("猫 -“人”")])
    assert load(path) == [DOG, RecentSearch("猫 -“人”")]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"words": 7}]', "null", '[{"words": "dog"}]'])
def test_a_file_that_makes_no_sense_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recent.json"
    assert load(path) == []
    path.write_text(text, encoding="utf-8")
    assert load(path) == []


def test_the_latest_comes_first_once_and_few_are_kept() -> None:
    searches = [RecentSearch(f"{number} dogs") for number in range(KEPT)]
    again = with_latest(searches, RecentSearch("5 dogs"))
    assert again[0] == RecentSearch("5 dogs")
    assert len(again) == KEPT
    assert len(with_latest(searches, RecentSearch("cat"))) == KEPT


def test_a_search_that_goes_on_takes_the_place_of_its_beginning() -> None:
    searches = with_latest([RecentSearch("cat")], RecentSearch("dog"))
    searches = with_latest(searches, RecentSearch("dog, beach"))
    assert searches == [RecentSearch("dog, beach"), RecentSearch("cat")]


def test_albums_and_folders_are_not_remembered_because_they_may_go() -> None:
    scope = Scope(album_id=3, folder_id=1, camera="Canon", favourites=True)
    assert RecentSearch.of("dog", scope).scope == Scope(camera="Canon", favourites=True)
