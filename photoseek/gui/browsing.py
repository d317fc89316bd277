"""The sidebar at work: which part of the library is shown; albums and favourites."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from photoseek.gui.parts import Parts


class Browsing(QObject):
    scope_chosen = Signal(object, str)
    """A ``Scope`` to show, and what a person calls it."""
    failures_wanted = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts

    def refresh(self) -> None:
        """Albums, folders or counts may have changed."""

    def set_favourite(self, photo_ids: Sequence[int]) -> None:
        """Make them favourites; if all of them are, no longer."""

    def add_to_album(self, photo_ids: Sequence[int]) -> None:
        """Ask for the album, an old or a new one, and add them."""

    def remove_from_album(self, photo_ids: Sequence[int]) -> None:
        """Take them out of the album that is shown."""
