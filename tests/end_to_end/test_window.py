"""The real window with the real worker process, driven as a person would: keys, mouse, a dropped file."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program, build, make_application
from photoseek.gui.grid.photo_items import PHOTO_ROLE
from photoseek.library.records import Photo
from photoseek.paths import Paths

PATIENCE = 400_000  # ms; the models are compiled on the first start, on a machine that may be busy


NAMES = ("astronaut.png", "cat.png", "coffee.png", "rocket.jpg", "temple.jpg", "flower.jpg")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_photographs: Path) -> Path:
    folder = tmp_path_factory.mktemp("my photos")
    for name in NAMES:
        shutil.copy(sample_photographs / name, folder)
    (folder / "broken.jpg").write_bytes((sample_photographs / "rocket.jpg").read_bytes()[:2000])
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One library for the tests of this module, so that it is made once."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture
def open_window(qtbot: QtBot, base: Path) -> Iterator[Callable[[], Program]]:
    opened: list[Program] = []

    def open_one() -> Program:
        paths = Paths(base)
        paths.create()
        program = build(make_application(), paths)
        program.session.remembers = False  # every test begins with all photos
        opened.append(program)
        qtbot.addWidget(program.window)
        program.window.resize(1200, 800)
        with qtbot.waitExposed(program.window):
            program.window.show()
        program.session.start()
        return program

    yield open_one
    for program in opened:
        program.window.close()


def shown(program: Program) -> list[Photo]:
    """The photos on screen that have been read from the library."""
    photos = [program.photos.index(row).data(PHOTO_ROLE) for row in range(program.photos.rowCount())]
    return [photo for photo in photos if photo is not None]


def names(program: Program) -> list[str]:
    return [photo.path.name for photo in shown(program)]


def all_shown(program: Program, count: int) -> bool:
    return program.photos.rowCount() == count == len(shown(program))


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


def test_a_new_user_chooses_a_folder_and_finds_photos(
    open_window: Callable[[], Program],
    folder: Path,
    sample_photographs: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = open_window()
    window, grid = program.window, program.window.grid_page.grid
    assert window.pages.currentWidget() is window.first_run

    # A folder is chosen: thumbnails arrive, the broken file is named, captions follow.
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    qtbot.mouseClick(window.first_run.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all_shown(program, len(NAMES)), timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: all(program.thumbnails.image(photo) is not None for photo in shown(program)), timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: all(photo.caption for photo in shown(program)), timeout=PATIENCE)
    assert sorted(names(program)) == sorted(NAMES)
    qtbot.waitUntil(lambda: window.progress.failures.isVisible(), timeout=PATIENCE)
    qtbot.mouseClick(window.progress.failures, Qt.MouseButton.LeftButton)
    failures = program.session.dialogs.failures_dialog
    items = failures.list.view.model()
    qtbot.waitUntil(lambda: items.rowCount() == 1, timeout=PATIENCE)
    assert items.index(0, 0).data() == "broken.jpg"
    failures.accept()

    # Words are typed: hits arrive, the best first; a suggested word is clicked.
    qtbot.keyClick(grid, Qt.Key.Key_C)
    qtbot.keyClicks(window.search_bar.field, "offee")
    qtbot.waitUntil(lambda: window.grid_page.title.text() == "“coffee”", timeout=PATIENCE)
    qtbot.waitUntil(program.session.searching.is_answered, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(names(program)), timeout=PATIENCE)
    assert names(program)[0] == "coffee.png"
    words = window.words_panel.near
    qtbot.waitUntil(lambda: words.model().rowCount() > 3, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.words_panel.topic.text() == "Near “coffee”", timeout=PATIENCE)
    word = words.model().index(1, 0).data()  # below its heading
    place = words.visualRect(words.model().index(1, 0)).center()
    qtbot.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.search_bar.words().split()[-1] == word
    qtbot.waitUntil(program.session.searching.is_answered, timeout=PATIENCE)

    # A word nobody knows is said to be unknown.
    window.search_bar.set_words("qqzzxx")
    qtbot.waitUntil(window.unknown_words.isVisible, timeout=PATIENCE)
    assert program.photos.rowCount() == 0

    # A photo from elsewhere is dropped: the same scene comes first.
    drop(program, sample_photographs / "cat.png")
    qtbot.waitUntil(lambda: bool(names(program)), timeout=PATIENCE)
    assert names(program)[0] == "cat.png"
    assert "cat.png" in window.search_bar.chip.text()

    # The photo page, its caption edited, and from there photos like it.
    grid.setCurrentIndex(program.photos.index(0))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    page = window.photo_page
    qtbot.waitUntil(lambda: page.view.image().width() == 451, timeout=PATIENCE)
    page.captions["en"].edit.setPlainText("Zwetschgi looks at me")
    qtbot.keyClick(page.captions["en"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.captions["en"].origin.text().startswith("Edited by you"), timeout=PATIENCE)
    qtbot.mouseClick(page.find_similar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.grid_page.title.text() == "Photos like cat.png", timeout=PATIENCE)
    qtbot.waitUntil(program.session.searching.is_answered, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(names(program)) == len(NAMES) - 1, timeout=PATIENCE)
    assert "cat.png" not in names(program)

    # A name that only the user knows finds the photo now.
    window.search_bar.clear()
    window.search_bar.set_words("zwetschgi")
    qtbot.waitUntil(lambda: names(program)[:1] == ["cat.png"], timeout=PATIENCE)


def test_work_is_paused_and_goes_on(
    open_window: Callable[[], Program], folder: Path, sample_photographs: Path, qtbot: QtBot
) -> None:
    program = open_window()
    pause = program.window.progress.pause
    qtbot.waitUntil(lambda: all_shown(program, len(NAMES)), timeout=PATIENCE)
    qtbot.waitUntil(pause.isEnabled, timeout=PATIENCE)
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pause.accessibleName() == "Go on", timeout=PATIENCE)
    shutil.copy(sample_photographs / "coins.png", folder)
    program.window.actions_by_name["look_again"].trigger()
    program.window.search_bar.set_words("rocket")  # searching goes on meanwhile
    qtbot.waitUntil(lambda: names(program)[:1] == ["rocket.jpg"], timeout=PATIENCE)
    program.window.search_bar.clear()
    qtbot.waitUntil(lambda: all_shown(program, len(NAMES)), timeout=PATIENCE)
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "coins.png" in names(program), timeout=PATIENCE)


@pytest.mark.logs_errors
def test_a_killed_worker_is_started_again_and_said_so(
    open_window: Callable[[], Program], qtbot: QtBot
) -> None:
    program = open_window()
    qtbot.waitUntil(lambda: program.photos.rowCount() > 0, timeout=PATIENCE)
    first = program.client.process_id()
    with qtbot.waitSignal(program.client.stopped, timeout=PATIENCE):
        os.kill(first, signal.SIGKILL)
    assert "stopped unexpectedly" in program.window.notice_bar.text.text()
    program.window.search_bar.set_words("flower")
    qtbot.waitUntil(lambda: names(program)[:1] == ["flower.jpg"], timeout=PATIENCE)
    assert program.client.process_id() not in (0, first)


def test_settings_change_the_window_and_folders_leave_the_library(
    open_window: Callable[[], Program], qtbot: QtBot
) -> None:
    program = open_window()
    qtbot.mouseClick(program.window.settings_button, Qt.MouseButton.LeftButton)
    dialog = program.session.dialogs.settings_dialog
    watched = dialog.folders.folders
    qtbot.waitUntil(lambda: watched.count() == 1, timeout=PATIENCE)
    dialog.show_section(2)
    qtbot.keyClick(dialog.appearance.thumbnails, Qt.Key.Key_End)
    assert program.window.grid_page.grid.wanted_side() == 320
    dialog.show_section(0)
    watched.setCurrentRow(0)
    qtbot.mouseClick(dialog.folders.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: watched.count() == 0, timeout=PATIENCE)
    qtbot.waitUntil(lambda: program.photos.rowCount() == 0, timeout=PATIENCE)
    dialog.accept()
