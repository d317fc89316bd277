"""The only door to the messages: one line, what happened and what to do, floating over the page."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from photoseek.gui.background import Problem
from photoseek.gui.language import tr
from photoseek.gui.widgets.icon_button import IconButton

STAYS_MS = 9000  # long enough to read two lines twice; with an action it stays until dismissed
WIDEST = 620  # pixels of a line that the eye takes in at once
GAP = 16  # pixels between a message and the edges of the page
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
    """Shows one message over the lower edge of the page, which nothing moves for; hidden without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._over: QWidget | None = None
        self._above: tuple[QWidget, ...] = ()
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(self)
        self.dismiss = IconButton("x", tr("Dismiss this message"), self)
        for button in (self.action, self.dismiss):  # a click leaves the keyboard where it was
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.action)
        row.addWidget(self.dismiss)
        self.hide()

    def float_over(self, page: QWidget, above: Sequence[QWidget] = ()) -> None:
        """Keep to the lower edge of ``page``, which lies in the same parent, and clear of what is seen of
        ``above`` there."""
        self._over, self._above = page, tuple(above)
        page.installEventFilter(self)

    def say(self, text: str, action: str) -> None:
        """``action``: what its button says; empty: it has none."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.show()
        self.raise_()
        self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        row = self.layout()
        if self._over is None or row is None:
            return
        beside = sum(
            part.sizeHint().width() + row.spacing()
            for part in (self.action, self.dismiss)
            if part.isVisibleTo(self)
        )
        margins = row.contentsMargins()
        words = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 4
        width = min(words + beside + margins.left() + margins.right(), WIDEST, self._over.width() - 2 * GAP)
        self.resize(width, row.heightForWidth(width))
        page = self._over.geometry()
        foot = sum(part.height() for part in self._above if part.isVisible())
        self.move(page.center().x() - width // 2, page.bottom() - foot - GAP - self.height())


class Notices(QObject):
    """Takes messages from anywhere in the window and shows them one after the other."""

    def __init__(self, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._waiting: deque[Message] = deque(maxlen=KEPT)
        self._shown: Message | None = None
        self._held = False
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
        if not self._held and (self._shown is None or self._shown.overtaken):
            self._next()

    def hold(self, held: bool) -> None:
        """While they are held, messages wait: a slideshow shows nothing but photos."""
        if held == self._held:
            return
        self._held = held
        if held and self._shown is not None:
            self._waiting.appendleft(self._shown)
            self._shown = None
            self._leave.stop()
            self._bar.hide()
        elif not held:
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
        if self._shown is None:
            self._bar.hide()
            return
        self._bar.say(self._shown.text, self._shown.action.label if self._shown.action is not None else "")
        if self._shown.passing:
            self._leave.start()

    def _act(self) -> None:
        action = self._shown.action if self._shown is not None else None
        self._next()
        if action is not None:
            action.run()
