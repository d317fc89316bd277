"""The strip at the bottom: what is being done, how far it is, pause, and what could not be read."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photoseek.gui.icon_button import IconButton
from photoseek.ipc.messages import Progress
from photoseek.library.records import Counts

_DOING = {
    "scanning": "Looking for photos",
    "embedding": "Learning what the photos show",
    "captioning": "Writing captions",
    "idle": "Up to date",
}


class ProgressStrip(QFrame):
    pause_wanted = Signal(bool)
    failures_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._paused = False
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(3)
        self.bar.setAccessibleName("Progress")
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setObjectName("muted")
        self.counts = QLabel(self)
        self.counts.setObjectName("muted")
        self.failures = QPushButton(self)
        self.failures.setObjectName("link")
        self.failures.hide()
        self.pause = IconButton("pause", "Pause", self)
        row = QHBoxLayout()
        row.setContentsMargins(20, 3, 12, 3)
        row.setSpacing(14)
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
        self.say("Starting …")
        self.pause.setEnabled(False)

    def say(self, text: str) -> None:
        """Something other than progress: the worker starts, or has stopped."""
        self.text.setText(text)
        self._show_bar(0, 0)

    def show_progress(self, progress: Progress) -> None:
        self._paused = progress.paused
        self.pause.setEnabled(True)
        self.pause.set_icon("play" if progress.paused else "pause")
        self.pause.set_label("Go on" if progress.paused else "Pause")
        self.text.setText(described(progress, QLocale()))
        working = progress.stage != "idle" and not progress.paused
        self._show_bar(progress.done, progress.total if working else 0)

    def show_counts(self, counts: Counts) -> None:
        locale = QLocale()
        photos = "1 photo" if counts.photos == 1 else f"{locale.toString(counts.photos)} photos"
        missing = counts.photos - counts.captioned
        uncaptioned = f", {locale.toString(missing)} without a caption yet" if missing > 0 else ""
        self.counts.setText(photos + uncaptioned)
        failed = counts.failed
        files = "1 file" if failed == 1 else f"{locale.toString(failed)} files"
        self.failures.setText(f"{files} could not be read")
        self.failures.setVisible(failed > 0)

    def _show_bar(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(min(done, total) if total else 0)


def described(progress: Progress, locale: QLocale) -> str:
    """One line: "Learning what the photos show: 120 of 5,000, 14 a second, about 6 minutes left"."""
    if progress.paused:
        return "Paused. Searching goes on working."
    doing = _DOING[progress.stage]
    if progress.stage == "idle":
        return doing
    if progress.total <= 0:
        return f"{doing} …"
    parts = [f"{locale.toString(progress.done)} of {locale.toString(progress.total)}"]
    rate = progress.photos_per_second
    if rate > 0:
        parts.append(f"{locale.toString(rate, 'f', 0 if rate >= 10 else 1)} a second")
        left = (progress.total - progress.done) / rate
        if left >= 10:  # shorter than that is over before it is read
            parts.append(f"about {duration(left)} left")
    return f"{doing}: {', '.join(parts)}"


def duration(seconds: float) -> str:
    """Rounded as one would say it."""
    if seconds < 90:
        return f"{max(10, round(seconds / 10) * 10)} seconds"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3600)} hours"
