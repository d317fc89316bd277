"""The window over photos whose disk hangs: it touches that disk on threads alone, or it would hang, too."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from photoseek.gui import background
from photoseek.gui.app import Program
from photoseek.gui.export import desktop
from tests.support.hanging_disk import HangingDisk, why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can be tested")


@pytest.fixture
def disk(ids: list[int], tmp_path: Path) -> Iterator[HangingDisk]:
    """What holds the library's photos."""
    shutil.copytree(tmp_path / "photos", tmp_path / "content")
    made = HangingDisk(tmp_path / "content", tmp_path / "photos")
    yield made
    made.pull()


def test_nothing_that_people_do_waits_for_a_dead_disk(
    disk: HangingDisk,
    library: Program,
    ids: list[int],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(desktop, "open_file", lambda path: bool(opened.append(path)))
    monkeypatch.setattr(desktop, "_file_manager_shows", lambda _path: False)
    monkeypatch.setattr(background, "STUCK", 0.1)
    session, window = library.session, library.window
    disk.hang("all *")
    session.viewing.open(ids[0])
    session.exporting.copy_image(ids[1])
    session.exporting.open_with(ids[2])
    session.exporting.show_in_folder(ids[3])
    session.comparing.compare(ids[:2])
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "photos" / "photo 004.jpg"))])
    window.drop_area.take(dropped)
    qtbot.wait(500)
    assert not opened
    disk.hang("nothing")
    qtbot.waitUntil(lambda: len(opened) == 2)
    session.viewing.open(ids[0])
    qtbot.waitUntil(lambda: session.viewing._shelf.take(ids[0]) is not None)
    disk.hang("all *")
    session.viewing.step(1)  # and so the window is closed
