"""A person at the window: types, clicks and drops, waits for what can be seen, keeps screenshots."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.library.records import Photo

SCREENSHOTS = "PHOTOSEEK_SCREENSHOTS"
"""An environment variable: a folder outside the repository in which screenshots are kept."""
PATIENCE_MS = 400_000  # the models are compiled on the first start, on a machine that may be busy
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Visitor:
    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.window, self._qtbot = program, program.window, qtbot

    def waits(self, happened: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(happened, timeout=PATIENCE_MS)

    def waits_for_the_answer(self) -> None:
        self.waits(self.program.session.searching.is_answered)
        self.waits(lambda: len(self.photos()) == self.program.photos.rowCount() > 0)

    def photos(self) -> list[Photo]:
        """Those of the grid that have been read from the library."""
        photos = self.program.photos
        return [photo for row in range(photos.rowCount()) if (photo := photos.photo(row)) is not None]

    def names(self) -> list[str]:
        return [photo.path.name for photo in self.photos()]

    def types(self, text: str) -> None:
        """Where the keyboard is, which may go elsewhere with any letter."""
        for letter in text:
            QTest.keyClicks(self._focus(), letter)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self._focus(), key, held)

    def clicks(self, widget: QWidget, place: QPoint | None = None) -> None:
        QTest.mouseClick(widget, _LEFT, pos=place if place is not None else widget.rect().center())

    def opens(self, row: int) -> None:
        """A photo of the grid, by two clicks."""
        grid = self.window.grid_page.grid
        place = grid.visualRect(self.program.photos.index(row)).center()
        QTest.mouseClick(grid.viewport(), _LEFT, pos=place)
        QTest.mouseDClick(grid.viewport(), _LEFT, pos=place)

    def drops_files(self, paths: Sequence[Path]) -> None:
        """From another program, into the middle of the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.drops(mime, self.window, self.window.rect().center())

    def drops(self, mime: QMimeData, onto: QWidget, place: QPoint) -> None:
        for event in (
            QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, _LEFT, _NONE),
            QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, _LEFT, _NONE),
        ):
            QApplication.sendEvent(onto, event)

    def keeps(self, name: str) -> None:
        """A screenshot, where somebody wants one."""
        folder = os.environ.get(SCREENSHOTS)
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(Path(folder) / f"{name}.png"))

    def _focus(self) -> QWidget:
        # Without a display, no window is the active one once another was closed.
        return QApplication.focusWidget() or self.window.focusWidget() or self.window
