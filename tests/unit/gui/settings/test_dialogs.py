"""The failures list and the settings, as widgets."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.settings.settings_dialog import SettingsDialog
from photoseek.gui.work.failure_items import FailureItems
from photoseek.gui.work.failures_dialog import FailuresDialog
from photoseek.library.records import Failure, Folder
from photoseek.settings import Settings

BROKEN = Failure(1, Path("/p/2019/broken.jpg"), "decode", "truncated", 2)
EMPTY = Failure(2, Path("/p/caf\udce9.jpg"), "decode", "empty file", 1)
HERE, AWAY = Folder(3, Path("/p"), True, 1200, ("*.gif",)), Folder(4, Path("/q"), False, 5)
BASE = Path("/home/you/library")


@pytest.fixture
def items(qtbot: QtBot) -> FailureItems:
    return FailureItems()


@pytest.fixture
def failures(items: FailureItems, qtbot: QtBot) -> FailuresDialog:
    dialog = FailuresDialog(items)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def settings(qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(Settings(), BASE, "OpenVINO on the processor", ["shipped"])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_failure_items_keep_qt_s_rules(items: FailureItems) -> None:
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    items.set_failures([BROKEN, EMPTY])
    items.set_failures([EMPTY])
    assert items.index(0).data() == "caf?.jpg"
    assert items.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "caf?.jpg: empty file. It lies in /p."


def test_a_failed_file_can_be_shown_and_all_be_tried_again(
    failures: FailuresDialog, items: FailureItems, qtbot: QtBot
) -> None:
    items.set_failures([EMPTY, BROKEN])
    assert not failures.list.show_folder.isEnabled()
    with qtbot.waitSignal(failures.retry_wanted) as retry:
        qtbot.mouseClick(failures.list.retry, Qt.MouseButton.LeftButton)
    assert retry.args == [[]]
    failures.list.view.setCurrentIndex(items.index(1))
    with qtbot.waitSignal(failures.folder_wanted) as wanted:
        qtbot.mouseClick(failures.list.show_folder, Qt.MouseButton.LeftButton)
    assert wanted.args == [BROKEN.path]


def test_an_empty_list_of_failures_says_so(failures: FailuresDialog, items: FailureItems) -> None:
    items.set_failures([BROKEN])
    items.set_failures([])
    assert failures.note.text() == "Every file could be read."
    assert not failures.list.retry.isEnabled()


def test_a_changed_setting_is_told_at_once(settings: SettingsDialog, qtbot: QtBot) -> None:
    settings.show_section(2)
    with qtbot.waitSignal(settings.settings_changed) as changed:
        qtbot.keyClick(settings.appearance.colours, Qt.Key.Key_Down)
    assert changed.args == [Settings(appearance="light")]
    settings.show_section(1)
    with qtbot.waitSignal(settings.settings_changed) as changed:
        qtbot.keyClick(settings.model.captions, Qt.Key.Key_Space)
    assert changed.args == [Settings(appearance="light", make_captions=False)]


def test_the_sections_are_walked_by_key(settings: SettingsDialog, qtbot: QtBot) -> None:
    shown = []
    for _ in range(settings.sections.count()):
        shown.append(settings.pages.currentWidget())
        qtbot.keyClick(settings.sections, Qt.Key.Key_Down)
    pages = [settings.folders, settings.model, settings.appearance, settings.performance, settings.library]
    assert shown == pages


def test_every_allowed_value_can_be_chosen(settings: SettingsDialog) -> None:
    model, look, performance = settings.model, settings.appearance, settings.performance
    boxes = {
        look.colours: 3,
        look.thumbnails: 5,
        look.grid: 2,
        model.care: 5,
        model.languages: 4,
        model.language: 3,
        settings.folders.polling: 4,
        performance.runtime: 3,
        performance.work: 2,
        performance.threads: 5,
        performance.memory: 4,
    }
    assert [box.count() for box in boxes] == list(boxes.values())
    assert all(box.currentIndex() >= 0 and box.accessibleName() for box in boxes)
    assert look.thumbnails.currentData() == 200


def test_a_model_can_be_chosen_where_there_is_more_than_one(settings: SettingsDialog, qtbot: QtBot) -> None:
    assert not settings.model.models.isEnabled()
    more = SettingsDialog(Settings(), BASE, "", ["shipped", "ViT-B-32"])
    qtbot.addWidget(more)
    more.show()
    more.show_section(1)
    with qtbot.waitSignal(more.settings_changed) as changed:
        qtbot.keyClick(more.model.models, Qt.Key.Key_Down)
    assert changed.args == [Settings(model="ViT-B-32")]


def test_a_chosen_model_that_is_gone_can_be_replaced(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(model="gone"), BASE, "", ["shipped"])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_section(1)
    assert dialog.model.models.currentText() == ""
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        qtbot.keyClick(dialog.model.models, Qt.Key.Key_Down)
    assert changed.args == [Settings()]


def test_a_folder_can_leave_the_library(settings: SettingsDialog, qtbot: QtBot) -> None:
    page = settings.folders
    assert not page.remove.isEnabled()
    page.show_folders([HERE, AWAY])
    assert "not there at the moment" in page.folders.item(1).text()
    page.folders.setCurrentRow(1)
    with qtbot.waitSignal(page.remove_wanted) as wanted:
        qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert wanted.args == [4]


def test_what_is_left_out_of_a_folder_is_written_a_line_each(settings: SettingsDialog, qtbot: QtBot) -> None:
    page = settings.folders
    page.show_folders([HERE, AWAY])
    assert page.patterns.toPlainText() == "*.gif"
    assert not page.apply.isEnabled()
    qtbot.keyClicks(page.patterns, "  screens/ ")
    page.patterns.appendPlainText("")
    page.show_folders([HERE, Folder(4, Path("/q"), True, 6)])
    assert page.written() == ("screens/ *.gif",), "what is being written stays when the library changes"
    page.patterns.setPlainText("*.gif\n\n screens/ \n")
    with qtbot.waitSignal(page.ignored_changed) as changed:
        qtbot.mouseClick(page.apply, Qt.MouseButton.LeftButton)
    assert changed.args == [3, ("*.gif", "screens/")]
    page.folders.setCurrentRow(1)
    assert page.written() == ()


def test_the_library_s_place_and_backups_are_told_and_wishes_passed_on(
    settings: SettingsDialog, qtbot: QtBot
) -> None:
    page = settings.library
    settings.show_section(4)
    assert page.place.text() == str(BASE)
    assert "once a day" in page.automatic.text()
    page.show_backups([datetime(2026, 11, 21, 9), datetime(2026, 11, 20, 9)])
    assert "2 are kept" in page.automatic.text()
    for button, wish in (
        (page.show_folder, page.show_wanted),
        (page.back_up, page.backup_wanted),
        (page.restore, page.restore_wanted),
        (page.reset, page.reset_wanted),
    ):
        with qtbot.waitSignal(wish):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
