from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.grid import grid_page
from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.grid.grid_page import GridPage, nearest_size
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader

MONTHS = [Section(0, "May 2024", (2024, 5)), Section(2000, "April 2024", (2024, 4))]


@pytest.fixture
def items(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PhotoItems:
    american = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    monkeypatch.setattr(grid_page, "QLocale", lambda: american)
    return PhotoItems()


@pytest.fixture
def page(items: PhotoItems, qtbot: QtBot, tmp_path: Path) -> Iterator[GridPage]:
    loader = ThumbnailLoader(lambda name: tmp_path / name)
    page = GridPage(items, loader, 200)
    loader.setParent(page)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    yield page
    loader.finish()


def test_the_head_says_how_many_there_are_and_how_many_are_chosen(
    page: GridPage, items: PhotoItems, qtbot: QtBot
) -> None:
    items.set_ids(range(2400))
    assert page.count.text() == "2,400"
    assert not page.clear.isVisible()
    page.grid.choose(5, Qt.KeyboardModifier.NoModifier)
    page.grid.choose(7, Qt.KeyboardModifier.ShiftModifier)
    assert page.count.text() == "3 of 2,400 chosen"
    assert page.chosen_ids() == [5, 6, 7]
    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert page.count.text() == "2,400"
    assert page.grid.chosen_count() == 0


def test_photos_that_come_are_counted(page: GridPage, items: PhotoItems) -> None:
    items.set_ids(range(10))
    items.set_ids(range(11))
    assert page.count.text() == "11"


def test_the_timeline_is_there_for_months_and_more_than_a_screen(page: GridPage, items: PhotoItems) -> None:
    for count, sections, shown in ((4000, MONTHS, True), (4, MONTHS[:1], False), (4000, (), False)):
        items.set_ids(range(count), sections)
        assert page.timeline.isVisible() == shown
        assert page.bar.isVisible() != shown


def test_the_scroll_bar_and_the_grid_go_together(page: GridPage, items: PhotoItems) -> None:
    items.set_ids(range(4000))
    page.bar.setValue(page.bar.maximum())
    assert page.grid.visible_rows().stop == 4000
    page.grid.scroll_to_top()
    assert page.bar.value() == 0


def test_the_timeline_and_the_grid_go_together(page: GridPage, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids(range(4000), MONTHS)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Down)
    assert page.timeline.accessibleDescription() == "April 2024"
    assert 2000 in page.grid.visible_rows()
    page.grid.scroll_to_top()
    assert page.timeline.value() == 0


def test_a_user_chooses_among_the_orders_it_was_given(page: GridPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.order_changed):
        page.set_orders(["relevance", "newest", "name"])
        page.set_orders(["newest", "relevance"], "relevance")
    assert page.order.currentData() == "relevance"
    with qtbot.waitSignal(page.order_changed) as changed:
        qtbot.keyClick(page.order, Qt.Key.Key_Up)
    assert changed.args == ["newest"]


def test_any_size_may_be_chosen_and_the_nearest_is_kept(page: GridPage, qtbot: QtBot) -> None:
    told: list[int] = []
    page.size_changed.connect(told.append)
    page.size_slider.setValue(237)
    assert page.grid.wanted_side() == 237
    assert told == [260]
    page.set_size(260)  # the setting as it was saved does not take the size back
    assert page.grid.wanted_side() == 237
    page.set_size(120)
    assert page.grid.wanted_side() == 120
    assert nearest_size(10_000) == 320


def test_the_smallest_turn_of_the_wheel_makes_a_difference(page: GridPage) -> None:
    page.grid.zoomed.emit(1.001)
    assert page.grid.wanted_side() == 201
    page.grid.zoomed.emit(0.5)
    assert page.grid.wanted_side() == 100


def test_whole_photos_are_a_wish_of_the_user(page: GridPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.justified_changed):
        page.set_justified(True)
    assert page.grid.is_justified()
    with qtbot.waitSignal(page.justified_changed) as changed:
        qtbot.mouseClick(page.shape, Qt.MouseButton.LeftButton)
    assert changed.args == [False]
    assert not page.grid.is_justified()


def test_an_empty_page_says_why(page: GridPage, items: PhotoItems) -> None:
    page.set_title("Summer", ordered=True, empty="No photos here.")
    assert page.empty.isVisible()
    assert page.empty.text() == "No photos here."
    items.set_ids([1])
    assert not page.empty.isVisible()


def test_a_long_title_makes_room_for_the_rest(page: GridPage, items: PhotoItems) -> None:
    page.set_title("“a very long search with a great many words in it”" * 4, ordered=True, empty="")
    items.set_ids(range(123_456))
    page.grid.selectAll()
    page.resize(520, 500)
    assert page.width() == 520
    assert page.size_slider.isHidden()
    for part in (page.count, page.order, page.shape):
        assert part.geometry().right() <= 520
        assert part.width() >= part.sizeHint().width()


def test_a_long_wait_for_other_photos_is_said(page: GridPage, items: PhotoItems, qtbot: QtBot) -> None:
    items.set_ids(range(5))
    page.set_waiting(True)
    assert page.count.text() == "5"  # most answers come before anybody could read it
    qtbot.waitUntil(lambda: page.count.text() == "Searching …")
    page.set_waiting(False)
    assert page.count.text() == "5"


def test_a_long_title_leaves_the_slider_its_width(page: GridPage, items: PhotoItems) -> None:
    page.set_title("“a very long search with a great many words in it”" * 4, ordered=True, empty="")
    items.set_ids(range(12))
    page.resize(800, 500)
    page.layout().activate()
    assert page.size_slider.width() >= 60
    assert page.title.shown_text().endswith("…")


def test_a_grid_with_nothing_to_scroll_has_no_handle(page: GridPage, items: PhotoItems) -> None:
    items.set_ids(range(3))
    assert not page.bar.isEnabled()
    items.set_ids(range(3000))
    assert page.bar.isEnabled()
