"""Moving photos to the system's trash at work: asks once, says what became of it, and undoes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from photoseek.gui.duplicates.trash import Outcome, Trashed, bring_back, move_to_trash
from photoseek.gui.language import listed, tr
from photoseek.gui.parts import Parts
from photoseek.gui.photo.photo_facts import size_text
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.ipc import messages

NAMED = 6  # files that a question or a message names; more would not be read


@dataclass(frozen=True, slots=True)
class Removal:
    """Files that go together, and their bytes.

    ``instead_of``: where that lies which is kept in their place. While none of it is there, they stay.
    """

    files: tuple[Path, ...]
    size: int
    instead_of: tuple[Path, ...] = ()


Gone = Callable[[Sequence[int]], None]
"""Told the numbers of the removals that were carried out, or that were undone."""


class Trashing(QObject):
    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.question: QMessageBox | None = None

    def ask(self, removals: Sequence[Removal], done: Gone, undone: Gone) -> None:
        """Ask the user, and then carry it out."""
        files = [path for removal in removals for path in removal.files]
        if not files:
            return
        size = size_text(sum(removal.size for removal in removals))
        box = QMessageBox(self._parts.window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr("Move to the trash"))
        box.setText(tr("Move %n file(s) to the trash?", None, len(files)))
        box.setInformativeText(
            tr("{names}\n\nThat is {size}. It can be undone.").format(
                names="\n".join(named(files)), size=size
            )
        )
        move = QPushButton(tr("Move to the trash"), box)
        move.setObjectName("primary")  # before it is added, which gives it its style
        box.addButton(move, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(move)
        box.accepted.connect(lambda: _Move(self._parts, removals, done, undone).carry_out())
        box.finished.connect(self._answered)
        self.question = box
        box.open()

    def _answered(self) -> None:
        self.question = None


class _Move:
    """One answer of the user: what was moved, to be brought back and moved again."""

    def __init__(self, parts: Parts, removals: Sequence[Removal], done: Gone, undone: Gone) -> None:
        self._parts, self._removals, self._done, self._undone = parts, tuple(removals), done, undone
        self._trashed: tuple[Trashed, ...] = ()

    def carry_out(self) -> None:
        self._parts.pictures.run(partial(_move, self._removals), self._first_moved)

    def _first_moved(self, outcome: Outcome) -> None:
        self._moved(outcome)
        if outcome.moved:
            text = tr("Moved %n file(s) to the trash", None, len(outcome.moved))
            self._parts.changes.note(text, self._bring_back, self._move_again)

    def _moved(self, outcome: Outcome) -> None:
        self._trashed = outcome.moved
        if outcome.left:
            self._parts.window.notices.show(
                tr(
                    "%n file(s) stay where they are, as they cannot be moved to the trash: {names}",
                    None,
                    len(outcome.left),
                ).format(names=listed(named(outcome.left)))
            )
        self._tell(self._done, outcome)

    def _bring_back(self) -> None:
        self._parts.pictures.run(partial(bring_back, self._trashed), self._returned)

    def _returned(self, outcome: Outcome) -> None:
        if outcome.left:
            self._parts.window.notices.show(
                tr(
                    "%n file(s) did not come back; look for them in the trash: {names}",
                    None,
                    len(outcome.left),
                ).format(names=listed(named(outcome.left)))
            )
        self._tell(self._undone, outcome)

    def _move_again(self) -> None:
        files = {file.path for file in self._trashed}
        self._removals = tuple(
            Removal(tuple(path for path in one.files if path in files), one.size, one.instead_of)
            for one in self._removals
        )
        self._parts.pictures.run(partial(_move, self._removals), self._moved)

    def _tell(self, told: Gone, outcome: Outcome) -> None:
        """The library follows the disk; who shows the photos is told at once."""
        if not outcome.moved:
            return
        paths = {file.path for file in outcome.moved}
        told(
            [number for number, one in enumerate(self._removals) if one.files and paths.issuperset(one.files)]
        )
        self._parts.client.ask(messages.Rescan, lambda _done: None)


def named(paths: Sequence[Path]) -> list[str]:
    """The names of files, as many as a person reads."""
    names = [shown_path(path.name) for path in paths[:NAMED]]
    if len(paths) > NAMED:
        names.append(tr("and %n more", None, len(paths) - NAMED))
    return names


def _move(removals: Sequence[Removal]) -> Outcome:
    moved: list[Trashed] = []
    left: list[Path] = []
    for removal in removals:
        if removal.instead_of and not any(path.is_file() for path in removal.instead_of):
            left += removal.files
            continue
        outcome = move_to_trash(removal.files)
        moved += outcome.moved
        left += outcome.left
    return Outcome(tuple(moved), tuple(left))
