"""The whole window over a real library, with a worker that loads no network."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from photoseek import settings as settings_file
from photoseek.gui.app import Program, build, make_application
from photoseek.gui.export import desktop
from photoseek.gui.grid.photo_items import PHOTO_ROLE
from photoseek.gui.search.unknown_words_bar import WordButton
from photoseek.library import captions
from photoseek.library.database import Database
from photoseek.paths import Paths
from tests.support.scripted_requests import requests


def drop(program: Program, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(500, 400)
    for event in (
        QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, mime, left, none),
        QDropEvent(place, Qt.DropAction.CopyAction, mime, left, none),
    ):
        QApplication.sendEvent(program.window, event)


def test_a_new_user_sees_the_first_page_and_chooses_a_folder(
    program: Program, paths: Paths, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.session.start()
    window = program.window
    assert window.pages.currentWidget() is window.first_run
    assert not window.search_bar.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    qtbot.mouseClick(window.first_run.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"path='{tmp_path}'" in requests(paths))
    assert window.pages.currentWidget() is window.grid_page
    assert window.search_bar.isVisible()
    assert window.focusWidget() is window.search_bar.field


def test_sample_photos_are_one_click_away(program: Program, paths: Paths, qtbot: QtBot) -> None:
    program.session.start()
    qtbot.mouseClick(program.window.first_run.samples, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "AddFolder" in requests(paths))
    assert (paths.base / "sample photographs" / "cat.png").is_file()


def test_the_library_is_on_screen_with_thumbnails_and_captions(library: Program, qtbot: QtBot) -> None:
    photos = library.photos
    qtbot.waitUntil(lambda: photos.index(0).data(PHOTO_ROLE) is not None)
    photo = photos.index(0).data(PHOTO_ROLE)
    assert photo.caption == "a dog"
    qtbot.waitUntil(library.window.grid_page.grid.is_filled)
    middle = library.window.grid_page.grid.visualRect(photos.index(0)).center()
    shown = library.window.grid_page.grid.viewport().grab().toImage().pixelColor(middle)
    assert shown.red() > 150 > 100 > shown.blue()  # the first photo is red
    qtbot.waitUntil(lambda: "6 photo" in library.window.progress.counts.text())


def test_typed_words_bring_hits_and_escape_the_whole_library(
    library: Program, ids: list[int], qtbot: QtBot
) -> None:
    window = library.window
    qtbot.keyClick(window.grid_page.grid, Qt.Key.Key_D)  # typing anywhere in the grid
    qtbot.keyClicks(window.search_bar.field, "og")
    qtbot.waitUntil(lambda: list(library.photos.ids) == [1])
    assert window.grid_page.title.text() == "“dog”"
    assert window.grid_page.order.currentData() == "relevance"
    window.actions_by_name["back"].trigger()
    qtbot.waitUntil(lambda: list(library.photos.ids) == ids)
    assert window.grid_page.title.text() == "All photos"
    assert window.search_bar.words() == ""


def test_a_window_that_filled_the_desktop_does_so_after_full_screen(library: Program) -> None:
    window = library.window
    window.showMaximized()
    window.actions_by_name["full_screen"].trigger()
    assert window.isFullScreen()
    window.actions_by_name["back"].trigger()
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_letters_typed_at_a_button_begin_a_search(library: Program, qtbot: QtBot) -> None:
    window = library.window
    window.words_button.setFocus()
    qtbot.keyClicks(window.words_button, "d")
    assert window.search_bar.words() == "d"
    assert window.focusWidget() is window.search_bar.field
    qtbot.keyClick(window.words_button, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert window.search_bar.words() == "d"


def test_an_unknown_word_can_be_replaced_by_a_click(library: Program, qtbot: QtBot) -> None:
    window = library.window
    window.search_bar.set_words("nonsense")
    qtbot.waitUntil(window.unknown_words.isVisible)
    assert library.photos.rowCount() == 0
    buttons = {button.text(): button for button in window.unknown_words.findChildren(WordButton)}
    qtbot.mouseClick(buttons["cat"], Qt.MouseButton.LeftButton)
    assert window.search_bar.words() == "cat"
    qtbot.waitUntil(lambda: list(library.photos.ids) == [1])
    assert window.unknown_words.isHidden()


def test_a_suggested_word_is_added_by_a_click(library: Program, qtbot: QtBot) -> None:
    window = library.window
    words = window.words_panel.near
    window.search_bar.set_words("dog")
    qtbot.waitUntil(lambda: window.words_panel.near_items.words() == ["beach"])
    place = words.visualRect(words.model().index(1, 0)).center()  # below its heading
    qtbot.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.search_bar.words() == "dog, beach"


def test_a_dropped_photo_is_searched_and_shown_as_a_chip(
    library: Program, paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(library, tmp_path / "photos" / "photo 002.jpg")
    qtbot.waitUntil(lambda: "Search" in requests(paths))
    qtbot.waitUntil(lambda: list(library.photos.ids) == [1])
    chip = library.window.search_bar.chip
    assert "photo 002.jpg" in chip.text()
    qtbot.waitUntil(lambda: not chip.icon().isNull())
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: library.photos.rowCount() == 6)


def test_a_pasted_image_is_kept_outside_the_photo_folders_and_searched(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    library.window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: "Search" in requests(paths))
    assert str(paths.cache / "pasted" / "pasted photo.png") in requests(paths)
    assert QImage(str(paths.cache / "pasted" / "pasted photo.png")).size() == image.size()


def test_a_photo_is_opened_walked_through_and_left_where_one_is(
    library: Program, ids: list[int], qtbot: QtBot
) -> None:
    window, grid, page = library.window, library.window.grid_page.grid, library.window.photo_page
    grid.setCurrentIndex(library.photos.index(0))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.captions["en"].edit.toPlainText() == "a dog")
    qtbot.waitUntil(lambda: page.view.image().width() == 320)
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.captions["en"].edit.toPlainText() == "a cat")
    qtbot.waitUntil(lambda: page.view.image().width() == 321)
    assert page.position.text() == "2 of 6"
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page
    assert grid.current_id() == ids[1]


def test_a_photo_whose_file_has_gone_says_so(
    library: Program, tmp_path: Path, ids: list[int], qtbot: QtBot
) -> None:
    (tmp_path / "photos" / "photo 003.jpg").unlink()
    library.session.viewing.open(ids[3])
    view = library.window.photo_page.view
    qtbot.waitUntil(lambda: "not there" in view.message())


def test_find_similar_asks_for_the_photo_of_the_page(
    library: Program, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    library.session.viewing.open(ids[2])
    page = library.window.photo_page
    qtbot.waitUntil(lambda: page.photo_id() == ids[2])
    qtbot.mouseClick(page.find_similar, Qt.MouseButton.LeftButton)
    # Not the request: the page asks for similar photos by itself, too.
    qtbot.waitUntil(lambda: library.window.pages.currentWidget() is library.window.grid_page)
    qtbot.waitUntil(lambda: list(library.photos.ids) == [1])
    assert f"photo_id={ids[2]}" in requests(paths)
    assert library.window.grid_page.title.text() == "Photos like photo 002.jpg"


def test_an_edited_caption_goes_to_the_worker(
    library: Program, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    library.session.viewing.open(ids[0])
    page = library.window.photo_page
    qtbot.waitUntil(lambda: page.captions["en"].edit.toPlainText() == "a dog")
    page.captions["en"].edit.setPlainText("Rex")
    qtbot.keyClick(page.captions["en"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "text='Rex'" in requests(paths))


def test_the_page_tells_which_searched_words_the_photo_shows(
    library: Program, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    page = library.window.photo_page
    library.session.viewing.open(ids[0])
    qtbot.waitUntil(lambda: page.photo_id() == ids[0])
    assert "ExplainHit" not in requests(paths)
    library.session.searching.by_words("dog sofa")
    qtbot.waitUntil(lambda: list(library.photos.ids) == [1])
    library.session.viewing.open(1)
    qtbot.waitUntil(page.reasons.isVisible)
    assert "text='dog sofa'" in requests(paths).split("ExplainHit")[1]
    assert [row.accessibleName() for row in page.reasons.rows()] == ["dog: 87 %", "sofa: not seen"]
    library.session.searching.back_to_everything()
    library.session.viewing.open(1)
    assert page.reasons.isHidden()


def test_a_tag_is_searched_for(library: Program, paths: Paths, ids: list[int], qtbot: QtBot) -> None:
    library.session.viewing.open(ids[0])
    library.window.photo_page.tags.chosen.emit("grass")
    qtbot.waitUntil(lambda: "text='grass'" in requests(paths))
    assert library.window.pages.currentWidget() is library.window.grid_page


def test_captions_are_shown_in_the_language_that_is_chosen(
    library: Program, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        captions.edit(session, ids[0], "zh", "一只狗")
    database.close()

    def caption() -> str | None:
        photo = library.photos.index(0).data(PHOTO_ROLE)
        return photo.caption if photo is not None else None

    qtbot.waitUntil(lambda: caption() == "a dog")
    library.session.preferences.change(caption_languages="zh+en")
    qtbot.waitUntil(lambda: caption() == "一只狗")
    library.session.preferences.change(caption_languages="en")
    qtbot.waitUntil(lambda: caption() == "a dog")


def test_show_in_folder_names_the_photo_s_file(
    library: Program, ids: list[int], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(desktop, "show_in_folder", lambda path: bool(shown.append(path)))
    library.window.photo_page.folder_wanted.emit(ids[4])
    qtbot.waitUntil(lambda: shown == [tmp_path / "photos" / "photo 004.jpg"])
    qtbot.waitUntil(library.window.notice_bar.isVisible)


def test_settings_are_kept_and_told_to_the_worker(library: Program, paths: Paths, qtbot: QtBot) -> None:
    qtbot.mouseClick(library.window.settings_button, Qt.MouseButton.LeftButton)
    dialog = library.session.dialogs.settings_dialog
    qtbot.waitUntil(lambda: dialog.folders.folders.count() == 1)
    qtbot.keyClick(dialog.sections, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.model.captions, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.sections, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.appearance.thumbnails, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "ReloadSettings" in requests(paths))
    kept = settings_file.load(paths.settings)
    assert (kept.make_captions, kept.thumbnail_size) == (False, 260)
    assert library.window.grid_page.grid.wanted_side() == 260
    dialog.accept()
    assert library.session.dialogs.settings_dialog is None


def test_pause_is_asked_for_and_told_again_to_a_new_worker(
    library: Program, paths: Paths, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    library.session._pause(True)
    pause = library.window.progress.pause
    qtbot.waitUntil(lambda: pause.accessibleName() == "Go on")
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pause.accessibleName() == "Pause")
    assert requests(paths).count("SetPaused") == 2


@pytest.mark.logs_errors
def test_a_worker_that_dies_is_said_and_started_again(library: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(library.client.stopped):
        library.window.search_bar.set_words("crash")
    bar = library.window.notice_bar
    assert "stopped unexpectedly" in bar.text.text()
    assert "started again" in library.window.progress.text.text()
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert "the last words" in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: list(library.photos.ids) == [1])


def test_a_bug_in_a_search_is_shown_with_its_details(library: Program, qtbot: QtBot) -> None:
    library.window.search_bar.set_words("bug")
    bar = library.window.notice_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.action.text() == "Copy details"
    assert library.window.grid_page.empty.text() == "This search went wrong."


def test_the_order_can_be_chosen(library: Program, ids: list[int], qtbot: QtBot) -> None:
    qtbot.keyClick(library.window.grid_page.order, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: list(library.photos.ids) == ids[::-1])


def test_the_window_returns_where_it_was(program: Program, paths: Paths, qtbot: QtBot) -> None:
    program.window.resize(780, 640)  # the offscreen screen is 800 pixels wide
    program.window.close()
    again = build(make_application(), paths)
    qtbot.addWidget(again.window)
    assert (again.window.width(), again.window.height()) == (780, 640)


def test_every_button_and_field_has_a_name_for_who_cannot_see_it(library: Program) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSlider

    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSlider)
    shown = [widget for kind in kinds for widget in library.window.findChildren(kind) if widget.isVisible()]
    named = [widget for widget in shown if widget.accessibleName() or getattr(widget, "text", str)()]
    assert len(shown) > 8
    assert named == shown


def test_the_photo_looked_at_can_be_dragged_out(
    library: Program, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[object] = []
    taken = "photoseek.gui.export.exporting.QDrag.exec"
    monkeypatch.setattr(taken, lambda drag, _action: dragged.append(drag.mimeData().urls()))
    monkeypatch.setattr(
        "photoseek.gui.export.exporting.QGuiApplication.mouseButtons", lambda: Qt.MouseButton.LeftButton
    )
    library.session.viewing.open(ids[1])
    qtbot.waitUntil(lambda: library.window.photo_page.photo_id() == ids[1])
    library.window.photo_page.view.carried.emit()
    qtbot.waitUntil(lambda: bool(dragged))
    assert [url.fileName() for url in dragged[0]] == ["photo 001.jpg"]  # type: ignore[attr-defined]
