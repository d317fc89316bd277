from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from photoseek.gui.search.completions import Known, Place
from photoseek.gui.search.filter_panel import FilterPanel
from photoseek.library.records import EVERYTHING, Directory, Month, Scope, WordCount

KNOWN = Known(
    cameras=(WordCount("Canon", 12), WordCount("Nikon", 3)),
    places=(
        Place("photos", Directory(1, Path(), 9)),
        Place("Alps", Directory(1, Path("2024/Alps"), 4)),
    ),
    months=(Month(2024, 10, 7), Month(2019, 2, 1), Month(0, 1, 5)),
)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[FilterPanel]:
    button = QPushButton()
    qtbot.addWidget(button)
    panel = FilterPanel(button)
    panel.open_below(button, EVERYTHING, KNOWN)
    yield panel
    panel.hide()


@pytest.fixture
def told(panel: FilterPanel) -> list[tuple[Scope, str]]:
    told: list[tuple[Scope, str]] = []
    panel.changed.connect(lambda scope, name: told.append((scope, name)))
    return told


def choose(box: object, row: int) -> None:
    box.setCurrentIndex(row)  # type: ignore[attr-defined]
    box.activated.emit(row)  # type: ignore[attr-defined]


def test_each_choice_holds_at_once_and_beside_the_others(
    panel: FilterPanel, told: list[tuple[Scope, str]]
) -> None:
    choose(panel.dates, 2)
    choose(panel.camera, 1)
    choose(panel.folder, 2)
    panel.favourites.click()
    year = {"taken_from": date(2019, 1, 1), "taken_until": date(2019, 12, 31)}
    alps = {"folder_id": 1, "below": Path("2024/Alps")}
    assert told == [
        (Scope(**year), ""),
        (Scope(**year, camera="Canon"), ""),
        (Scope(**year, camera="Canon", **alps), "Alps"),
        (Scope(**year, camera="Canon", **alps, favourites=True), ""),
    ]
    choose(panel.folder, 0)
    choose(panel.dates, 0)
    assert told[-1][0] == Scope(camera="Canon", favourites=True)


def test_two_days_begin_with_those_of_the_library_in_either_order(
    panel: FilterPanel, told: list[tuple[Scope, str]]
) -> None:
    assert panel.first.isHidden() or not panel.first.isVisible()
    choose(panel.dates, panel.dates.count() - 1)
    assert panel.first.isVisible()
    assert told[-1][0] == Scope(taken_from=date(2019, 2, 1), taken_until=date(2024, 10, 31))
    panel.first.setDate(QDate(2025, 1, 5))
    assert told[-1][0] == Scope(taken_from=date(2024, 10, 31), taken_until=date(2025, 1, 5))


def test_what_is_filtered_by_is_shown(panel: FilterPanel) -> None:
    scope = Scope(
        camera="Nikon",
        folder_id=1,
        below=Path("2024/Alps"),
        favourites=True,
        taken_from=date(2024, 1, 1),
        taken_until=date(2024, 12, 31),
    )
    panel.open_below(panel, scope, KNOWN)
    assert panel.camera.currentData() == "Nikon"
    assert panel.folder.currentData() == KNOWN.places[1]
    assert panel.dates.currentText().startswith("2024")
    assert panel.favourites.isChecked()
    panel.open_below(panel, Scope(taken_from=date(2024, 5, 2)), KNOWN)
    assert panel.first.date() == QDate(2024, 5, 2)
    assert panel.first.isVisible()


def test_all_filters_are_taken_away_together(panel: FilterPanel, qtbot: QtBot) -> None:
    assert not panel.clear_button.isEnabled()
    choose(panel.camera, 1)
    with qtbot.waitSignal(panel.cleared):
        panel.clear_button.click()
    assert panel.isHidden()
