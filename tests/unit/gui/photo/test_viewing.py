"""The photo page in the whole window, over a real library, with a worker that loads no network."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from photoseek.gui.app import Program
from photoseek.gui.photo.photo_page import PhotoPage
from photoseek.gui.search.question import Question
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.library.records import Scope
from photoseek.library.schema import FileRow
from photoseek.paths import Paths
from tests.support.scripted_requests import requests


def asked(paths: Paths, start: str) -> list[str]:
    return [line for line in requests(paths).splitlines() if line.startswith(start)]


@pytest.fixture
def page(library: Program, ids: list[int], qtbot: QtBot) -> PhotoPage:
    """The page of the second photo, with its picture and its details."""
    library.session.viewing.open(ids[1])
    page = library.window.photo_page
    qtbot.waitUntil(lambda: page.photo_id() == ids[1] and page.view.image().width() == 321)
    return page


def test_an_edited_caption_can_be_undone(
    library: Program, page: PhotoPage, paths: Paths, qtbot: QtBot
) -> None:
    page.captions["en"].edit.setPlainText("Rex")
    with qtbot.waitSignal(library.session._parts.changes.made):
        qtbot.keyClick(page.captions["en"].edit, Qt.Key.Key_Return)
    library.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: len(asked(paths, "EditCaption")) == 2)
    assert "text='Rex'" in asked(paths, "EditCaption")[0]
    assert "text=''" in asked(paths, "EditCaption")[1]


def test_escape_in_a_caption_restores_it_and_does_not_leave_the_page(
    library: Program, page: PhotoPage, qtbot: QtBot
) -> None:
    edit = page.captions["en"].edit
    edit.setFocus()
    edit.setPlainText("Rex")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.toPlainText() == "a cat"
    assert library.session.viewing.is_open()
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not library.session.viewing.is_open()
    assert page.view.image().isNull()  # a picture takes much memory


def test_turning_a_photo_is_a_change_that_can_be_undone(
    library: Program, page: PhotoPage, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    library.window.actions_by_name["rotate_right"].trigger()
    qtbot.waitUntil(lambda: len(asked(paths, "Rotate")) == 1)
    qtbot.waitUntil(lambda: library.session._parts.changes.stack.canUndo())
    library.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: len(asked(paths, "Rotate")) == 2)
    first, second = asked(paths, "Rotate")
    assert f"photo_ids=({ids[1]},), quarter_turns=1" in first
    assert f"photo_ids=({ids[1]},), quarter_turns=-1" in second


def test_a_photo_is_shown_as_the_library_turned_it(
    library: Program, page: PhotoPage, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        photos.rotate(session, [ids[1], ids[2]], 1)
    database.close()
    library.session.viewing.refresh()
    qtbot.waitUntil(lambda: page.view.turns() == 1)
    library.session.viewing.step(1)
    qtbot.waitUntil(lambda: page.photo_id() == ids[2] and page.view.turns() == 1)
    library.session.viewing.step(1)
    qtbot.waitUntil(lambda: page.photo_id() == ids[3] and page.view.turns() == 0)


def test_the_neighbour_is_there_at_once(
    library: Program, page: PhotoPage, ids: list[int], qtbot: QtBot
) -> None:
    viewing = library.session.viewing
    qtbot.waitUntil(lambda: viewing._shelf.take(ids[2]) is not None)
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.view.image().width() == 322  # without waiting


def test_the_caption_the_tags_and_the_albums_lead_to_searches(
    library: Program, page: PhotoPage, qtbot: QtBot
) -> None:
    wanted: list[Question] = []
    library.session.viewing.search_wanted.connect(wanted.append)
    library.window.actions_by_name["caption_search"].trigger()
    page.tags.chosen.emit("grass")
    page.album_chosen.emit(3, "Summer")
    assert wanted == [
        Question(words="a cat"),
        Question(words="grass"),
        Question(scope=Scope(album_id=3), scope_name="Summer"),
    ]


def test_similar_photos_are_looked_for_and_opened(
    library: Program, page: PhotoPage, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.strip.items.rowCount() == 1)
    (search,) = asked(paths, "Search")
    assert f"photo_id={ids[1]}" in search
    role = Qt.ItemDataRole.DecorationRole
    qtbot.waitUntil(lambda: page.strip.items.index(0).data(role) is not None)
    page.strip.opened.emit(1)
    qtbot.waitUntil(lambda: page.photo_id() == 1)
    qtbot.waitUntil(lambda: page.strip.said.text().startswith("No other photo"))


def test_one_goes_back_from_a_similar_photo_to_the_one_that_it_is_like(
    library: Program, page: PhotoPage, ids: list[int], qtbot: QtBot
) -> None:
    page.strip.opened.emit(ids[4])
    qtbot.waitUntil(lambda: page.photo_id() == ids[4])
    back = library.window.actions_by_name["back"]
    back.trigger()
    qtbot.waitUntil(lambda: page.photo_id() == ids[1])
    page.strip.opened.emit(ids[4])
    page.stepped.emit(-1)  # on from there: the way back is the grid's
    back.trigger()
    assert not library.session.viewing.is_open()


def test_a_folded_strip_asks_nothing_and_stays_folded(
    library: Program, page: PhotoPage, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(asked(paths, "Search")) == 1)
    page.strip.fold.click()
    assert library.session._parts.preferences.settings.show_similar is False
    library.session.viewing.step(1)
    viewing = library.session.viewing
    qtbot.waitUntil(lambda: page.photo_id() == ids[2] and not viewing._settled.isActive())
    page.strip.fold.click()
    qtbot.waitUntil(lambda: len(asked(paths, "Search")) == 2)
    assert f"photo_id={ids[2]}" in asked(paths, "Search")[1]


def test_a_slideshow_has_the_screen_for_itself_and_gives_it_back(
    library: Program, page: PhotoPage, ids: list[int], qtbot: QtBot
) -> None:
    window, viewing = library.window, library.session.viewing
    library.window.actions_by_name["slideshow"].trigger()
    assert window.isFullScreen()
    parts = (window.top_bar, window.progress, page.bar, page.side, page.strip)
    assert not any(part.isVisible() for part in parts)
    viewing._slideshow._due.timeout.emit()
    qtbot.waitUntil(lambda: page.photo_id() == ids[2])
    for _ in range(4):
        viewing._slideshow._due.timeout.emit()
    qtbot.waitUntil(lambda: page.photo_id() == ids[0])  # after the last, the first
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert viewing.is_open()
    assert all(part.isVisible() for part in parts)
    assert not viewing._slideshow.is_running()


def test_a_slideshow_begins_with_the_chosen_photo_of_the_grid(
    library: Program, ids: list[int], qtbot: QtBot
) -> None:
    library.window.grid_page.grid.setCurrentIndex(library.photos.index(3))
    library.session.viewing.slideshow()
    qtbot.waitUntil(lambda: library.window.photo_page.photo_id() == ids[3])
    library.session.viewing.slideshow()
    assert not library.window.isFullScreen()


def test_full_screen_is_left_before_the_page(library: Program, page: PhotoPage, qtbot: QtBot) -> None:
    window = library.window
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(page.is_bare)
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert library.session.viewing.is_open()
    assert window.top_bar.isVisible()
    assert not page.is_bare()


def test_a_word_of_the_caption_lights_up_its_place(page: PhotoPage, qtbot: QtBot) -> None:
    page.captions["en"].edit.pointed.emit(1)
    qtbot.waitUntil(lambda: bool(page.view.outlines()))
    assert page.view.outlines()[0].label == "cat"
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.view.outlines() == ()


def test_a_photo_that_has_gone_says_how_to_go_on(
    library: Program, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    library.session.viewing.open(999)
    view = library.window.photo_page.view
    qtbot.waitUntil(lambda: "left the library" in view.message())
    library.session.viewing.step(1)
    qtbot.waitUntil(lambda: view.message() == "" and not view.image().isNull())


def test_the_grid_is_left_at_the_photo_that_was_looked_at(
    library: Program, page: PhotoPage, ids: list[int], qtbot: QtBot
) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    grid = library.window.grid_page.grid
    assert library.window.pages.currentWidget() is library.window.grid_page
    assert grid.current_id() == ids[2]
    assert grid.hasFocus()


def test_one_goes_back_to_the_page_one_came_from(library: Program, ids: list[int], qtbot: QtBot) -> None:
    window, viewing = library.window, library.session.viewing
    window.pages.setCurrentWidget(window.map_page)
    viewing.open(ids[0])
    viewing.open(ids[1])
    qtbot.keyClick(window.photo_page.view, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.map_page
    window.pages.setCurrentWidget(window.grid_page)
    viewing.open(ids[0])
    qtbot.keyClick(window.photo_page.view, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page


def test_a_page_that_leads_back_to_the_photo_does_so_only_once(
    library: Program, page: PhotoPage, ids: list[int], qtbot: QtBot
) -> None:
    window = library.window
    window.pages.setCurrentWidget(window.compare_page)
    window.pages.setCurrentWidget(page)
    assert window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.view.image().width() == 321)
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.photo_id() == ids[2])
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page


def test_another_photo_opened_on_the_page_is_fitted_anew(
    library: Program, page: PhotoPage, ids: list[int], qtbot: QtBot
) -> None:
    page.view.zoom_by(3)
    library.session.viewing.open(ids[4])
    qtbot.waitUntil(lambda: page.view.image().width() == 324)
    assert page.view.is_fitted()


def test_after_a_photo_that_leaves_the_library_the_next_one_is_shown(
    library: Program, page: PhotoPage, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        session.execute(delete(FileRow).where(FileRow.photo_id == ids[1]))
    database.close()
    library.session._show_changes()
    qtbot.waitUntil(lambda: page.photo_id() == ids[2])
    qtbot.waitUntil(lambda: page.position.text() == "2 of 5")
