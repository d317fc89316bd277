"""The failures list and the settings, as widgets."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photoseek.gui.failure_items import FailureItems
from photoseek.gui.failures_dialog import FailuresDialog
from photoseek.gui.settings_dialog import SettingsDialog
from photoseek.library.records import Failure, Folder
from photoseek.settings import Settings

BROKEN = Failure(1, Path("/p/2019/broken.jpg"), "decode", "truncated", 2)
EMPTY = Failure(2, Path("/p/caf\udce9.jpg"), "decode", "empty file", 1)


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
    dialog = SettingsDialog(Settings(), "OpenVINO on the processor", ["shipped"])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_failure_items_keep_qt_s_rules(items: FailureItems) -> None:
    QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    items.set_failures([BROKEN, EMPTY])
    items.set_failures([EMPTY])
    assert [items.index(0, column).data() for column in range(3)] == ["caf?.jpg", "empty file", "/p"]


def test_a_failed_file_can_be_shown_and_all_be_tried_again(
    failures: FailuresDialog, items: FailureItems, qtbot: QtBot
) -> None:
    items.set_failures([EMPTY, BROKEN])
    assert not failures.show_folder.isEnabled()
    failures.table.selectRow(1)
    with qtbot.waitSignal(failures.folder_wanted, timeout=1000) as wanted:
        qtbot.mouseClick(failures.show_folder, Qt.MouseButton.LeftButton)
    assert wanted.args == [BROKEN.path]
    with qtbot.waitSignal(failures.retry_wanted, timeout=1000):
        qtbot.mouseClick(failures.retry, Qt.MouseButton.LeftButton)


def test_an_empty_list_of_failures_says_so(failures: FailuresDialog, items: FailureItems) -> None:
    items.set_failures([BROKEN])
    items.set_failures([])
    assert failures.note.text() == "Every file could be read."
    assert not failures.retry.isEnabled()


def test_a_changed_setting_is_told_at_once(settings: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(settings.settings_changed, timeout=1000) as changed:
        qtbot.keyClick(settings.appearance, Qt.Key.Key_Down)
    assert changed.args == [Settings(appearance="light")]
    with qtbot.waitSignal(settings.settings_changed, timeout=1000) as changed:
        qtbot.keyClick(settings.captions, Qt.Key.Key_Space)
    assert changed.args == [Settings(appearance="light", make_captions=False)]


def test_every_allowed_value_can_be_chosen(settings: SettingsDialog) -> None:
    boxes = (settings.appearance, settings.thumbnails, settings.care, settings.polling, settings.runtime)
    assert [box.count() for box in boxes] == [3, 5, 5, 4, 3]
    assert settings.thumbnails.currentData() == 200


def test_a_model_can_be_chosen_where_there_is_more_than_one(settings: SettingsDialog, qtbot: QtBot) -> None:
    assert not settings.models.isVisible()
    more = SettingsDialog(Settings(), "", ["shipped", "ViT-B-32"])
    qtbot.addWidget(more)
    more.show()
    assert more.models.isVisible()
    with qtbot.waitSignal(more.settings_changed, timeout=1000) as changed:
        qtbot.keyClick(more.models, Qt.Key.Key_Down)
    assert changed.args == [Settings(model="ViT-B-32")]


def test_a_chosen_model_that_is_gone_can_be_replaced(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(model="gone"), "", ["shipped"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.models.isVisible()
    assert dialog.models.currentText() == ""
    with qtbot.waitSignal(dialog.settings_changed, timeout=1000) as changed:
        qtbot.keyClick(dialog.models, Qt.Key.Key_Down)
    assert changed.args == [Settings()]


def test_a_folder_can_leave_the_library(settings: SettingsDialog, qtbot: QtBot) -> None:
    assert not settings.remove.isEnabled()
    settings.show_folders([Folder(3, Path("/p"), True, 1200), Folder(4, Path("/q"), False, 5)])
    assert "not there at the moment" in settings.folders.item(1).text()
    settings.folders.setCurrentRow(1)
    with qtbot.waitSignal(settings.remove_wanted, timeout=1000) as wanted:
        qtbot.mouseClick(settings.remove, Qt.MouseButton.LeftButton)
    assert wanted.args == [4]
