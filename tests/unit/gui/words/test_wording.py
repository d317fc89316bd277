"""The words panel within the window: what it asks the worker and the library."""

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.words.word_items import SUGGESTION_ROLE
from photoseek.gui.words.wording import related_groups, topics_of
from photoseek.ipc import messages
from photoseek.ipc.messages import Suggestion
from photoseek.library import captions
from photoseek.library.database import Database
from photoseek.paths import Paths
from tests.support.scripted_requests import requests


def test_the_last_word_is_told_about_first_and_others_on_request(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    library.session.wording.show_for("dog the sofa -cat")
    qtbot.waitUntil(lambda: "SuggestWords" in requests(paths) and "text='sofa'" in requests(paths))
    library.window.words_panel.topic_chosen.emit("dog")
    qtbot.waitUntil(lambda: "text='dog'" in requests(paths))
    assert "text='cat'" not in requests(paths)
    qtbot.waitUntil(lambda: library.window.words_panel.near_items.words() == ["beach"])


def test_without_a_search_it_shows_what_the_photos_are_about_before_any_model_is_loaded(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    panel = library.window.words_panel
    qtbot.waitUntil(lambda: panel.near_items.rowCount() > 0)
    assert "boat" in panel.near_items.words()
    row = panel.near_items.words().index("boat")
    qtbot.waitUntil(lambda: bool(panel.near_items.index(row).data(SUGGESTION_ROLE).photo_ids))
    assert "SuggestWords" not in requests(paths)
    library.session.wording.show_for("crocus")
    assert panel.near_items.rowCount() == 0  # they are about no word


def test_a_closed_panel_asks_nothing(library: Program, paths: Paths, qtbot: QtBot) -> None:
    library.window.words_panel.hide()
    library.session.wording.show_for("sofa")
    library.client.ask(messages.Rescan, lambda _done: None)
    qtbot.waitUntil(lambda: "Rescan" in requests(paths))
    assert "text='sofa'" not in requests(paths)


def test_an_answer_that_comes_after_the_words_were_taken_out_says_nothing(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    wording, panel = library.session.wording, library.window.words_panel
    wording.show_for("sofa")
    panel.hide()
    wording.show_for("")
    library.client.ask(messages.Rescan, lambda _done: None)
    qtbot.waitUntil(lambda: "Rescan" in requests(paths))  # and so was it, before
    assert panel.near_items.words() != ["beach"]


def test_an_analogy_is_answered_with_pictures(library: Program, qtbot: QtBot) -> None:
    panel = library.window.words_panel
    panel.set_tab("analogy")
    panel.analogy.set_words("man", "king", "woman")
    qtbot.waitUntil(lambda: panel.analogy_items.words() == ["queen"])
    pictures = library.session.wording.pictures
    qtbot.waitUntil(lambda: pictures.image(1) is not None)
    assert not pictures.image(1).isNull()
    panel.analogy.set_words("man", "kign", "woman")
    qtbot.waitUntil(lambda: panel.analogy.note.isVisible())
    assert panel.analogy_items.rowCount() == 0


def test_the_librarys_words_are_read_when_they_are_looked_at(library: Program, qtbot: QtBot) -> None:
    panel = library.window.words_panel
    assert panel.all_items.rowCount() == 0
    panel.set_tab("all")
    qtbot.waitUntil(lambda: "boat" in panel.all_items.words())
    row = panel.all_items.words().index("boat")
    qtbot.waitUntil(lambda: bool(panel.all_items.index(row).data(SUGGESTION_ROLE).photo_ids))


def test_the_tab_is_remembered(library: Program, paths: Paths) -> None:
    library.window.words_panel.set_tab("all")
    stored = QSettings(str(paths.base / "window.ini"), QSettings.Format.IniFormat)
    assert stored.value("words_tab") == "all"


def test_groups_come_in_the_order_of_their_nearness() -> None:
    found = [Suggestion("collar", 0.1, 3, "with"), Suggestion("animal", 0.5, 2, "wider")]
    groups = [group for group in related_groups(found) if group.words]
    assert [group.heading.title for group in groups if group.heading] == ["Wider", "Often together with it"]


def test_topics_are_wanted_words_and_whole_chinese_ones() -> None:
    assert topics_of("a dog on the beach -cat") == ("dog", "beach")
    assert topics_of("摩托车 red") == ("摩托车", "red")
    assert topics_of("the") == ()


def test_new_captions_bring_new_words_unless_somebody_is_reading(
    library: Program, paths: Paths, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, wording = library.window.words_panel, library.session.wording
    panel.set_tab("all")
    qtbot.waitUntil(lambda: "boat" in panel.all_items.words())
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        captions.edit(session, 1, "en", "a walrus")
    database.close()
    monkeypatch.setattr("photoseek.gui.words.wording.REFRESH_MS", 0)
    monkeypatch.setattr(panel, "is_scrolled", lambda: True)
    wording.refresh_after(messages.LibraryChanged(True, True, False))
    with qtbot.assertNotEmitted(panel.all_items.modelReset, wait=100):
        pass
    monkeypatch.setattr(panel, "is_scrolled", lambda: False)
    wording.refresh_after(messages.LibraryChanged(True, True, False))
    qtbot.waitUntil(lambda: "walrus" in panel.all_items.words())
