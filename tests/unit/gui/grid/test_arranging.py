import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoseek import settings as settings_file
from photoseek.gui.app import Program
from photoseek.gui.grid.photo_items import PHOTO_ROLE
from photoseek.paths import Paths


def test_whole_photos_are_shown_in_their_shape_and_stay_so(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    page = library.window.grid_page
    qtbot.mouseClick(page.shape, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(library.photos.ratios()) != {1.5})
    qtbot.waitUntil(lambda: library.photos.index(0).data(PHOTO_ROLE) is not None)
    photo = library.photos.index(0).data(PHOTO_ROLE)
    assert library.photos.ratios()[0] == pytest.approx(photo.width / photo.height)
    assert settings_file.load(paths.settings).grid == "justified"
    library.session._parts.preferences.change(grid="square")
    assert not page.grid.is_justified()
    assert not page.shape.isChecked()


def test_thumbnails_take_the_memory_of_the_settings(library: Program) -> None:
    library.session._parts.preferences.change(thumbnail_memory=64)
    assert library.thumbnails._limit == 64 * 2**20
