"""The two dialogs, opened on demand and kept up to date while they are open."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from photoseek.gui.parts import Parts
from photoseek.gui.settings.backups import Backups
from photoseek.gui.work.failure_items import FailureItems
from photoseek.ipc import messages
from photoseek.library.records import Failure, Folder
from photoseek.settings import Settings

if TYPE_CHECKING:  # imported when they are first opened
    from photoseek.gui.settings.settings_dialog import SettingsDialog
    from photoseek.gui.work.failures_dialog import FailuresDialog


class Dialogs(QObject):
    add_wanted = Signal()
    folder_wanted = Signal(object)
    """The ``Path`` of a file to be shown in its folder."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window, self._reader, self._client = parts.window, parts.reader, parts.client
        self._preferences, self._paths = parts.preferences, parts.paths
        self._runtime = ""
        self._failures = FailureItems(self)
        self.backups = Backups(parts)
        self.failures_dialog: FailuresDialog | None = None
        self.settings_dialog: SettingsDialog | None = None

    def set_runtime(self, runtime: str) -> None:
        self._runtime = runtime

    def show_failures(self) -> None:
        from photoseek.gui.work.failures_dialog import FailuresDialog

        dialog = FailuresDialog(self._failures, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.retry_wanted.connect(self._retry)
        dialog.folder_wanted.connect(self.folder_wanted)
        dialog.finished.connect(self._failures_closed)
        self.failures_dialog = dialog
        self.refresh()
        dialog.open()

    def show_settings(self, section: int = 0) -> None:
        """``section``: the number of the one that is looked at, from 0 on."""
        from photoseek.gui.settings.settings_dialog import SettingsDialog

        models = [Settings().model, *(folder.name for folder in self._paths.model_folders())]
        settings, base = self._preferences.settings, self._paths.base
        dialog = SettingsDialog(settings, base, self._runtime, models, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.settings_changed.connect(self._preferences.use)
        dialog.folders.add_wanted.connect(self.add_wanted)
        dialog.folders.remove_wanted.connect(self._remove_folder)
        dialog.folders.ignored_changed.connect(self._set_ignored)
        dialog.library.show_wanted.connect(self.backups.show_folder)
        dialog.library.backup_wanted.connect(lambda: self.backups.back_up(dialog))
        dialog.library.restore_wanted.connect(lambda: self.backups.restore(dialog))
        dialog.library.reset_wanted.connect(lambda: self.backups.reset(dialog))
        self.backups.moments(self._take_moments)
        dialog.finished.connect(self._settings_closed)
        self.settings_dialog = dialog
        dialog.show_section(section)
        self.refresh()
        dialog.open()

    def refresh(self) -> None:
        """The library has changed: ask again for what an open dialog shows."""
        if self.settings_dialog is not None:
            self._reader.folders(self._take_folders)
        if self.failures_dialog is not None:
            self._reader.failures(self._take_failures)

    def _take_folders(self, folders: list[Folder]) -> None:
        if self.settings_dialog is not None:
            self.settings_dialog.folders.show_folders(folders)

    def _take_moments(self, moments: list[datetime]) -> None:
        if self.settings_dialog is not None:
            self.settings_dialog.library.show_backups(moments)

    def _take_failures(self, failures: list[Failure]) -> None:
        self._failures.set_failures(failures)

    def _retry(self, file_ids: list[int]) -> None:
        self._client.ask(messages.RetryFailures, lambda _done: self.refresh(), file_ids=tuple(file_ids))

    def _remove_folder(self, folder_id: int) -> None:
        self._client.ask(messages.RemoveFolder, lambda _done: self.refresh(), folder_id=folder_id)

    def _set_ignored(self, folder_id: int, patterns: tuple[str, ...]) -> None:
        self._client.ask(
            messages.SetIgnored, lambda _done: self.refresh(), folder_id=folder_id, patterns=patterns
        )

    def _failures_closed(self) -> None:
        self.failures_dialog = None

    def _settings_closed(self) -> None:
        self.settings_dialog = None
