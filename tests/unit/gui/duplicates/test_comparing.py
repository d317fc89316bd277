"""Duplicates and comparing at work: a real library, real files and a real trash, a scripted worker."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.duplicates import trashing
from photoseek.gui.duplicates.duplicate_items import groups_of
from photoseek.gui.duplicates.duplicates_page import DuplicatesPage
from photoseek.ipc.messages import DuplicateGroup, LibraryChanged
from photoseek.paths import Paths
from tests.support.scripted_requests import requests

Keys = Qt.Key


@pytest.fixture(autouse=True)
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash" / "files"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return tmp_path / "photos"


@pytest.fixture
def page(library: Program, qtbot: QtBot) -> DuplicatesPage:
    """The page of duplicates with its groups: photos 2 and 1 are a shot, 3, 4 and 5 a scene."""
    library.window.actions_by_name["duplicates"].trigger()
    found = library.window.duplicates_page
    qtbot.waitUntil(lambda: found.items.rowCount() == 2)
    qtbot.waitUntil(lambda: found.items.photo(5) is not None)
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def question(program: Program, qtbot: QtBot) -> QMessageBox:
    asked = program.session.comparing._trashing
    qtbot.waitUntil(lambda: asked.question is not None)
    assert asked.question is not None
    return asked.question


def accept(program: Program, qtbot: QtBot) -> None:
    box = question(program, qtbot)
    box.defaultButton().click()


def show_files(page: DuplicatesPage, paths: Sequence[Path]) -> None:
    group = DuplicateGroup("file", (1,), (7,) * len(paths), tuple(map(str, paths)))
    page.items.set_groups(groups_of([group]))
    page.view.setFocus()


def test_the_page_looks_once_until_the_library_changes(
    library: Program, page: DuplicatesPage, paths: Paths, qtbot: QtBot
) -> None:
    assert not page.busy.isVisible()
    assert page.view.hasFocus()
    qtbot.keyClick(library.window, Keys.Key_Escape)
    assert library.window.pages.currentWidget() is library.window.grid_page
    library.session.comparing.find_duplicates()
    asked = [line for line in requests(paths).splitlines() if line.startswith("FindDuplicates")]
    assert len(asked) == 1
    library.client.library_changed.emit(LibraryChanged(True, False, False))
    library.session.comparing.find_duplicates()
    assert page.busy.isVisible()
    qtbot.waitUntil(lambda: not page.busy.isVisible())
    assert len([line for line in requests(paths).splitlines() if line.startswith("FindDuplicates")]) == 2


def test_a_photo_that_was_looked_at_leads_back_to_its_group_and_its_keys(
    library: Program, page: DuplicatesPage, qtbot: QtBot
) -> None:
    library.session.comparing.photo_wanted.emit(3)
    assert library.session.viewing.is_open()
    library.window.actions_by_name["back"].trigger()
    assert library.window.pages.currentWidget() is page
    assert library.window.focusWidget() is page.view


def test_keep_this_one_moves_the_others_to_the_trash_and_undo_brings_them_back(
    library: Program, page: DuplicatesPage, photos: Path, trash: Path, paths: Paths, qtbot: QtBot
) -> None:
    before = names(photos)
    qtbot.keyClick(page.view, Keys.Key_Right)  # keep photo 1, which is "photo 000.jpg"
    assert "photo 000.jpg" in page.wish.text()
    qtbot.keyClick(page.view, Keys.Key_K)
    box = question(library, qtbot)
    assert "photo 001.jpg" in box.informativeText()
    box.defaultButton().click()
    qtbot.waitUntil(lambda: names(trash) == ["photo 001.jpg"])
    qtbot.waitUntil(lambda: page.items.rowCount() == 1)
    assert "photo 001.jpg" not in names(photos)
    qtbot.waitUntil(lambda: requests(paths).splitlines()[-1].startswith("Rescan"))
    stack = library.session._parts.changes.stack
    qtbot.waitUntil(stack.canUndo)

    stack.undo()
    qtbot.waitUntil(lambda: names(photos) == before)
    qtbot.waitUntil(lambda: page.items.rowCount() == 2)
    assert names(trash) == names(trash.parent / "info") == []

    stack.redo()
    qtbot.waitUntil(lambda: names(trash) == ["photo 001.jpg"])
    stack.undo()
    qtbot.waitUntil(lambda: names(photos) == before)


def test_nothing_moves_when_the_user_says_no(
    library: Program, page: DuplicatesPage, photos: Path, trash: Path, qtbot: QtBot
) -> None:
    before = names(photos)
    qtbot.keyClick(page.view, Keys.Key_K)
    question(library, qtbot).reject()
    qtbot.wait(1)
    assert names(photos) == before
    assert not trash.exists()
    assert page.items.rowCount() == 2
    assert not library.session._parts.changes.stack.canUndo()


def test_while_the_photo_to_keep_is_not_there_the_others_stay(
    library: Program, page: DuplicatesPage, photos: Path, trash: Path, qtbot: QtBot
) -> None:
    (photos / "photo 001.jpg").unlink()  # photo 2, which is to be kept
    qtbot.keyClick(page.view, Keys.Key_K)
    accept(library, qtbot)
    qtbot.waitUntil(library.window.notice_bar.isVisible)
    assert "photo 000.jpg" in library.window.notice_bar.text.text()
    assert (photos / "photo 000.jpg").exists()
    assert not trash.exists()
    assert page.items.rowCount() == 2


def test_files_that_the_trash_refuses_stay_and_it_is_said(
    library: Program, page: DuplicatesPage, photos: Path, trash: Path, qtbot: QtBot
) -> None:
    trash.parent.parent.mkdir()
    trash.parent.write_text("no folder, so that there is no trash")
    before = names(photos)
    qtbot.keyClick(page.view, Keys.Key_K)
    accept(library, qtbot)
    qtbot.waitUntil(library.window.notice_bar.isVisible)
    assert "photo 000.jpg" in library.window.notice_bar.text.text()
    assert names(photos) == before
    assert not library.session._parts.changes.stack.canUndo()


def test_of_equal_files_the_others_go(
    library: Program, page: DuplicatesPage, photos: Path, trash: Path, qtbot: QtBot
) -> None:
    copies = [photos / "photo 000.jpg", photos / "copy.jpg", photos / "another copy.jpg"]
    for copy in copies[1:]:
        copy.write_bytes(copies[0].read_bytes())
    show_files(page, copies)
    assert not page.compare.isEnabled()
    qtbot.keyClick(page.view, Keys.Key_K)
    accept(library, qtbot)
    qtbot.waitUntil(lambda: names(trash) == ["another copy.jpg", "copy.jpg"])
    assert copies[0].exists()
    qtbot.waitUntil(lambda: page.items.rowCount() == 0)
    assert page.said.isVisible()


def test_all_shots_are_cleaned_up_at_once_but_no_scene(
    library: Program, page: DuplicatesPage, trash: Path, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.keep_all, Qt.MouseButton.LeftButton)
    accept(library, qtbot)
    qtbot.waitUntil(lambda: names(trash) == ["photo 000.jpg"])
    qtbot.waitUntil(lambda: page.items.rowCount() == 1)
    assert page.items.groups()[0].reason == "scene"
    assert not page.keep_all.isEnabled()


def test_a_group_can_be_set_aside_and_called_back(
    library: Program, page: DuplicatesPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.view, Keys.Key_N)
    assert [group.reason for group in page.items.groups()] == ["scene"]
    page.look_again_wanted.emit()
    qtbot.waitUntil(lambda: not page.busy.isVisible())
    assert [group.reason for group in page.items.groups()] == ["scene"]
    library.session._parts.changes.stack.undo()
    page.look_again_wanted.emit()
    qtbot.waitUntil(lambda: page.items.rowCount() == 2)


def test_undo_after_looking_again_leaves_the_new_groups_alone(
    library: Program, page: DuplicatesPage, photos: Path, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.view, Keys.Key_K)
    accept(library, qtbot)
    stack = library.session._parts.changes.stack
    qtbot.waitUntil(lambda: stack.canUndo() and page.items.rowCount() == 1)
    page.look_again_wanted.emit()  # this worker finds the same again
    qtbot.waitUntil(lambda: page.items.rowCount() == 2)
    stack.undo()
    qtbot.waitUntil(lambda: len(names(photos)) == 6)
    stack.redo()
    qtbot.waitUntil(lambda: len(names(photos)) == 5)
    assert page.items.rowCount() == 2


def test_one_reason_is_shown_alone(page: DuplicatesPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.segments[3], Qt.MouseButton.LeftButton)
    assert [group.reason for group in page.items.groups()] == ["scene"]
    qtbot.mouseClick(page.segments[1], Qt.MouseButton.LeftButton)
    assert page.items.rowCount() == 0
    assert not page.foot.isVisible()


def test_a_click_on_a_photo_keeps_it(page: DuplicatesPage, qtbot: QtBot) -> None:
    view = page.view
    index = page.items.index(1)
    layout = view._delegate.layout_of(page.items.groups()[1], view.font())
    place = view.visualRect(index).topLeft() + layout.picture(2).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.currentIndex() == index
    assert page.items.groups()[1].kept == 2


def test_a_group_is_compared_and_one_of_it_kept(
    library: Program, page: DuplicatesPage, trash: Path, qtbot: QtBot
) -> None:
    window = library.window
    qtbot.keyClick(page.view, Keys.Key_C)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.compare_page)
    compare = window.compare_page
    assert compare.ids() == [2, 1]
    assert [column.isVisible() for column in compare.columns] == [True, True, False, False]
    views = [column.view for column in compare.columns[:2]]
    qtbot.waitUntil(lambda: not any(view.image().isNull() for view in views))
    assert library.session.chosen_ids() == [2]
    qtbot.keyClick(compare, Keys.Key_Right)
    assert library.session.chosen_ids() == [1]
    qtbot.keyClick(compare, Keys.Key_Plus)
    assert views[0].look().zoom == pytest.approx(views[1].look().zoom) == pytest.approx(1.25)
    qtbot.keyClick(compare, Keys.Key_K)
    accept(library, qtbot)
    qtbot.waitUntil(lambda: names(trash) == ["photo 001.jpg"])
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page)
    assert [group.reason for group in page.items.groups()] == ["scene"]


def test_of_three_compared_photos_one_is_thrown_away(library: Program, trash: Path, qtbot: QtBot) -> None:
    window = library.window
    library.session.comparing.compare([1, 2, 3])
    qtbot.waitUntil(lambda: window.compare_page.ids() == [1, 2, 3])
    qtbot.waitUntil(lambda: not window.compare_page.columns[0].view.image().isNull())
    assert window.compare_page.columns[0].caption.text() == "a dog"
    qtbot.mouseClick(window.compare_page.columns[1].trash, Qt.MouseButton.LeftButton)
    accept(library, qtbot)
    qtbot.waitUntil(lambda: window.compare_page.ids() == [1, 3])
    assert names(trash) == ["photo 001.jpg"]
    window.actions_by_name["back"].trigger()
    assert window.pages.currentWidget() is window.grid_page
    assert all(column.view.image().isNull() for column in window.compare_page.columns)


def test_a_photo_that_cannot_be_read_says_so(library: Program, photos: Path, qtbot: QtBot) -> None:
    (photos / "photo 001.jpg").write_bytes(b"no photo")
    library.session.comparing.compare([1, 2])
    view = library.window.compare_page.columns[1].view
    qtbot.waitUntil(lambda: bool(view.message()))
    assert view.image() == QImage()


def test_delete_does_not_throw_the_photo_to_keep_away(library: Program, page: DuplicatesPage) -> None:
    library.window.actions_by_name["trash"].trigger()
    assert library.session.comparing._trashing.question is None
    assert "K" in library.window.notice_bar.text.text()


def test_one_photo_alone_is_not_compared(library: Program, qtbot: QtBot) -> None:
    library.session.comparing.compare([1])
    assert library.window.pages.currentWidget() is library.window.grid_page
    assert library.window.notice_bar.isVisible()


def test_chosen_photos_of_the_grid_go_to_the_trash(
    library: Program, photos: Path, trash: Path, qtbot: QtBot
) -> None:
    library.session.comparing.trash([1, 4])
    accept(library, qtbot)
    qtbot.waitUntil(lambda: names(trash) == ["photo 000.jpg", "photo 003.jpg"])
    qtbot.waitUntil(library.session._parts.changes.stack.canUndo)
    library.session._parts.changes.stack.undo()
    qtbot.waitUntil(lambda: len(names(photos)) == 6)


def test_a_file_whose_place_was_taken_does_not_come_back_and_it_is_said(
    library: Program, photos: Path, trash: Path, qtbot: QtBot
) -> None:
    library.session.comparing.trash([1])
    accept(library, qtbot)
    stack = library.session._parts.changes.stack
    qtbot.waitUntil(stack.canUndo)
    (photos / "photo 000.jpg").write_bytes(b"newer")
    stack.undo()
    bar = library.window.notice_bar
    qtbot.waitUntil(lambda: "did not come back" in bar.text.text() or _next_notice(library))
    assert (photos / "photo 000.jpg").read_bytes() == b"newer"
    assert names(trash) == ["photo 000.jpg"]


def _next_notice(program: Program) -> bool:
    """Messages come one after the other."""
    if program.window.notice_bar.isVisible():
        program.window.notice_bar.dismiss.click()
    return False


def test_a_message_names_a_few_files_and_counts_the_rest() -> None:
    text = ", ".join(trashing.named([Path(f"{number}.jpg") for number in range(9)]))
    assert text.startswith("0.jpg, 1.jpg")
    assert text.endswith("and 3 more")
