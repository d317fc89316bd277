"""All about the background work, in a card above the strip: what goes on, its steps, when, and failures."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoseek.gui.language import tr
from photoseek.gui.widgets.icon_button import IconButton
from photoseek.gui.widgets.icons import icon
from photoseek.gui.widgets.switch import Switch
from photoseek.gui.work.failure_items import FailureItems
from photoseek.gui.work.failure_list import FailureList
from photoseek.gui.work.progress_text import doing, how_far, why
from photoseek.gui.work.work_steps import State, Step, steps
from photoseek.ipc.messages import Progress
from photoseek.settings import Settings

WIDTH = 440  # pixels: the longest line of English in one piece
MARGIN = 12  # pixels between the card and the window's edges
FAILURES_SHOWN = 3  # rows without scrolling
_ICONS: dict[State, str] = {
    "done": "check-circle",
    "going": "arrow-circle-right",
    "waiting": "circle",
    "off": "minus-circle",
}


class WorkPanel(QFrame):
    pause_wanted = Signal(bool)
    settings_changed = Signal(object)
    """The new ``Settings``."""
    closed = Signal()

    def __init__(self, failures: FailureItems, anchor: QWidget, parent: QWidget) -> None:
        """``anchor``: the strip that the card stands on; ``parent`` holds both."""
        super().__init__(parent)
        self.setObjectName("workPanel")
        self.setAccessibleName(tr("Background work"))
        self._anchor, self._items, self._around = anchor, failures, parent
        self._settings = Settings()
        self._progress = Progress("idle", 0, 0, 0, 0.0, False)
        self._make_head()
        self.steps = _StepList(self)
        self.idle = Switch(tr("Only while nobody uses the computer"), self)
        self.battery = Switch(tr("Also on battery"), self)
        self.failed = QLabel(self)
        self.failed.setObjectName("panelTitle")
        self.failures = FailureList(failures, self)
        self._place()
        self.pause.clicked.connect(lambda: self.pause_wanted.emit(not self._progress.paused))
        self.close_button.clicked.connect(self.leave)
        self.idle.toggled.connect(lambda on: self._change(work="idle" if on else "always"))
        self.battery.toggled.connect(lambda on: self._change(work_on_battery=on))
        failures.modelReset.connect(self._show_failures)
        self._show_failures()
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        self.show()
        self.raise_()
        self._stand()
        self.pause.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        self.hide()
        self.closed.emit()

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self.what.setText(doing(progress))
        far = why(progress) or how_far(progress)
        self.far.setText(far or (tr("There is nothing left to do.") if progress.stage == "idle" else " "))
        self.pause.setText(tr("Go on") if progress.paused else tr("Pause"))
        counted = progress.stage != "idle" and progress.total > 0
        self.bar.setRange(0, progress.total if counted else 1)
        self.bar.setValue(min(progress.done, progress.total) if counted else 0)
        self.bar.setVisible(counted)
        self._show_steps()

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.idle.setChecked(settings.work == "idle")
        self.battery.setChecked(settings.work_on_battery)
        self._show_steps()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._stand()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the panel while it has the focus, and not to the window's "back"."""
        typed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if typed and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "steps"):
            self.steps.colour()

    # --- inside --------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.title = QLabel(tr("Background work"), self)
        self.title.setObjectName("muted")
        self.what = QLabel(self)
        self.what.setObjectName("pageTitle")
        self.far = QLabel(self)
        self.far.setObjectName("muted")
        for label in (self.what, self.far):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("workBar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(tr("Progress"))
        self.pause = QPushButton(tr("Pause"), self)
        self.close_button = IconButton("x", tr("Close"), self)

    def _place(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.what)
        said.addWidget(self.far)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(said, 1)
        head.addWidget(self.pause, 0, Qt.AlignmentFlag.AlignTop)
        self.failure_part = QWidget(self)
        failed = QVBoxLayout(self.failure_part)
        failed.setContentsMargins(0, 0, 0, 0)
        failed.setSpacing(8)
        failed.addWidget(_line(self))
        failed.addWidget(self.failed)
        failed.addWidget(self.failures)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 18)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.steps)
        column.addWidget(_line(self))
        column.addWidget(self.idle)
        column.addWidget(self.battery)
        column.addWidget(self.failure_part)

    def _change(self, **values: Any) -> None:
        changed = replace(self._settings, **values)
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)

    def _show_steps(self) -> None:
        self.steps.show_steps(steps(self._progress, makes_captions=self._settings.make_captions))
        self._stand()

    def _show_failures(self) -> None:
        failed = self._items.rowCount()
        self.failed.setText(tr("%Ln file(s) could not be read", None, failed))
        self.failure_part.setVisible(failed > 0)
        self._stand()

    def _show_rows(self, most: int) -> None:
        """Let so many failures be seen at once."""
        view, failed = self.failures.view, self._items.rowCount()
        row = view.sizeHintForRow(0) if failed else 0
        view.setFixedHeight(row * min(failed, most) + 2 * view.frameWidth() + 10)

    def _stand(self) -> None:
        """On the strip, at its left end, no larger than the window."""
        if not self.isVisible():
            return
        bottom = self._anchor.mapTo(self._around, QPoint(0, 0)).y() - MARGIN
        width = min(WIDTH, self._around.width() - 2 * MARGIN)
        for rows, with_steps in ((FAILURES_SHOWN, True), (1, True), (1, False)):  # until it has room
            self._show_rows(rows)
            self.steps.setVisible(with_steps)
            height = self._wanted(width)
            if height <= bottom - MARGIN:
                break
        height = min(height, bottom - MARGIN)
        self.resize(QSize(width, max(height, 1)))
        self.move(MARGIN, bottom - self.height())

    def _wanted(self, width: int) -> int:
        """Its height at a width, with what has just been shown or hidden."""
        for part in (self.failures, self.failure_part):  # else each learns of it when the next event comes
            if (inside := part.layout()) is not None:
                inside.activate()
            part.updateGeometry()
        self._column.activate()
        if self._column.hasHeightForWidth():  # some text may break into lines
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()


class _StepList(QWidget):
    """The steps, one below the other: a sign, the name, and how far it is at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._steps: list[Step] = []
        self.rows: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_steps(self, found: list[Step]) -> None:
        if found == self._steps:
            return
        self._steps = found
        for place in range(len(self.rows), len(found)):
            row = (QLabel(self), QLabel(self), QLabel(self))
            for column, label in enumerate(row):
                label.setTextFormat(Qt.TextFormat.PlainText)
                self._grid.addWidget(label, place, column)
            self.rows.append(row)
        says = {
            "done": tr("done"),
            "going": tr("going on"),
            "waiting": tr("waiting"),
            "off": tr("turned off"),
        }
        for (_, name, note), step in zip(self.rows, found, strict=True):
            name.setText(step.name)
            name.setAccessibleName(f"{step.name}: {says[step.state]}")
            name.setObjectName("stepNow" if step.state == "going" else "muted")
            note.setObjectName("muted")
            note.setText(step.note)
            for label in (name, note):
                label.style().polish(label)  # its name decides its colour
        self.colour()

    def colour(self) -> None:
        palette = self.palette()
        quiet, strong = palette.placeholderText().color(), palette.highlight().color()
        side = self.fontMetrics().height()
        for (sign, _, _), step in zip(self.rows, self._steps, strict=True):
            colour = strong if step.state in ("done", "going") else quiet
            sign.setPixmap(icon(_ICONS[step.state], colour).pixmap(QSize(side, side)))


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("panelLine")
    line.setFixedHeight(1)
    return line
