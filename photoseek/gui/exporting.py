"""Photos to other programs: copied, dragged, opened, shown in their folder, exported."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from photoseek.gui.parts import Parts


class Exporting(QObject):
    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts

    def copy(self, photo_ids: Sequence[int]) -> None:
        """The files, to the clipboard."""

    def copy_captions(self, photo_ids: Sequence[int]) -> None:
        """What is written about them, to the clipboard, a line each."""

    def copy_image(self, photo_id: int) -> None:
        """The photo's pixels, to the clipboard."""

    def open_with(self, photo_id: int) -> None:
        """In the program that the system has for it."""

    def show_in_folder(self, photo_id: int) -> None:
        """In the system's file manager."""

    def show_file_in_folder(self, path: Path) -> None:
        """The same for any file."""

    def export(self, photo_ids: Sequence[int]) -> None:
        """Ask where and how, and write copies."""
