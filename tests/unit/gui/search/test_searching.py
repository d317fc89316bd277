"""Questions and answers in the whole window, with a worker that finds photo 1 for anything."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.search.searching import HIT_ORDERS, LIBRARY_ORDERS, Searching
from photoseek.ipc.messages import Hit, Hits
from photoseek.library.records import EVERYTHING, Scope
from photoseek.paths import Paths
from tests.support.scripted_requests import requests

YEAR = Scope(taken_from=date(2020, 1, 1), taken_until=date(2020, 12, 31))


@pytest.fixture
def searching(library: Program) -> Searching:
    return library.session.searching


def shown(library: Program) -> list[int]:
    return list(library.photos.ids)


def orders(library: Program) -> list[str]:
    box = library.window.grid_page.order
    return [box.itemData(row) for row in range(box.count())]


def chips(library: Program) -> list[str]:
    return [chip.text() for chip in library.window.search_bar.strip.chips]


def test_the_library_is_divided_by_month(library: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(library.photos.sections))
    assert [section.title for section in library.photos.sections] == ["June 2020", "May 2020"]
    assert orders(library) == list(LIBRARY_ORDERS)


def test_the_order_chosen_last_holds(
    library: Program, searching: Searching, ids: list[int], qtbot: QtBot
) -> None:
    for order in ("oldest", "newest", "name", "oldest", "name"):
        library.window.grid_page.order_changed.emit(order)
    for _ in range(2):  # each is read behind what was asked for before
        read: list[object] = []
        searching._reader.counts(read.append)
        qtbot.waitUntil(lambda: bool(read))  # noqa: B023
    qtbot.waitUntil(lambda: not library.photos.sections)
    assert shown(library) == ids


def test_hits_are_sorted_by_date_or_name_without_the_weak_ones(
    library: Program, searching: Searching, ids: list[int], qtbot: QtBot
) -> None:
    searching.by_words("dog")
    qtbot.waitUntil(searching.is_answered)
    bands: tuple[Literal["strong", "possible", "weak"], ...] = ("strong", "possible", "weak")
    hits = tuple(Hit(ids[row], 0.5, band) for row, band in zip((3, 1, 2), bands, strict=True))
    searching._take_hits(Hits(0, hits, (), 1.0))
    assert shown(library) == [ids[3], ids[1], ids[2]]
    assert [section.title for section in library.photos.sections][-1] == "Nothing below fits well"
    assert orders(library) == list(HIT_ORDERS)
    library.window.grid_page.order_changed.emit("newest")
    qtbot.waitUntil(lambda: shown(library) == [ids[1], ids[3]])
    library.window.grid_page.order_changed.emit("oldest")
    qtbot.waitUntil(lambda: shown(library) == [ids[3], ids[1]])
    library.window.grid_page.order_changed.emit("relevance")
    assert shown(library) == [ids[3], ids[1], ids[2]]


def test_the_next_search_begins_with_the_best(library: Program, searching: Searching, qtbot: QtBot) -> None:
    searching.by_words("dog")
    library.window.grid_page.order_changed.emit("name")
    searching.by_words("cat")
    assert library.window.grid_page.order.currentData() == "name"  # still the same looking for something
    searching.back_to_everything()
    assert orders(library) == list(LIBRARY_ORDERS)
    searching.by_words("dog")
    assert library.window.grid_page.order.currentData() == "relevance"


def test_what_is_chosen_stays_while_the_library_changes_and_goes_with_the_next_question(
    library: Program, searching: Searching, ids: list[int], qtbot: QtBot
) -> None:
    grid = library.window.grid_page.grid
    grid.selectAll()
    searching.refresh()
    searching.ask(searching.question)
    qtbot.waitUntil(lambda: len(shown(library)) == len(ids))
    assert sorted(grid.chosen_ids()) == sorted(ids)
    searching.set_scope(Scope(favourites=True), "Favourites")
    assert grid.chosen_ids() == []


def test_a_scope_is_searched_and_its_filters_stay(
    library: Program, searching: Searching, paths: Paths, qtbot: QtBot
) -> None:
    searching.ask(Question(words="dog", scope=replace(YEAR, camera="Canon EOS 5D")))
    assert chips(library) == ["Canon EOS 5D", "2020", "dog"]
    qtbot.waitUntil(lambda: "camera='Canon EOS 5D'" in requests(paths))
    searching.set_scope(Scope(favourites=True), "Favourites")
    assert searching.question.scope == replace(YEAR, camera="Canon EOS 5D", favourites=True)
    searching.set_scope(EVERYTHING, "")
    assert searching.question == Question(words="dog")


def test_a_removed_filter_leaves_the_rest(library: Program, searching: Searching) -> None:
    searching.ask(Question(scope=replace(YEAR, album_id=7), scope_name="Summer"))
    assert chips(library) == ["Summer", "2020"]
    library.window.search_bar.filter_removed.emit("dates")
    assert searching.question == Question(scope=Scope(album_id=7), scope_name="Summer")
    library.window.search_bar.filter_removed.emit("album")
    assert searching.question == Question()


def test_a_selection_is_a_chip_too_and_words_end_it(
    library: Program, searching: Searching, ids: list[int]
) -> None:
    searching.show_chosen(ids[:2], "Chosen on the map")
    assert chips(library) == ["Chosen on the map"]
    assert shown(library) == ids[:2]
    library.window.search_bar.filter_removed.emit("chosen")
    assert searching.question == Question()


def test_words_and_a_weight_refine_a_photo(
    library: Program, searching: Searching, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "photos" / "photo 002.jpg"
    searching.by_file(path)
    bar = library.window.search_bar
    qtbot.keyClicks(bar.field, "night, -people ")
    qtbot.waitUntil(lambda: searching.question.words == "night -people")
    assert searching.question.photo == AskedPhoto("photo 002.jpg", path=path)
    assert bar.chip is not None
    qtbot.keyClick(bar.chip, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: searching.question.photo.weight == 1.5)


def test_an_unknown_word_is_replaced_within_its_chip_and_beside_a_photo(
    library: Program, searching: Searching
) -> None:
    photo = AskedPhoto("cat.png", photo_id=1)
    searching.ask(Question(words='Dogg beach -"black dogg"', photo=photo))
    library.window.unknown_words.replaced.emit("dogg", "dog")
    assert searching.question == Question(words='dog beach -"black dog"', photo=photo)


def test_nobody_is_interrupted_because_half_a_word_is_not_known(
    library: Program, searching: Searching, ids: list[int], qtbot: QtBot
) -> None:
    bar, unknown = library.window.search_bar, library.window.unknown_words
    qtbot.keyClicks(bar.field, "nonsense")
    qtbot.waitUntil(lambda: searching._held is not None)
    assert unknown.isHidden()
    assert shown(library) == ids
    qtbot.waitUntil(lambda: not unknown.isHidden())
    assert shown(library) == []


def test_an_unknown_word_that_is_finished_is_said_at_once(
    library: Program, searching: Searching, qtbot: QtBot
) -> None:
    bar, unknown = library.window.search_bar, library.window.unknown_words
    searching._patience.setInterval(100_000)
    qtbot.keyClicks(bar.field, "nonsense")
    qtbot.waitUntil(lambda: searching._held is not None)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert not unknown.isHidden()


def test_back_clears_the_search_and_then_the_filters(searching: Searching) -> None:
    searching.ask(Question(words="dog", scope=YEAR))
    assert searching.back_to_everything()
    assert searching.question == Question(scope=YEAR)
    assert searching.back_to_everything()
    assert searching.question == Question()
    assert not searching.back_to_everything()
