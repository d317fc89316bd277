"""Background work, shown and steered: the strip at the bottom and its panel."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from photoseek.gui.language import tr
from photoseek.gui.parts import Parts
from photoseek.gui.work.failure_items import FailureItems
from photoseek.ipc import messages
from photoseek.settings import Settings

if TYPE_CHECKING:
    from photoseek.gui.work.work_panel import WorkPanel

TELL_EVERY = 20.0  # seconds between two words to the worker that somebody is at the window
_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Working(QObject):
    folder_wanted = Signal(object)
    """The ``Path`` of a file to be shown in its folder."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._told = float("-inf")
        self._listening = False
        self._failed = -1
        self._is_ready = False  # the worker; until it is, searches wait
        self._progress: messages.Progress | None = None
        self._had_focus: QWidget | None = None
        self.failures = FailureItems(self)
        parts.window.progress.panel_wanted.connect(self.open)
        parts.preferences.changed.connect(self._settings_changed)

    @cached_property
    def panel(self) -> "WorkPanel":
        """Made when it is first opened: the window's first frame should not wait for it."""
        from photoseek.gui.work.work_panel import WorkPanel

        window, preferences = self._parts.window, self._parts.preferences
        panel = WorkPanel(self.failures, window.progress, window)
        panel.show_settings(preferences.settings)
        if self._progress is not None:
            panel.show_progress(self._progress)
        panel.pause_wanted.connect(self._pause)
        panel.settings_changed.connect(preferences.use)
        panel.failures.retry_wanted.connect(self.retry)
        panel.failures.folder_wanted.connect(self.folder_wanted)
        panel.closed.connect(self._give_focus_back)
        preferences.changed.connect(lambda _before, after: panel.show_settings(after))
        return panel

    def open(self) -> None:
        """Show the panel, or hide it."""
        if self.panel.isVisible():
            self.panel.leave()
            return
        self._had_focus = self._parts.window.focusWidget()
        self._read_failures()
        self.panel.open()

    def take_progress(self, progress: messages.Progress) -> None:
        """How far the work is."""
        self._progress = progress
        self._show()
        if progress.failed != self._failed:
            self._failed = progress.failed
            self._read_failures()
        self._listen(self._parts.preferences.settings.work == "idle")

    def take_readiness(self, ready: bool) -> None:
        """Whether the worker has loaded what it needs. One that has stopped tells anew how far it is."""
        self._is_ready = ready
        if ready:
            self._show()
        else:
            self._progress = None

    def is_at_rest(self) -> bool:
        """Whether the worker has loaded what it needs, and has nothing to do."""
        return self._is_ready and self._progress is not None and self._progress.stage == "idle"

    def retry(self, file_ids: list[int]) -> None:
        """Try these files again; all that were set aside if none is named."""
        self._parts.client.ask(
            messages.RetryFailures, lambda _done: self._read_failures(), file_ids=tuple(file_ids)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and time.monotonic() >= self._told + TELL_EVERY:
            self._told = time.monotonic()
            self._parts.client.ask(messages.UserActive, lambda _done: None)
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        progress, strip = self._progress, self._parts.window.progress
        if progress is None:
            return
        if progress.stage == "idle" and not self._is_ready:
            strip.say(tr("Getting ready …"))
        else:
            strip.show_progress(progress)
            if self._has_panel():
                self.panel.show_progress(progress)

    def _has_panel(self) -> bool:
        return "panel" in self.__dict__

    def _listen(self, wanted: bool) -> None:
        """Notice that somebody is at the window, while the work depends on it.

        Only what the system tells the window itself: a filter on the whole program would see every event.
        """
        handle = self._parts.window.windowHandle()
        if handle is None or wanted == self._listening:
            return
        self._listening = wanted
        if wanted:
            handle.installEventFilter(self)
        else:
            handle.removeEventFilter(self)

    def _give_focus_back(self) -> None:
        if self._had_focus is not None and self._had_focus.isVisible():
            self._had_focus.setFocus()

    def _pause(self, paused: bool) -> None:
        self._parts.client.ask(messages.SetPaused, lambda _done: None, paused=paused)

    def _read_failures(self) -> None:
        self._parts.reader.failures(self.failures.set_failures)

    def _settings_changed(self, _before: Settings, after: Settings) -> None:
        self._listen(after.work == "idle")
