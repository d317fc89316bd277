"""Starts the window: builds each object once, in order. Read it from top to bottom."""

import logging
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from photoseek import settings as settings_file
from photoseek.gui import allocator, appearance, interpreter, language, window_state
from photoseek.gui.background import Background, Problem
from photoseek.gui.changes import Changes
from photoseek.gui.grid.photo_items import PhotoItems
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.library_reader import LibraryReader
from photoseek.gui.main_window import MainWindow
from photoseek.gui.parts import Parts
from photoseek.gui.preferences import Preferences
from photoseek.gui.session import Session
from photoseek.gui.settings.backups import Replacement
from photoseek.gui.tidying import Tidying
from photoseek.gui.widgets import accessible_roles
from photoseek.gui.worker_client import WorkerClient
from photoseek.gui.worker_texts import translated
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.paths import Paths
from photoseek.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Program:
    """The objects of one window, for who drives it."""

    window: MainWindow
    session: Session
    photos: PhotoItems
    thumbnails: ThumbnailLoader
    client: WorkerClient


def run(paths: Paths, folders: Sequence[Path] = ()) -> int:
    """Open the window on the library below ``paths``, watch ``folders``; returns the exit code."""
    application = make_application()
    interpreter.make_way()
    allocator.return_large()
    paths.create()
    opening = Opening(application, paths)
    opening.open(folders)
    return application.exec()


def make_application() -> QApplication:
    """The one QApplication of this process."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("PhotoSeek")
    application.setApplicationDisplayName("PhotoSeek")
    application.setDesktopFileName("photoseek")
    accessible_roles.tell()
    return application


def build(
    application: QApplication, paths: Paths, taken_over: tuple[WorkerClient, Changes] | None = None
) -> Program:
    """Every object, once, in the order they need each other. Nothing runs yet.

    ``taken_over``: what an earlier window leaves.
    """
    settings, problem = settings_file.load_or_mend(paths.settings)

    language.use(application, settings.language)
    colours = appearance.apply(application, settings.appearance)
    thumbnail_path = ThumbnailStore(paths.thumbnails).path
    thumbnails = ThumbnailLoader(thumbnail_path)
    photos = PhotoItems()
    window = MainWindow(photos, thumbnails, settings.thumbnail_size)
    appearance.dress(window, colours)
    client = WorkerClient(paths.base, database=paths.database) if taken_over is None else taken_over[0]
    changes = Changes(client, window)
    if taken_over is not None:
        changes.take_over(taken_over[1])
    for owned in (thumbnails, photos, client):
        owned.setParent(window)
    parts = Parts(
        window=window,
        photos=photos,
        thumbnails=thumbnails,
        thumbnail_path=thumbnail_path,
        reader=LibraryReader(paths.library, window, paths.database),
        client=client,
        pictures=Background(window, threads=2),
        changes=changes,
        preferences=Preferences(settings, paths, client, window),
        paths=paths,
    )

    def dress(settings: Settings) -> None:
        appearance.dress(window, appearance.apply(application, settings.appearance))

    session = Session(parts, dress)
    Tidying(parts)
    application.styleHints().colorSchemeChanged.connect(session.dress_again)
    window_state.restore(window, paths.base / window_state.FILE)
    if problem:
        window.notices.show(translated(problem))
    return Program(window, session, photos, thumbnails, client)


class Opening(QObject):
    """Opens the window, and another one in its place, as it was, when its language changes.

    So no widget has to know how to change its texts, and what is kept between two runs is kept here, too.
    """

    def __init__(self, application: QApplication, paths: Paths) -> None:
        super().__init__(application)
        self._application, self._paths = application, paths
        self._bugs = Bugs(self)
        self._bugs.listen()
        self._leaving = Background(self)
        self.program: Program | None = None

    def open(self, folders: Sequence[Path] = ()) -> None:
        self._show(build(self._application, self._paths), folders)

    def _show(self, program: Program, folders: Sequence[Path] = ()) -> None:
        self.program = program
        self._bugs.found.connect(program.window.notices.problem)
        program.session.preferences.changed.connect(self._settings_changed)
        program.session.dialogs.backups.replacement_wanted.connect(self._replace_library)
        program.window.show()
        program.session.start(folders)

    def _settings_changed(self, before: Settings, after: Settings) -> None:
        if language.spoken(before.language) != language.spoken(after.language):
            QTimer.singleShot(0, self._speak_anew)  # who changed it comes to its end first

    def _speak_anew(self) -> None:
        """The worker runs on; each step takes a moment, so that none holds up what moves on the screen."""
        old = self.program
        if old is not None:
            new = build(self._application, self._paths, old.session.leave())
            QTimer.singleShot(0, lambda: self._exchange(old, new))

    def _exchange(self, old: Program, new: Program) -> None:
        """The language is chosen in the settings, and they stay open."""
        dialog = old.session.dialogs.settings_dialog
        section = dialog.sections.currentRow() if dialog is not None else None
        self._show(new)
        if dialog is not None:
            dialog.hide()
        old.window.hide()
        self._leaving.run(old.session.rest, lambda _none: _delete(old))
        if section is not None:
            QTimer.singleShot(0, lambda: new.session.dialogs.show_settings(section))

    def _replace_library(self, replacement: Replacement) -> None:
        QTimer.singleShot(0, lambda: self._open_anew(replacement))

    def _open_anew(self, replacement: Replacement) -> None:
        """The window and the worker let go of the library, and come back to another one."""
        self._application.setQuitOnLastWindowClosed(False)
        if self.program is not None:
            self.program.window.close()
            self.program.window.deleteLater()
        outcome = replacement.carry_out()
        self.open()
        if self.program is not None:
            replacement.tell(outcome, self.program.window.notices, self._replace_library)
        self._application.setQuitOnLastWindowClosed(True)


def _delete(program: Program) -> None:
    """What is large is let go of by hand: objects of the start are exempt from looking for garbage."""
    program.thumbnails.clear()
    program.photos.clear()
    program.window.deleteLater()


class Bugs(QObject):
    """Exceptions that nobody expected: logged with their traceback and shown, the window goes on."""

    found = Signal(object)
    """A ``Problem``; emitted from any thread."""

    def listen(self) -> None:
        sys.excepthook = self._report
        threading.excepthook = lambda args: self._report(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("A bug", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self.found.emit(Problem(str(error) or kind.__name__, False, details))
