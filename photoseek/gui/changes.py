"""Undo and redo for all that the user changes in the library: each change is a request and its inverse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack

from photoseek.gui.language import tr
from photoseek.gui.worker_client import WorkerClient
from photoseek.ipc import messages

KEPT = 200  # changes that can be undone


@dataclass(frozen=True)
class Ask:
    """A request to the worker, without its id."""

    kind: Callable[..., messages.Request]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """``text`` says what was done, in the past tense: "Added 3 photos to Summer".

    ``undo`` is told the reply of the first doing, which may say what was really new; so is ``text``
    where it is a function.
    """

    text: str | Callable[[Any], str]
    do: Ask
    undo: Callable[[Any], Ask]
    redo: Callable[[Any], Ask] | None = None
    """Where doing it again is another request than the first: an album is brought back, not made anew."""


class Changes(QObject):
    made = Signal(str)
    """The text of a change that was carried out just now, for a message that offers to undo it."""
    undone = Signal(str)
    redone = Signal(str)
    """The text of a change that was taken back, or made again."""

    def __init__(self, client: WorkerClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(KEPT)
        self._shown_on: list[tuple[QAction, QAction]] = []
        for signal in (self.stack.indexChanged, self.stack.undoTextChanged, self.stack.redoTextChanged):
            signal.connect(self._show)

    def make(self, change: Change, done: Callable[[Any], None] | None = None) -> None:
        """Carry it out; it can be undone once the worker has said that it is done.

        ``done`` gets the reply. A change that was news for no photo leaves nothing to undo. One that
        fails is told by the client's ``failed`` and is none.
        """

        def carried_out(reply: Any) -> None:
            if not (isinstance(reply, messages.Changed) and not reply.photo_ids):
                text = change.text if isinstance(change.text, str) else change.text(reply)
                self.stack.push(_Command(self, self._client, change, text, reply))
                self.made.emit(text)
            if done is not None:
                done(reply)

        self._client.ask(change.do.kind, carried_out, **change.do.values)

    def note(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """A change that was carried out elsewhere, and how it is undone and done again."""
        self.stack.push(_Noted(self, text, undo, redo))
        self.made.emit(text)

    def take_over(self, earlier: "Changes") -> None:
        """Go on where an earlier window was. What was noted there is left out: its parts have gone."""
        known = [earlier.stack.command(at) for at in range(earlier.stack.count())]
        kept = [command for command in known if isinstance(command, _Command)]
        done = sum(isinstance(command, _Command) for command in known[: earlier.stack.index()])
        kept = [command.of(self, self._client) for command in kept]
        for command in kept:
            self.stack.push(command)
        for command in reversed(kept[done:]):
            command.step_back()

    def undo_last(self, text: str) -> None:
        """Undo the change with this text, if no other was made since."""
        if self.stack.undoText() == text:
            self.stack.undo()

    def show_on(self, undo: QAction, redo: QAction) -> None:
        """Let two actions say what they would do, and be disabled while that is nothing."""
        self._shown_on.append((undo, redo))
        self._show()

    def _show(self) -> None:
        # A method, not a closure: the connections end with this object, and a stack that is being deleted
        # still tells that it is empty.
        back, again = self.stack.undoText(), self.stack.redoText()
        for undo, redo in self._shown_on:
            undo.setText(tr("Undo: {what}").format(what=back) if back else tr("Undo"))
            redo.setText(tr("Do again: {what}").format(what=again) if again else tr("Do again"))
            undo.setEnabled(self.stack.canUndo())
            redo.setEnabled(self.stack.canRedo())


class _Command(QUndoCommand):
    """A change that was made. Qt "redoes" what it is given to keep; this was done already."""

    def __init__(self, changes: Changes, client: WorkerClient, change: Change, text: str, reply: Any) -> None:
        super().__init__(text)
        self._changes, self._client, self._change, self._reply = changes, client, change, reply
        self._only_move = True  # the position in the stack changes, the library does not

    def of(self, changes: Changes, client: WorkerClient) -> "_Command":
        """The same, in another history."""
        return _Command(changes, client, self._change, self.text(), self._reply)

    def step_back(self) -> None:
        """As if it was undone."""
        self._only_move = True
        self._changes.stack.undo()

    def redo(self) -> None:
        again = self._change.redo
        ask = again(self._reply) if again is not None else self._change.do
        self._carry_out(ask, self._changes.redone, self._still_undone)

    def undo(self) -> None:
        self._carry_out(self._change.undo(self._reply), self._changes.undone, self._still_done)

    def _carry_out(self, ask: Ask, told: Any, go_back: Callable[[], None]) -> None:
        if self._only_move:
            self._only_move = False
            return

        def failed(failure: messages.Failed) -> None:
            go_back()
            self._client.failed.emit(failure)

        text = self.text()
        self._client.ask(ask.kind, lambda _reply: told.emit(text), failed, **ask.values)

    def _still_done(self) -> None:
        """Undoing failed: it can be tried again, unless other changes were undone or made meanwhile."""
        stack = self._changes.stack
        if stack.index() < stack.count() and stack.command(stack.index()) is self:
            self._only_move = True
            stack.redo()

    def _still_undone(self) -> None:
        stack = self._changes.stack
        if stack.index() > 0 and stack.command(stack.index() - 1) is self:
            self.step_back()


class _Noted(QUndoCommand):
    def __init__(
        self, changes: Changes, text: str, undo: Callable[[], None], redo: Callable[[], None]
    ) -> None:
        super().__init__(text)
        self._changes = changes
        self._undo, self._redo = undo, redo
        self._was_pushed = False

    def redo(self) -> None:
        if self._was_pushed:
            self._redo()
            self._changes.redone.emit(self.text())
        self._was_pushed = True

    def undo(self) -> None:
        self._undo()
        self._changes.undone.emit(self.text())
