from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.library import points
from photoseek.library.database import Database
from photoseek.paths import Paths
from tests.support.scripted_requests import requests


def test_a_map_that_cannot_be_made_is_asked_for_once(library: Program, paths: Paths, qtbot: QtBot) -> None:
    library.session.mapping.open()
    page = library.window.map_page
    qtbot.waitUntil(lambda: page.message.text().startswith("There are not enough photos"))
    assert page.message.isVisible()
    assert requests(paths).count("MakeMap(") == 1


def test_a_map_is_shown_as_soon_as_it_is_there(
    library: Program, ids: list[int], paths: Paths, qtbot: QtBot
) -> None:
    library.session.mapping.open()
    page = library.window.map_page
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        points.replace_photos(session, "test", {photo: (photo, 1.0) for photo in ids}, len(ids))
    database.close()
    page.made_anew.emit("photos")
    qtbot.waitUntil(lambda: page.photos.ids.tolist() == sorted(ids))
    assert page.photos.isVisible()
