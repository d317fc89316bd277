"""The strip at the bottom: what is being done, how far it is, pause, and what could not be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.work.progress_text import one_line
from photoseek.ipc.messages import Progress
from photoseek.library.records import Counts

GAP = 12  # pixels
AROUND = 18  # pixels that the button of the text is wider than it
LEAST = 60  # pixels of text, however narrow the window


class ProgressStrip(QFrame):
    pause_wanted = Signal(bool)
    failures_wanted = Signal()
    panel_wanted = Signal()
    """All about the work is to be shown, or hidden again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._paused = False
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(3)
        self.bar.setAccessibleName(tr("Progress"))
        self.text = QPushButton(self)
        self.text.setObjectName("progressText")
        self.text.setFlat(True)
        self.text.setMinimumWidth(LEAST)
        self.text.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text.setToolTip(tr("Show what is being done ({keys})").format(keys="Ctrl+J"))
        self.counts = QLabel(self)
        self.counts.setObjectName("muted")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.failures = QPushButton(self)
        self.failures.setObjectName("link")
        self.failures.hide()
        self.pause = IconButton("pause", tr("Pause"), self)
        row = QHBoxLayout()
        row.setContentsMargins(GAP, 3, GAP, 3)
        row.setSpacing(GAP)
        row.addWidget(self.text)
        row.addWidget(self.failures)
        row.addStretch(1)
        row.addWidget(self.counts)
        row.addWidget(self.pause)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.pause.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self.failures.clicked.connect(self.failures_wanted)
        self.text.clicked.connect(self.panel_wanted)
        self.say(tr("Starting …"))
        self.pause.setEnabled(False)

    def say(self, text: str) -> None:
        """Something other than progress: the worker starts, or has stopped."""
        self._show_text(text)
        self._show_bar(0, 0)

    def show_progress(self, progress: Progress) -> None:
        self._paused = progress.paused
        self.pause.setEnabled(True)
        self.pause.set_icon("play" if progress.paused else "pause")
        self.pause.set_label(tr("Go on") if progress.paused else tr("Pause"))
        self._show_text(one_line(progress))
        working = progress.stage != "idle" and not progress.paused
        self._show_bar(progress.done, progress.total if working else 0)

    def show_counts(self, counts: Counts) -> None:
        photos = tr("%Ln photo(s)", None, counts.photos)
        missing = counts.photos - counts.captioned
        if missing > 0:
            without = tr("%Ln without a caption yet", None, missing)
            photos = tr("{photos}, {without}").format(photos=photos, without=without)
        self.counts.setText(photos)
        self.failures.setText(tr("%Ln file(s) could not be read", None, counts.failed))
        self.failures.setVisible(counts.failed > 0)
        self._fit_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_text()

    def _show_text(self, text: str) -> None:
        self.text.setAccessibleName(text)
        self._fit_text()

    def _fit_text(self) -> None:
        """As much as there is room for beside the rest of the line."""
        beside = [part for part in (self.failures, self.counts, self.pause) if not part.isHidden()]
        room = self.width() - sum(part.sizeHint().width() + GAP for part in beside) - 2 * GAP - AROUND
        whole = self.text.accessibleName()
        text = self.text.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, max(room, LEAST))
        self.text.setText(text.replace("&", "&&"))  # else a letter after it would be a shortcut

    def _show_bar(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(min(done, total) if total else 0)
