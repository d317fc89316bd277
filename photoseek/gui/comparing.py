"""Duplicates and comparing at work: groups, side by side, keep one, the others to the trash."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from photoseek.gui.parts import Parts


class Comparing(QObject):
    photo_wanted = Signal(int)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts

    def find_duplicates(self) -> None:
        """Show the page of duplicates, and look for them."""
        self._parts.window.pages.setCurrentWidget(self._parts.window.duplicates_page)

    def compare(self, photo_ids: Sequence[int]) -> None:
        """Two to four photos side by side."""

    def trash(self, photo_ids: Sequence[int]) -> None:
        """After asking, move the files of these photos to the system's trash; it can be undone."""

    def close(self) -> bool:
        """Leave the page for the one before; False when neither page is open."""
        return False
