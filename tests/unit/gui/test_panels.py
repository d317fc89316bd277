"""Two panels beside the grid in a wide window, one in a narrow one."""

import pytest

from photoseek.gui.app import Program


@pytest.fixture
def narrow(library: Program) -> Program:
    library.window.resize(760, 520)
    return library


def test_both_panels_stand_beside_the_grid_where_there_is_room(library: Program) -> None:
    assert library.window.sidebar.isVisible()
    assert library.window.words_panel.isVisible()


def test_a_narrow_window_keeps_room_for_the_grid(narrow: Program) -> None:
    window = narrow.window
    assert window.sidebar.isVisible()
    assert not window.words_panel.isVisible()
    assert not window.words_button.isChecked()
    assert window.grid_page.width() >= 420


def test_the_panel_asked_for_takes_the_others_place(narrow: Program) -> None:
    window = narrow.window
    window.words_button.click()
    assert window.words_panel.isVisible()
    assert not window.sidebar.isVisible()
    window.sidebar_button.click()
    assert window.sidebar.isVisible()
    assert not window.words_panel.isVisible()


def test_what_gave_way_comes_back_in_a_wide_window(narrow: Program) -> None:
    narrow.window.resize(1200, 700)
    assert narrow.window.words_panel.isVisible()
    assert narrow.window.words_button.isChecked()
    assert narrow.session.preferences.settings.show_words_panel


def test_a_closed_panel_stays_closed(library: Program) -> None:
    library.window.words_button.click()
    library.window.resize(1300, 700)
    assert not library.window.words_panel.isVisible()
    assert not library.session.preferences.settings.show_words_panel


def test_the_compare_page_has_all_the_room(library: Program) -> None:
    library.window.pages.setCurrentWidget(library.window.compare_page)
    assert not library.window.sidebar.isVisible()
    assert library.window.sidebar_button.isChecked()


def test_a_slideshow_shows_nothing_but_the_photo(library: Program) -> None:
    window = library.window
    window.notices.show("A folder is away.")
    library.session.viewing.slideshow()
    window.resize(1000, 700)
    for part in (window.top_bar, window.progress, window.notice_bar):
        assert part.isHidden()
    library.session.viewing.back()
    for part in (window.top_bar, window.progress, window.notice_bar):
        assert not part.isHidden()
