import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoseek.errors import UserError
from photoseek.gui.app import Bugs, Program, build, make_application
from photoseek.gui.background import Problem
from photoseek.gui.screenshot import render
from photoseek.paths import Paths
from tests.support.small_library import make_library


@pytest.fixture
def hooks() -> Iterator[None]:
    kept = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = kept


def test_the_window_is_built_without_networks_and_without_the_database_toolkit(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from photoseek.gui.app import build, make_application
from photoseek.paths import Paths
paths = Paths(Path({str(tmp_path)!r}))
paths.create()
program = build(make_application(), paths)
program.window.show()
heavy = ("torch", "torchvision", "hnswlib", "openvino", "timm", "sqlalchemy", "numpy", "skimage", "sklearn")
print([name for name in heavy if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_settings_that_cannot_be_read_are_said_and_the_window_opens(tmp_path: Path, qtbot: QtBot) -> None:
    paths = Paths(tmp_path)
    paths.create()
    paths.settings.write_text('{"thumbnail_size": 7}', encoding="utf-8")
    program: Program = build(make_application(), paths)
    qtbot.addWidget(program.window)
    assert "thumbnail_size" in program.window.notice_bar.text.text()
    program.session.close()


@pytest.mark.logs_errors
@pytest.mark.parametrize("on_a_thread", [False, True])
def test_a_bug_is_logged_and_shown(
    on_a_thread: bool, hooks: None, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    bugs = Bugs()
    bugs.listen()
    found: list[Problem] = []
    bugs.found.connect(found.append)

    def report() -> None:
        try:
            raise ValueError("seven")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)

    def work() -> None:
        raise ValueError("seven")

    if on_a_thread:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    else:
        report()
    qtbot.waitUntil(lambda: bool(found))
    assert (found[0].message, found[0].theirs) == ("seven", False)
    assert "ValueError: seven" in found[0].details
    assert any(record.levelno == logging.CRITICAL for record in caplog.records)


def test_a_screenshot_shows_the_photos_of_the_library(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtGui import QImage

    paths = Paths(tmp_path / "base")
    make_library(paths, tmp_path / "photos", 6)
    render(paths, tmp_path / "shots" / "window.png")
    image = QImage(str(tmp_path / "shots" / "window.png"))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {
        (pixel.red() // 64, pixel.green() // 64, pixel.blue() // 64)
        for x in range(0, 1000, 20)
        for pixel in (image.pixelColor(x, 250),)
    }
    assert len(colours) >= 4  # the first line of photos and the ground between them


def test_a_screenshot_that_cannot_be_written_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    paths = Paths(tmp_path / "base")
    make_library(paths, tmp_path / "photos", 1)
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(UserError, match="Choose another place"):
        render(paths, tmp_path / "folder.png")
