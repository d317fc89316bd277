"""Backing the library up, putting a backup in its place, and beginning afresh, as the user wants it.

To replace the library, the window and the worker must let go of it: whoever opened the window does that
(``app.Opening``) and is told by ``replacement_wanted``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from photoseek.errors import UserError
from photoseek.gui.language import tr
from photoseek.gui.notices import Action, Notices
from photoseek.gui.parts import Parts
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.gui.worker_texts import translated
from photoseek.ipc import messages
from photoseek.paths import Paths

# ``library.backup`` is imported where it is used: it brings the database toolkit along.


@dataclass(frozen=True)
class Outcome:
    """What became of a replacement, and where the library of before is kept."""

    text: str
    kept: Path | None = None


@dataclass(frozen=True)
class Replacement:
    """Something to be done to the library while nobody holds it. ``run`` returns where the old one is."""

    paths: Paths
    run: Callable[[], Path | None]
    done: str

    def carry_out(self) -> Outcome:
        try:
            return Outcome(self.done, self.run())
        except UserError as error:
            return Outcome(translated(str(error)))
        except OSError as error:
            return Outcome(tr("The library could not be replaced: {why}.").format(why=error.strerror))

    def tell(self, outcome: Outcome, notices: Notices, again: Callable[["Replacement"], None]) -> None:
        """Say what became of it, and offer to take it back, which is another replacement."""
        if outcome.kept is None:
            notices.show(outcome.text)
            return
        undo = restoring(self.paths, outcome.kept)
        notices.show(outcome.text, Action(tr("Undo"), lambda: again(undo)))


def restoring(paths: Paths, chosen: Path) -> Replacement:
    def run() -> Path | None:
        from photoseek.library import backup

        return backup.restore(paths, chosen)

    return Replacement(paths, run, tr("The library is the one of the backup now."))


def resetting(paths: Paths) -> Replacement:
    def run() -> Path | None:
        from photoseek.library import backup

        return backup.reset(paths)

    return Replacement(paths, run, tr("The library is empty now; the one of before is kept."))


class Backups(QObject):
    replacement_wanted = Signal(object)
    """A ``Replacement``, to be carried out once the window has let go of the library."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window, self._client, self._notices = parts.window, parts.client, parts.window.notices
        self._paths, self._pictures = parts.paths, parts.pictures

    def moments(self, done: Callable[[list[datetime]], None]) -> None:
        """When the automatic backups were made, the newest first."""

        def look() -> list[datetime]:
            from photoseek.library import backup

            return [datetime.fromtimestamp(one.stat().st_mtime) for one in backup.automatic(self._paths)]

        self._pictures.run(look, done)

    def show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths.base)))

    def back_up(self, parent: QWidget) -> None:
        """Ask where to, and write the library there."""
        name = f"PhotoSeek {date.today().isoformat()}.db"
        target, _ = QFileDialog.getSaveFileName(
            parent, tr("Back the library up"), str(Path.home() / name), _file_kinds()
        )
        if target:
            self.back_up_to(Path(target))

    def back_up_to(self, target: Path) -> None:
        text = tr("The library is backed up in {file}.").format(file=shown_path(target))
        self._client.ask(messages.BackUp, lambda _done: self._notices.show(text), path=str(target))

    def restore(self, parent: QWidget) -> None:
        """Ask for a backup, ask again, and let it be put in the library's place."""
        start = self._paths.backups if self._paths.backups.is_dir() else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(parent, tr("Choose a backup"), str(start), _file_kinds())
        if not chosen:
            return
        text = tr("Put {file} in the library's place?").format(file=Path(chosen).name)
        more = tr(
            "Captions, albums and favourites will be those of the backup. The library of now is kept, "
            "so that this can be undone. Your photos are not touched."
        )
        self._ask(parent, text, more, tr("Restore"), restoring(self._paths, Path(chosen)))

    def reset(self, parent: QWidget) -> None:
        """Ask, and begin with an empty library."""
        more = tr(
            "Captions, albums and favourites leave the window; the library of now is kept, so that this "
            "can be undone. Your photos are not touched."
        )
        text = tr("Begin with an empty library?")
        self._ask(parent, text, more, tr("Begin afresh"), resetting(self._paths))

    def _ask(self, parent: QWidget, text: str, more: str, label: str, replacement: Replacement) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, tr("PhotoSeek"), text, parent=parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(more)
        yes = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.buttonClicked.connect(
            lambda button: self.replacement_wanted.emit(replacement) if button is yes else None
        )
        box.finished.connect(box.deleteLater)
        box.open()


def _file_kinds() -> str:
    return tr("Backups ({pattern})").format(pattern="*.db")
