"""Backing up, restoring and resetting from the window; its worker loads no network."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Opening, Program
from photoseek.library import backup
from photoseek.paths import Paths
from tests.support.scripted_requests import requests
from tests.support.small_library import make_library


def program(opening: Opening) -> Program:
    assert opening.program is not None
    return opening.program


def answer(label: str) -> None:
    """Press a button of the question that is open."""
    (box,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()
    ]
    (button,) = [one for one in box.findChildren(QPushButton) if one.text() == label]
    button.click()


def settled(opening: Opening, before: Program, photos: int, qtbot: QtBot) -> None:
    """Wait for a new window that shows so many photos."""
    qtbot.waitUntil(lambda: opening.program is not before)
    qtbot.waitUntil(lambda: len(program(opening).photos.ids) == photos)


def test_a_backup_is_asked_of_the_worker_and_said(
    library: Program, paths: Paths, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    library.session.dialogs.backups.back_up(library.window)
    qtbot.waitUntil(lambda: str(target) in library.window.notice_bar.text.text())
    assert f"path='{target}'" in requests(paths)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    library.session.dialogs.backups.back_up(library.window)


def test_a_backup_takes_the_library_s_place_and_that_can_be_undone(
    opening: Opening, paths: Paths, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Paths(tmp_path / "other")
    make_library(other, tmp_path / "other photos", 2, [])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(other.library), ""))
    first = program(opening)
    first.session.dialogs.backups.restore(first.window)
    answer("Cancel")
    first.session.dialogs.backups.restore(first.window)
    answer("Restore")
    settled(opening, first, 2, qtbot)
    second = program(opening)
    qtbot.waitUntil(second.window.notice_bar.isVisible)
    assert "backup" in second.window.notice_bar.text.text()
    second.window.notice_bar.action.click()
    settled(opening, second, 6, qtbot)


def test_a_reset_begins_with_an_empty_library_and_can_be_undone(
    opening: Opening, paths: Paths, qtbot: QtBot
) -> None:
    first = program(opening)
    first.session.dialogs.backups.reset(first.window)
    answer("Begin afresh")
    settled(opening, first, 0, qtbot)
    second = program(opening)
    assert second.window.pages.currentWidget() is second.window.first_run
    second.window.notice_bar.action.click()
    settled(opening, second, 6, qtbot)


def test_what_is_no_backup_is_said_and_the_library_stays(
    opening: Opening, paths: Paths, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.db").write_text("something else" * 100)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "other.db"), ""))
    first = program(opening)
    first.session.dialogs.backups.restore(first.window)
    answer("Restore")
    settled(opening, first, 6, qtbot)
    assert "no library of PhotoSeek" in program(opening).window.notice_bar.text.text()
    assert not program(opening).window.notice_bar.action.isVisible()


def test_the_settings_tell_when_the_last_backup_was_made(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    paths.backups.mkdir()
    backup.copy(paths.library, paths.backups / "library-2026-11-20.db")
    library.session.dialogs.show_settings()
    dialog = library.session.dialogs.settings_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "last automatic backup" in dialog.library.automatic.text())
    dialog.accept()
