"""Undo and redo for all that the user changes in the library: each change is a request and its inverse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

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

    ``undo`` is told the reply of the first doing, which may say what was really new.
    """

    text: str
    do: Ask
    undo: Callable[[Any], Ask]
    redo: Callable[[Any], Ask] | None = None
    """Where doing it again is another request than the first: an album is brought back, not made anew."""


class Changes(QObject):
    made = Signal(str)
    """The text of a change that was carried out just now, for a message that offers to undo it."""

    def __init__(self, client: WorkerClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(KEPT)

    def make(self, change: Change, done: Callable[[Any], None] | None = None) -> None:
        """Carry it out; it can be undone once the worker has said that it is done."""

        def carried_out(reply: Any) -> None:
            self.stack.push(_Command(self._client, change, reply))
            self.made.emit(change.text)
            if done is not None:
                done(reply)

        self._client.ask(change.do.kind, carried_out, **change.do.values)

    def note(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """A change that was carried out elsewhere, and how it is undone and done again."""
        self.stack.push(_Noted(text, undo, redo))
        self.made.emit(text)


class _Command(QUndoCommand):
    def __init__(self, client: WorkerClient, change: Change, reply: Any) -> None:
        super().__init__(change.text)
        self._client, self._change, self._reply = client, change, reply
        self._was_pushed = False

    def redo(self) -> None:
        if not self._was_pushed:  # Qt does what it is given; this was done already
            self._was_pushed = True
            return
        again = self._change.redo
        self._ask(again(self._reply) if again is not None else self._change.do)

    def undo(self) -> None:
        self._ask(self._change.undo(self._reply))

    def _ask(self, ask: Ask) -> None:
        self._client.ask(ask.kind, lambda _reply: None, **ask.values)


class _Noted(QUndoCommand):
    def __init__(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(text)
        self._undo, self._redo = undo, redo
        self._was_pushed = False

    def redo(self) -> None:
        if self._was_pushed:
            self._redo()
        self._was_pushed = True

    def undo(self) -> None:
        self._undo()
