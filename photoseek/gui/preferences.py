"""The settings while the window runs: one place that holds them, saves them and tells of changes."""

import logging
from typing import Any

from PySide6.QtCore import QObject, Signal

from photoseek import settings as settings_file
from photoseek.gui.language import tr
from photoseek.gui.worker_client import WorkerClient
from photoseek.ipc import messages
from photoseek.paths import Paths
from photoseek.settings import Settings

_log = logging.getLogger(__name__)


class Preferences(QObject):
    changed = Signal(object, object)
    """The settings before and after."""
    not_saved = Signal(str)
    """Why they could not be kept; they hold until the window closes."""

    def __init__(
        self, settings: Settings, paths: Paths, client: WorkerClient, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._paths, self._client = settings, paths, client

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> None:
        """Take these over at once, and keep them."""
        self.use(settings_file.changed(self._settings, **values))

    def use(self, settings: Settings) -> None:
        """As ``change``, all of them."""
        if settings == self._settings:
            return
        before, self._settings = self._settings, settings
        self.changed.emit(before, settings)
        try:
            settings_file.save(settings, self._paths.settings)
        except OSError as error:
            self.not_saved.emit(tr("The settings could not be saved: {why}.").format(why=error.strerror))
            return
        self._client.ask(messages.ReloadSettings, lambda _done: None)
