"""Copies, drags and exports, from a window over a real library."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.export import desktop
from photoseek.gui.export.dragged_photos import dragged_ids
from photoseek.gui.export.exporting import _files
from photoseek.library.records import Photo


def notice(program: Program) -> str:
    return program.window.notice_bar.text.text()


def records(program: Program, ids: list[int], qtbot: QtBot) -> list[Photo]:
    found: list[list[Photo]] = []
    program.session.exporting._reader.records(ids, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_copied_files_are_files_to_other_programs_and_ids_to_us(
    library: Program, ids: list[int], qtbot: QtBot
) -> None:
    library.session.exporting.copy(ids[:2])
    qtbot.waitUntil(lambda: "Copied" in notice(library))
    mime = QGuiApplication.clipboard().mimeData()
    assert [Path(url.toLocalFile()).is_file() for url in mime.urls()] == [True, True]
    mime = _files(records(library, ids[:2], qtbot))
    assert dragged_ids(mime) == ids[:2]


def test_captions_are_copied_a_line_each(library: Program, ids: list[int], qtbot: QtBot) -> None:
    library.session.exporting.copy_captions(ids[:2])
    expected = "\n".join(str(photo.description) for photo in records(library, ids[:2], qtbot))
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == expected)


def test_the_pixels_are_copied(library: Program, ids: list[int], qtbot: QtBot) -> None:
    library.session.exporting.copy_image(ids[0])
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasImage())
    photo = records(library, ids[:1], qtbot)[0]
    assert QGuiApplication.clipboard().image().width() == photo.width


def test_export_writes_copies_and_says_where(
    library: Program, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    library.session.exporting.export(ids[:3])
    dialog = library.session.exporting.dialog
    assert dialog is not None
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.format.setCurrentIndex(dialog.format.findData("PNG"))
    dialog.export.click()
    qtbot.waitUntil(lambda: "Exported" in notice(library))
    assert str(tmp_path / "out") in notice(library)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".png"] * 3
    assert library.session.exporting.dialog is None


def test_a_photo_that_cannot_be_exported_is_named_and_the_others_are(
    library: Program, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    bad = records(library, ids[:1], qtbot)[0].path
    bad.unlink()
    library.session.exporting.export(ids[:2])
    dialog = library.session.exporting.dialog
    assert dialog is not None
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.metadata.setChecked(False)
    dialog.export.click()
    qtbot.waitUntil(lambda: bad.name in notice(library))
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_cancelling_stops_between_two_photos(
    library: Program, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    library.session.exporting.export(ids)
    dialog = library.session.exporting.dialog
    assert dialog is not None
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.wanted.connect(lambda _folder, _options: dialog.reject())
    dialog.export.click()
    qtbot.waitUntil(lambda: "Exported" in notice(library))
    assert len(list((tmp_path / "out").glob("*"))) < len(ids)


def test_a_program_that_does_not_open_is_said(
    library: Program, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "open_file", lambda _path: False)
    library.session.exporting.open_with(ids[0])
    qtbot.waitUntil(lambda: "No program" in notice(library))
