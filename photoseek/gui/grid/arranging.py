"""The grid as the settings want it: whole photos or squares, and how much memory thumbnails may take."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from photoseek.gui.parts import Parts
from photoseek.settings import Settings

PREPARED_AFTER = 1500  # ms, so that the window's start is no slower


class Arranging(QObject):
    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._page, self._thumbnails = parts.window.grid_page, parts.thumbnails
        photos, reader, preferences = parts.photos, parts.reader, parts.preferences
        photos.shapes_wanted.connect(lambda ids: reader.shapes(ids, photos.take_shapes))
        self._page.justified_changed.connect(
            lambda justified: preferences.change(grid="justified" if justified else "square")
        )
        preferences.changed.connect(lambda _before, after: self._use(after))
        self._pictures = parts.pictures
        if preferences.settings.grid == "justified":
            self._prepare()
        else:
            QTimer.singleShot(PREPARED_AFTER, self, self._prepare)
        self._use(preferences.settings)

    def _prepare(self) -> None:
        """Arrays, by which whole photos are laid out, take a tenth of a second to import: on a thread."""
        self._pictures.run(lambda: import_module("numpy"), lambda _module: None)

    def _use(self, settings: Settings) -> None:
        self._page.set_justified(settings.grid == "justified")
        self._thumbnails.set_memory(settings.thumbnail_memory)
