"""A newcomer's hour with the real worker and real photographs, and what is there the next day."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from photoseek.gui import interpreter
from photoseek.gui.app import build, make_application
from photoseek.gui.export.dragged_photos import put_ids
from photoseek.gui.sidebar.sidebar_items import ENTRY_ROLE
from photoseek.paths import Paths
from tests.support.visitor import Visitor
from tests.support.watchdog import Watchdog

BLOCKED = (
    0.5  # seconds of our own, on a machine that does other things, too; README.md tells what was measured
)
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_photographs: Path) -> Path:
    """Photographs, one of them twice."""
    folder = tmp_path_factory.mktemp("my photos") / "Pictures"
    shutil.copytree(sample_photographs, folder)
    shutil.copy(folder / "coffee.png", folder / "coffee copy.png")
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, compiled_models: Path) -> Path:
    """One library for the tests of this module, which go on where the one before ended."""
    paths = Paths(tmp_path_factory.mktemp("library"))
    paths.cache.mkdir()
    paths.compiled_models.symlink_to(compiled_models, target_is_directory=True)
    return paths.base


@pytest.fixture(autouse=True)
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash" / "files"


@pytest.fixture
def come(qtbot: QtBot, base: Path) -> Iterator[Callable[[], Visitor]]:
    """Opens the window. However long it is open, nothing keeps it from its events."""
    open_windows = ExitStack()

    def come() -> Visitor:
        paths = Paths(base)
        paths.create()
        application = make_application()
        interpreter.make_way()
        program = build(application, paths)
        open_windows.callback(program.window.close)
        program.window.resize(1280, 800)
        with qtbot.waitActive(program.window):
            program.window.show()
            program.window.activateWindow()
        watchdog = open_windows.enter_context(Watchdog())
        open_windows.callback(lambda: watched.append(watchdog))
        program.session.start()
        return Visitor(program, qtbot)

    watched: list[Watchdog] = []
    yield come
    open_windows.close()
    for watchdog in watched:
        own, longest = watchdog.longest_own * 1000, watchdog.longest * 1000
        _tell(f"longest block {own:.0f} ms, with the wait for a processor {longest:.0f} ms")
        for block in watchdog.blocks:
            _tell(str(block))
        assert watchdog.longest_own < BLOCKED


def test_the_first_hour(
    come: Callable[[], Visitor],
    folder: Path,
    trash: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crop = tmp_path / "from a message.jpg"
    with Image.open(folder / "temple.jpg") as photograph:
        width, height = photograph.size
        box = (width // 5, height // 8, width * 9 // 10, height * 9 // 10)
        photograph.crop(box).resize((240, 170)).save(crop, quality=60)
    visitor = come()
    window, session, photos = visitor.window, visitor.program.session, visitor.program.photos
    count = len(list(folder.iterdir()))

    # A folder is chosen, and photos are there.
    assert window.pages.currentWidget() is window.first_run
    visitor.keeps("1 first run")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    chosen = time.perf_counter()
    visitor.clicks(window.first_run.choose)
    thumbnails = visitor.program.thumbnails
    visitor.waits(lambda: any(thumbnails.image(photo) is not None for photo in visitor.photos()))
    _tell(f"first thumbnail after {time.perf_counter() - chosen:.1f} s")

    # Words are typed while the rest is taken in, and no letter is lost.
    visitor.types("a motorcycle")
    assert window.search_bar.words() == "a motorcycle"
    visitor.waits(lambda: visitor.names()[:1] in (["motorcycle.png"], ["motorcycle from the right.png"]))
    visitor.keeps("2 search")
    visitor.presses(Key.Key_Escape)  # what words may become
    visitor.presses(Key.Key_Escape)
    assert window.grid_page.title.text() == "All photos"
    visitor.waits(lambda: photos.rowCount() == count - 1)  # a photo is its content: twice the same is one
    visitor.waits(lambda: all(photo.caption for photo in visitor.photos()))

    # Why is this here? Not all that was asked for is in it.
    visitor.types("red cat")
    visitor.presses(Key.Key_Return)
    visitor.waits_for_the_answer()
    assert visitor.names()[0] == "cat.png"
    visitor.opens(0)
    page = window.photo_page
    visitor.waits(lambda: [row.reason.word for row in page.reasons.rows()] == ["red", "cat"])
    assert [row.reason.seen for row in page.reasons.rows()] == [False, True]
    visitor.keeps("3 why this photo")

    # A caption is put right, while the library goes on changing, and taken back, and put right again.
    edit = page.captions["en"].edit
    visitor.clicks(edit.viewport())
    visitor.presses(Key.Key_A, CONTROL)
    visitor.types("Zwetschgi ")
    session.show_library()
    session.viewing.refresh()
    visitor.types("looks at me")
    visitor.presses(Key.Key_Return)
    visitor.waits(lambda: page.captions["en"].origin.text().startswith("Edited by you"))
    assert edit.toPlainText() == "Zwetschgi looks at me"
    window.actions_by_name["undo"].trigger()
    visitor.waits(lambda: not page.captions["en"].origin.text().startswith("Edited by you"))
    window.actions_by_name["redo"].trigger()
    visitor.waits(lambda: edit.toPlainText() == "Zwetschgi looks at me")
    visitor.keeps("4 caption")

    # A step to a similar photo and back, then out of the photo, then out of the search.
    page.strip.opened.emit(photos.ids[1])
    visitor.waits(lambda: page.photo_id() == photos.ids[1])
    visitor.presses(Key.Key_Escape)
    visitor.waits(lambda: edit.toPlainText() == "Zwetschgi looks at me")
    visitor.presses(Key.Key_Escape)
    assert window.pages.currentWidget() is window.grid_page
    visitor.presses(Key.Key_Escape)
    visitor.waits(lambda: photos.rowCount() == count - 1)

    # An album of two photos by keys; a third is dropped onto it.
    grid = window.grid_page.grid
    visitor.presses(Key.Key_Home)
    visitor.presses(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen_count() == 2
    visitor.presses(Key.Key_L, CONTROL)
    visitor.waits(lambda: session.browsing.picker is not None and session.browsing.picker.isVisible())
    picker = session.browsing.picker
    assert picker is not None
    picker.field.setText("Best of all")
    visitor.waits(lambda: picker.list.currentIndex().isValid())
    QTest.keyClick(picker.field, Key.Key_Return)
    tree = window.sidebar.tree
    visitor.waits(lambda: _line_of(visitor, "Best of all") == 2)
    mime = QMimeData()
    put_ids(mime, [photos.ids[5]])
    visitor.drops(mime, tree.viewport(), tree.visualRect(_index_of(visitor, "Best of all")).center())
    visitor.waits(lambda: _line_of(visitor, "Best of all") == 3)
    visitor.keeps("5 album")

    # Where is this from? A part of a photograph, made smaller, is dropped.
    visitor.drops_files([crop])
    visitor.waits(lambda: session.searching.question.photo is not None)
    visitor.waits_for_the_answer()
    assert visitor.names()[0] == "temple.jpg"
    part = window.asked_photo.photo
    visitor.waits(lambda: bool(part.outlines))
    visitor.keeps("6 dropped photo")
    part.setFocus()
    visitor.presses(Key.Key_Right)
    visitor.presses(Key.Key_Return)  # this part alone
    visitor.waits_for_the_answer()
    assert part.outlines[0].state == "kept"
    visitor.keeps("7 part of it")

    # What is there twice goes to the trash, comes back, and goes again.
    window.actions_by_name["duplicates"].trigger()
    duplicates = window.duplicates_page
    visitor.waits(lambda: any(group.reason == "file" for group in duplicates.items.groups()))
    visitor.keeps("8 duplicates")
    visitor.clicks(duplicates.keep)
    trashing = session.comparing._trashing
    visitor.waits(lambda: trashing.question is not None)
    assert trashing.question is not None
    trashing.question.defaultButton().click()
    visitor.waits(lambda: trash.is_dir() and len(list(trash.iterdir())) == 1)
    visitor.waits(lambda: "to the trash" in window.notice_bar.text.text())
    visitor.clicks(window.notice_bar.action)
    visitor.waits(lambda: len(list(folder.iterdir())) == count)
    window.actions_by_name["redo"].trigger()
    visitor.waits(lambda: len(list(folder.iterdir())) == count - 1)

    # Left in the middle of a search.
    window.actions_by_name["back"].trigger()
    window.search_bar.clear()
    visitor.types("rocket")
    visitor.presses(Key.Key_Return)
    visitor.waits_for_the_answer()
    assert visitor.names()[0] == "rocket.jpg"


@pytest.mark.logs_errors
def test_the_next_day(come: Callable[[], Visitor]) -> None:
    begin = time.perf_counter()
    visitor = come()
    visitor.waits(lambda: visitor.names()[:1] == ["rocket.jpg"])
    _tell(f"photos are shown again after {time.perf_counter() - begin:.1f} s")
    window = visitor.window
    assert window.search_bar.words() == "rocket"
    visitor.keeps("9 the next day")
    visitor.waits(lambda: _line_of(visitor, "Best of all") == 3)
    window.search_bar.clear()
    visitor.waits(lambda: "cat.png" in visitor.names())
    captions = {photo.path.name: photo.caption for photo in visitor.photos()}
    assert captions["cat.png"] == "Zwetschgi looks at me"
    assert captions["rocket.jpg"]

    # The worker is killed while it is asked: it is said, and the answer comes.
    visitor.waits(lambda: visitor.program.client.process_id() != 0)
    window.grid_page.grid.setFocus()
    visitor.types("zwetsch")
    visitor.program.client._process.kill()
    visitor.types("gi")
    visitor.waits(lambda: "stopped unexpectedly" in window.notice_bar.text.text())
    visitor.waits(lambda: visitor.names()[:1] == ["cat.png"] and visitor.program.photos.rowCount() < 17)
    assert window.search_bar.words() == "zwetschgi"
    visitor.keeps("10 after a crash")


def _tell(text: str) -> None:
    """For who runs pytest with -s."""
    sys.stdout.write(text + "\n")


def _index_of(visitor: Visitor, name: str) -> QModelIndex:
    """The line of the sidebar with this name; an invalid index: there is none."""
    model = visitor.window.sidebar.tree.model()
    found = model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, name, 1, Qt.MatchFlag.MatchRecursive)
    return found[0] if found else QModelIndex()


def _line_of(visitor: Visitor, name: str) -> int:
    """How many photos the sidebar says that this part of the library has; -1: there is none."""
    index = _index_of(visitor, name)
    return index.data(ENTRY_ROLE).photos if index.isValid() else -1
