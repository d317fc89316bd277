"""Completions, recent searches and the panel of filters in the whole window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program, build, make_application
from photoseek.gui.search.completing import Completing, merged, places_of
from photoseek.gui.search.completions import Place
from photoseek.gui.search.question import Question
from photoseek.library.records import Directory, Folder, Scope
from photoseek.paths import Paths

JUNE = Scope(taken_from=date(2020, 6, 1), taken_until=date(2020, 6, 30))


@pytest.fixture
def completing(library: Program, qtbot: QtBot) -> Completing:
    with qtbot.waitActive(library.window):
        library.window.activateWindow()
    library.window.search_bar.field.setFocus()
    return library.session.searching._completing


def lines(completing: Completing) -> list[str]:
    items = completing.popup.items
    return [items.index(row).data() for row in range(items.rowCount())] if completing.popup.is_open() else []


def type_in(library: Program, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(library.window.search_bar.field, text)


def test_words_of_this_library_complete_what_is_typed(
    library: Program, completing: Completing, qtbot: QtBot
) -> None:
    type_in(library, qtbot, "a b")
    qtbot.waitUntil(lambda: {"boat", "bus"} <= set(lines(completing)))
    field = library.window.search_bar.field
    row = lines(completing).index("boat")
    for _ in range(row + 1):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert library.session.searching.question.words == "a boat"
    assert (field.text(), lines(completing)) == ("", [])


def test_a_camera_and_a_month_become_filters_and_the_words_stay(
    library: Program, completing: Completing, qtbot: QtBot
) -> None:
    field = library.window.search_bar.field
    type_in(library, qtbot, "dog canon")
    qtbot.waitUntil(lambda: "Canon EOS 5D" in lines(completing))
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert library.session.searching.question == Question(words="dog", scope=Scope(camera="Canon EOS 5D"))
    assert field.text() == "dog"
    type_in(library, qtbot, " june 2020")
    qtbot.waitUntil(lambda: "June 2020" in lines(completing))
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    scope = merged(JUNE, Scope(camera="Canon EOS 5D"))
    assert library.session.searching.question == Question(words="dog", scope=scope)


def test_escape_closes_the_list_before_it_clears_the_search(
    library: Program, completing: Completing, qtbot: QtBot
) -> None:
    type_in(library, qtbot, "d")
    qtbot.waitUntil(lambda: "dog" in lines(completing))
    qtbot.keyClick(library.window.search_bar.field, Qt.Key.Key_Escape)
    assert lines(completing) == []
    assert library.window.search_bar.words() == "d"


def test_the_list_goes_with_the_focus(library: Program, completing: Completing, qtbot: QtBot) -> None:
    type_in(library, qtbot, "d")
    qtbot.waitUntil(lambda: "dog" in lines(completing))
    library.window.grid_page.grid.setFocus()
    assert lines(completing) == []
    assert library.session.searching.question.words == "d"  # what was typed is asked


def test_recent_searches_are_offered_asked_again_kept_and_cleared(
    library: Program, completing: Completing, paths: Paths, qtbot: QtBot
) -> None:
    bar = library.window.search_bar
    bar.set_words("dog")
    library.session.searching.ask(Question(words="dog", scope=JUNE))
    bar.field.finished.emit()
    bar.set_words("cat")
    library.session.searching.ask(Question())
    qtbot.mouseClick(bar.field, Qt.MouseButton.LeftButton)
    assert lines(completing)[:2] == ["cat  ·  June 2020", "dog  ·  June 2020"]
    completing.popup.step(1)
    completing.popup.step(1)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert library.session.searching.question == Question(words="dog", scope=JUNE)
    kept = paths.base / "recent searches.json"
    qtbot.waitUntil(lambda: kept.exists() and "cat" in kept.read_text("utf-8"))

    again = build(make_application(), paths)
    qtbot.addWidget(again.window)
    assert len(again.session.searching._completing._recent) == 2
    again.window.close()

    library.session.searching.ask(Question())
    qtbot.mouseClick(bar.field, Qt.MouseButton.LeftButton)
    completing.popup.step(-1)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert lines(completing) == []
    qtbot.waitUntil(lambda: kept.read_text("utf-8") == "[]")


def test_the_panel_filters_what_is_shown(library: Program, completing: Completing, qtbot: QtBot) -> None:
    library.window.search_bar.filter_button.click()
    qtbot.waitUntil(lambda: completing._panel is not None and completing._panel.isVisible())
    panel = completing._panel
    assert panel is not None
    assert panel.camera.count() == 2
    panel.camera.setCurrentIndex(1)
    panel.camera.activated.emit(1)
    assert library.session.searching.question == Question(scope=Scope(camera="Canon EOS 5D"))
    assert library.window.search_bar.filter_button.isChecked()
    panel.clear_button.click()
    assert library.session.searching.question == Question()
    assert not library.window.search_bar.filter_button.isChecked()


def test_two_filters_hold_together_and_one_place_takes_the_other_s() -> None:
    scope = Scope(album_id=3, camera="Canon")
    assert merged(scope, JUNE) == Scope(album_id=3, camera="Canon", taken_from=date(2020, 6, 1),
                                        taken_until=date(2020, 6, 30))  # fmt: skip
    there = Scope(folder_id=1, below=Path("2024"))
    assert merged(scope, there) == Scope(folder_id=1, below=Path("2024"), camera="Canon")
    assert merged(there, Scope(album_id=3)) == Scope(album_id=3)
    assert merged(JUNE, Scope(taken_from=date(2024, 1, 1))) == Scope(taken_from=date(2024, 1, 1))


def test_a_folder_is_called_by_its_last_name() -> None:
    folders = [Folder(1, Path("/home/me/Pictures"), True, 5)]
    root, below = Directory(1, Path(), 5), Directory(1, Path("2024/Alps"), 2)
    assert places_of([root, below], folders) == (Place("Pictures", root), Place("Alps", below))
