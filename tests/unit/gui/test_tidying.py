"""Memory goes back when the window has come to rest."""

import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui import allocator, tidying
from photoseek.gui.app import Program
from photoseek.gui.tidying import Tidying


def test_what_is_free_goes_back_after_a_page_and_after_a_search(
    library: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(tidying, "REST_MS", 0)
    monkeypatch.setattr(allocator, "return_all", lambda: given.append(True))
    tidy = Tidying(library.session._parts)
    library.window.pages.setCurrentWidget(library.window.photo_page)
    qtbot.waitUntil(lambda: bool(given))
    given.clear()
    library.photos.set_ids(library.photos.ids[:2])
    qtbot.waitUntil(lambda: bool(given))
    tidy.deleteLater()


def test_giving_back_is_possible_on_every_system() -> None:
    allocator.return_all()
