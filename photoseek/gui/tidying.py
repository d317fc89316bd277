"""Gives memory back once the window has come to rest."""

from PySide6.QtCore import QObject, QTimer

from photoseek.gui import allocator
from photoseek.gui.parts import Parts

REST_MS = 3_000


class Tidying(QObject):
    """What pages and searches have left goes back, on a thread, when none of them has come for a while."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._pictures = parts.pictures
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tidy)
        parts.window.pages.currentChanged.connect(lambda _page: self._rest.start())
        parts.photos.rearranged.connect(self._rest.start)

    def _tidy(self) -> None:
        self._pictures.run(allocator.return_all, lambda _none: None)
