"""Names, captions and metadata that look like HTML are shown letter by letter, wherever they are shown."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.library import albums, files, folders
from photoseek.library.database import Database
from photoseek.paths import Paths
from tests.support.small_library import make_library

HOSTILE = "<b>x</b><img src='file:///etc/passwd'>"
FOLDER = "<b>x<br>"
NAME = "<b>x<img src=x>.jpg"  # a slash cannot be in it


@pytest.fixture
def ids(paths: Paths, tmp_path: Path) -> list[int]:
    """A library where everything that can be told is hostile."""
    folder = tmp_path / FOLDER
    ids = make_library(paths, folder, 6, [f"{HOSTILE} number {number}" for number in range(6)])
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        watched = folders.covering(session, folder)
        assert watched is not None
        for number, file in enumerate(files.known(session, watched.id).values()):
            name = Path(f"{number} {NAME}")
            (folder / file.relative_path).rename(folder / name)
            files.move(session, watched.id, [(file.id, name)])
        albums.make(session, HOSTILE, ids[:3])
    database.close()
    with closing(sqlite3.connect(paths.library)) as connection, connection:
        connection.execute("UPDATE photos SET camera = ?, exposure = ?", (HOSTILE, HOSTILE))
        connection.executemany(
            "INSERT INTO tags VALUES (?, 'tagger', ?, '[0.9]')", [(id_, f'["{HOSTILE}"]') for id_ in ids]
        )
        connection.execute(
            "INSERT INTO files (folder_id, relative_path, sort_name, size, modified_ns, attempts, "
            "failed_step, failed_reason) VALUES (1, ?, ?, 1, '1', 1, 'read', ?)",
            (NAME.encode(), NAME, HOSTILE),
        )
    return ids


def rendered(text: str) -> str:
    """What a person reads of it where Qt is left to judge whether it is HTML."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def is_letter_by_letter(text: str) -> bool:
    """Whether the tags of hostile names are still to be read in it."""
    return rendered(text).count("<b>x") == text.count("<b>x") + text.count("&lt;b&gt;x")


def indexes(model: QAbstractItemModel, parent: QModelIndex = QModelIndex()) -> Iterator[QModelIndex]:  # noqa: B008
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from indexes(model, index)


def shown(window: QWidget) -> Iterator[tuple[str, str]]:
    """All texts that Qt might take for HTML: where, and the text."""
    for widget in window.findChildren(QWidget):
        where = f"{type(widget).__module__}.{type(widget).__name__} {widget.accessibleName()!r}"
        yield f"tooltip of {where}", widget.toolTip()
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            yield f"label {where}", widget.text()
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for index in indexes(model):
                yield f"tooltip of an item of {where}", str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def test_what_looks_like_html_is_shown_letter_by_letter_everywhere(
    library: Program, ids: list[int], qtbot: QtBot
) -> None:
    window, session = library.window, library.session
    seen = list(shown(window))
    session.viewing.open(ids[0])
    caption = window.photo_page.captions["en"].edit
    qtbot.waitUntil(lambda: HOSTILE in caption.toPlainText())
    seen += shown(window)
    session.viewing.close()
    window.notices.show(HOSTILE)
    session.dialogs.show_settings()
    seen += shown(window)
    session.dialogs.settings_dialog.close()
    session.dialogs.show_failures()
    failures = session.dialogs.failures_dialog
    qtbot.waitUntil(lambda: failures.list.view.model().rowCount() == 1)
    seen += shown(window)
    failures.close()
    grid = window.grid_page.grid
    for page in ("work", "map", "compare", "add_to_album", "shortcuts", "export", "trash"):
        session.show_library()
        grid.setFocus()
        qtbot.keyClick(grid, Qt.Key.Key_Home)
        qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        window.actions_by_name[page].trigger()
        qtbot.wait(50)  # what it shows is read from the library
        for top in QApplication.topLevelWidgets():
            seen += shown(top)
            if top is not window and top.isVisible():
                top.close()
        window.actions_by_name["back"].trigger()
    names = [text for _, text in seen if "<b>x" in rendered(text)]
    assert len(names) > 3
    assert [(where, text) for where, text in seen if not is_letter_by_letter(text)] == []
