"""Background work, shown and steered: the strip at the bottom and its panel."""

from PySide6.QtCore import QObject

from photoseek.gui.parts import Parts
from photoseek.ipc import messages


class Working(QObject):
    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts

    def open(self) -> None:
        """Show the panel, or hide it."""

    def take_progress(self, progress: messages.Progress) -> None:
        """How far the work is."""
