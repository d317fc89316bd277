"""The only door to the message bar: one line, what happened and what to do, never in the way."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from photoseek.gui.background import Problem
from photoseek.gui.icon_button import IconButton
from photoseek.gui.language import tr

STAYS_MS = 9000  # long enough to read two lines twice; with an action it stays until dismissed
KEPT = 5  # beyond that, nobody reads them: the oldest goes


@dataclass(frozen=True)
class Action:
    label: str
    run: Callable[[], None]


@dataclass(frozen=True)
class Message:
    text: str
    action: Action | None = None
    passing: bool = True  # it leaves by itself after a while
    overtaken: bool = False  # it leaves as soon as there is another


class NoticeBar(QFrame):
    """Shows one message; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(self)
        self.dismiss = IconButton("x", tr("Dismiss this message"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 12, 3)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.action)
        row.addWidget(self.dismiss)
        self.hide()


class Notices(QObject):
    """Takes messages from anywhere in the window and shows them one after the other."""

    def __init__(self, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._waiting: deque[Message] = deque(maxlen=KEPT)
        self._shown: Message | None = None
        self._leave = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._leave.timeout.connect(self._next)
        bar.dismiss.clicked.connect(self._next)
        bar.action.clicked.connect(self._act)

    def show(self, text: str, action: Action | None = None, *, passing: bool = False) -> None:
        """Say something. The same words are not said twice in a row.

        With an action it stays until dismissed, unless it is ``passing``: then the next one takes its place.
        """
        message = Message(text, action, passing or action is None, overtaken=passing)
        last = self._waiting[-1] if self._waiting else self._shown
        if last is not None and last.text == text:
            return
        self._waiting.append(message)
        if self._shown is None or self._shown.overtaken:
            self._next()

    def problem(self, problem: Problem) -> None:
        """Their world: the line alone. Our bug: with a button that copies the traceback."""
        if problem.theirs:
            self.show(problem.message)
        else:
            details = problem.details or problem.message
            self.show(
                tr("Something went wrong in PhotoSeek: {what}").format(what=problem.message),
                Action(tr("Copy details"), lambda: QGuiApplication.clipboard().setText(details)),
            )

    def _next(self) -> None:
        self._leave.stop()
        self._shown = self._waiting.popleft() if self._waiting else None
        self._bar.setVisible(self._shown is not None)
        if self._shown is None:
            return
        self._bar.text.setText(self._shown.text)
        self._bar.setAccessibleName(self._shown.text)
        self._bar.action.setVisible(self._shown.action is not None)
        if self._shown.action is not None:
            self._bar.action.setText(self._shown.action.label)
        if self._shown.passing:
            self._leave.start()

    def _act(self) -> None:
        action = self._shown.action if self._shown is not None else None
        self._next()
        if action is not None:
            action.run()
