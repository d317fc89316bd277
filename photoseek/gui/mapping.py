"""The map at work: points from the library, made anew on request, and what is chosen on it."""

from PySide6.QtCore import QObject, Signal

from photoseek.gui.parts import Parts
from photoseek.ipc import messages


class Mapping(QObject):
    chosen = Signal(object, str)
    """The ids of photos that were chosen together, and what to call them."""
    photo_wanted = Signal(int)
    word_chosen = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts

    def open(self) -> None:
        """Show the map; made first, if there is none."""
        self._parts.window.pages.setCurrentWidget(self._parts.window.map_page)

    def map_ready(self, ready: messages.MapReady) -> None:
        """The worker has made a map."""
