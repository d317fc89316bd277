"""Connects the presenters with each other, with the library and with the worker.

Each presenter makes one part of the window work (``searching``, ``viewing``, ``browsing``, ...); what
one of them wants of another goes through here.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from photoseek.gui import window_state
from photoseek.gui.background import Problem
from photoseek.gui.changes import Changes
from photoseek.gui.duplicates.comparing import Comparing
from photoseek.gui.export.exporting import Exporting
from photoseek.gui.grid.arranging import Arranging
from photoseek.gui.language import tr
from photoseek.gui.map.mapping import Mapping
from photoseek.gui.notices import Action
from photoseek.gui.panels import Panels
from photoseek.gui.parts import Parts
from photoseek.gui.photo.viewing import Viewing
from photoseek.gui.photo_menu import photo_menu
from photoseek.gui.preferences import Preferences
from photoseek.gui.search.outlining import Outlining
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.search.searching import Searching, save_pasted
from photoseek.gui.settings.dialogs import Dialogs
from photoseek.gui.shortcut_sheet import ShortcutSheet
from photoseek.gui.sidebar.browsing import Browsing
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.gui.words.wording import Wording
from photoseek.gui.work.working import Working
from photoseek.gui.worker_client import Stopped, WorkerClient
from photoseek.ipc import messages
from photoseek.library.records import Counts, PhotoDetails
from photoseek.sample_photographs import sample_photographs
from photoseek.settings import Settings

_log = logging.getLogger(__name__)

REFRESH_MS = 700  # batches are committed several times a second; the eye wants it calmer


class Session(QObject):
    """One run of the window."""

    def __init__(self, parts: Parts, dress: Callable[[Settings], None]) -> None:
        """``dress``: puts the colours of the settings on the whole program."""
        super().__init__(parts.window)
        self._parts, self._dress = parts, dress
        self._window, self._reader, self._client = parts.window, parts.reader, parts.client
        self.remembers = True
        """Whether the next window opens as this one is left."""
        self._folders_wanted = False
        self._was_working = False
        self._paused = False
        self.arranging = Arranging(parts)
        self.searching = Searching(parts)
        self.viewing = Viewing(parts, lambda: self.searching.question.words)
        self.browsing = Browsing(parts)
        self.mapping = Mapping(parts)
        self.comparing = Comparing(parts)
        self.exporting = Exporting(parts)
        self.outlining = Outlining(parts)
        self.working = Working(parts)
        self.wording = Wording(parts)
        self.dialogs = Dialogs(parts)
        self.panels = Panels(parts.window, parts.preferences, self.outlining, self)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._show_changes)
        self._connect_actions()
        self._connect_window()
        self._connect_presenters()
        self._connect_worker()
        self._use_languages()

    @property
    def preferences(self) -> Preferences:
        return self._parts.preferences

    def start(self, folders: Sequence[Path] = ()) -> None:
        """Show what the library holds, start the worker, and watch ``folders``."""
        if not self._reader.exists() and not folders:
            self._window.pages.setCurrentWidget(self._window.first_run)
            self._window.first_run.choose.setFocus()
        else:
            self._window.grid_page.grid.setFocus()
            window_state.resume(self._parts, self.searching, self.viewing.open, self.mapping.open)
        self.show_library()
        self._client.start()
        self.add_folders(folders)
        self.viewing.prepare()

    def show_library(self) -> None:
        """What the library holds at the moment."""
        self.searching.refresh()
        self.browsing.refresh()
        self._reader.counts(self._take_counts)

    def close(self) -> None:
        """Let everything come to rest: nothing of ours runs on after this."""
        if self.remembers:
            window_state.save(self._parts, self.searching)
        self._window.hide()  # the worker may need a moment; nobody should have to watch
        self._client.stop()
        self.rest()

    def leave(self) -> tuple[WorkerClient, Changes]:
        """Another window goes on from here, with the worker as it runs, and with what can be undone."""
        if self.remembers:
            window_state.save(self._parts, self.searching)
        return self._client.hand_over(), self._parts.changes

    def rest(self) -> None:
        """Wait for the threads of this window; on another thread where the program goes on."""
        self._parts.thumbnails.finish()
        self._parts.pictures.finish()
        self._reader.close()

    def dress_again(self) -> None:
        """The desktop has changed between light and dark."""
        self._dress(self._parts.preferences.settings)

    # --- wishes --------------------------------------------------------------------------------

    def add_folders(self, folders: Sequence[Path]) -> None:
        self._folders_wanted = self._folders_wanted or bool(folders)
        for folder in folders:
            self._client.ask(
                messages.AddFolder, lambda _done: self._show_changes(), path=str(folder.absolute())
            )
        if folders and self._window.pages.currentWidget() is self._window.first_run:
            self._window.pages.setCurrentWidget(self._window.grid_page)
            self._window.search_bar.field.setFocus()  # there is no photo yet that could have it

    def _take_files(self, paths: Sequence[Path]) -> None:
        """Dropped or pasted ones: folders are watched, else a photo is asked about."""

        def take(folders: Sequence[Path]) -> None:
            if folders:
                self.add_folders(folders)
            else:
                self.searching.by_file(paths[0])

        self._parts.pictures.run(lambda: [path for path in paths if path.is_dir()], take)

    def choose_folder(self) -> None:
        title = tr("Choose a folder of photos")
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(Path.home()))
        if chosen:
            self.add_folders([Path(chosen)])

    def add_samples(self) -> None:
        self._parts.pictures.run(
            lambda: sample_photographs(self._parts.paths.base),
            lambda folder: self.add_folders([folder]),
            self._window.notices.problem,
        )

    def search_by_image(self, image: QImage) -> None:
        """Pixels that were dropped or pasted, without a file of their own."""
        self._parts.pictures.run(
            lambda: save_pasted(image, self._parts.paths.cache / "pasted"),
            lambda path: self.searching.by_file(path, tr("pasted photo")),
            self._window.notices.problem,
        )

    def find_similar(self, photo_id: int) -> None:
        def ask(details: PhotoDetails | None) -> None:
            if details is not None:
                name = shown_path(details.photo.path.name)
                self.searching.ask(Question(photo=AskedPhoto(name, photo_id=photo_id)))

        self._reader.details(photo_id, ask)

    def chosen_ids(self) -> list[int]:
        """The photos that an action is about: the one looked at, or those chosen in the grid."""
        if self.viewing.is_open():
            return [self._window.photo_page.photo_id()]
        if self.comparing.is_open():
            return self.comparing.chosen_ids()
        return self._window.grid_page.grid.chosen_ids()

    # --- wiring --------------------------------------------------------------------------------

    def _connect_actions(self) -> None:
        window = self._window
        for name, wish in {
            "find": lambda: window.search_bar.focus(),
            "paste": lambda: window.drop_area.take(QGuiApplication.clipboard().mimeData()),
            "undo": self._parts.changes.stack.undo,
            "redo": self._parts.changes.stack.redo,
            "back": self._back,
            "add_folder": self.choose_folder,
            "look_again": lambda: self._client.ask(messages.Rescan, lambda _done: None),
            "work": self.working.open,
            "map": self.mapping.open,
            "duplicates": self.comparing.find_duplicates,
            "settings": lambda: self.dialogs.show_settings(),
            "full_screen": self._full_screen,
            "shortcuts": lambda: ShortcutSheet(window).open(),
            "quit": window.close,
            "slideshow": self.viewing.slideshow,
            "caption_search": self.viewing.search_for_caption,
        }.items():
            window.actions_by_name[name].triggered.connect(wish)
        for name, wish_for in {
            "find_similar": lambda ids: self.find_similar(ids[0]),
            "favourite": self.browsing.set_favourite,
            "add_to_album": self.browsing.add_to_album,
            "remove_from_album": self.browsing.remove_from_album,
            "rotate_left": lambda ids: self.viewing.rotate(ids, -1),
            "rotate_right": lambda ids: self.viewing.rotate(ids, 1),
            "compare": self.comparing.compare,
            "copy": self.exporting.copy,
            "copy_image": lambda ids: self.exporting.copy_image(ids[0]),
            "copy_caption": self.exporting.copy_captions,
            "open_with": lambda ids: self.exporting.open_with(ids[0]),
            "show_in_folder": lambda ids: self.exporting.show_in_folder(ids[0]),
            "export": self.exporting.export,
            "trash": self.comparing.trash,
        }.items():
            window.actions_by_name[name].triggered.connect(partial(self._with_chosen, wish_for))

    def _connect_window(self) -> None:
        window = self._window
        window.closing.connect(self.close)
        window.typed.connect(window.search_bar.focus)
        window.first_run.choose_wanted.connect(self.choose_folder)
        window.first_run.samples_wanted.connect(self.add_samples)
        self.panels.asked_for.connect(lambda: self.wording.show_for(self.searching.question.words))
        window.progress.failures_wanted.connect(self.dialogs.show_failures)
        window.progress.pause_wanted.connect(self._pause)
        window.drop_area.files_dropped.connect(self._take_files)
        window.drop_area.image_dropped.connect(self.search_by_image)
        refusal = tr("That is no photo. Drop a photo file, an image or a folder.")
        window.drop_area.refused.connect(partial(window.notices.show, refusal))
        window.search_bar.field.photo_pasted.connect(window.drop_area.take)
        window.grid_page.size_changed.connect(
            lambda size: self._parts.preferences.change(thumbnail_size=size)
        )
        window.grid_page.grid.menu_wanted.connect(self._show_menu)
        window.grid_page.grid.drag_wanted.connect(self.exporting.drag)
        window.photo_page.carried.connect(self.exporting.drag)
        window.grid_page.grid.typed.connect(window.search_bar.focus)

    def _connect_presenters(self) -> None:
        searching = self.searching
        searching.asked.connect(lambda question: self.wording.show_for(question.words))
        searching.asked.connect(self.outlining.show_for)
        searching.asked.connect(self.browsing.show_question)
        self.outlining.asked.connect(searching.ask)
        self.browsing.scope_chosen.connect(searching.set_scope)
        self.browsing.failures_wanted.connect(self.dialogs.show_failures)
        self.mapping.chosen.connect(searching.show_chosen)
        self.mapping.photo_wanted.connect(self.viewing.open)
        self.mapping.word_chosen.connect(searching.by_words)
        self.comparing.photo_wanted.connect(self.viewing.open)
        self.viewing.search_wanted.connect(searching.ask)
        self.viewing.similar_wanted.connect(self.find_similar)
        self.viewing.folder_wanted.connect(self.exporting.show_in_folder)
        self.wording.word_chosen.connect(self._window.search_bar.add_word)
        self.wording.word_searched.connect(searching.by_words)
        self.dialogs.add_wanted.connect(self.choose_folder)
        self.dialogs.folder_wanted.connect(self.exporting.show_file_in_folder)
        self.working.folder_wanted.connect(self.exporting.show_file_in_folder)
        self._connect_changes()
        preferences = self._parts.preferences
        preferences.changed.connect(self._settings_changed)
        preferences.not_saved.connect(self._window.notices.show)

    def _connect_changes(self) -> None:
        changes, actions, notices = self._parts.changes, self._window.actions_by_name, self._window.notices
        changes.show_on(actions["undo"], actions["redo"])
        changes.made.connect(self._offer_undo)
        undone, again = tr("Undone: {what}"), tr("Done again: {what}")
        changes.undone.connect(lambda text: notices.show(undone.format(what=text), passing=True))
        changes.redone.connect(lambda text: notices.show(again.format(what=text), passing=True))

    def _connect_worker(self) -> None:
        photos = self._parts.photos
        photos.records_wanted.connect(lambda ids: self._reader.records(ids, photos.take_records))
        self._reader.background.problem.connect(self._window.notices.problem)
        self._client.ready.connect(self._worker_ready)
        self._client.progress.connect(self._take_progress)
        self._client.library_changed.connect(self._library_changed)
        self._client.map_ready.connect(self.mapping.map_ready)
        self._client.notice.connect(lambda notice: self._window.notices.show(notice.text))
        self._client.failed.connect(self._request_failed)
        self._client.stopped.connect(self._worker_stopped)

    # --- news ----------------------------------------------------------------------------------

    def _worker_ready(self, ready: messages.Ready) -> None:
        self.dialogs.set_runtime(ready.runtime)
        self.working.take_readiness(True)
        self._show_changes()
        self.searching.ask_again()

    def _take_progress(self, progress: messages.Progress) -> None:
        self.working.take_progress(progress)
        self._paused = progress.paused
        working = progress.stage not in ("mapping", "idle")
        if self._was_working and not working:
            self._show_changes()
            self.searching.ask_again()
        self._was_working = working

    def _library_changed(self, changed: messages.LibraryChanged) -> None:
        if changed.folders_changed:
            self.dialogs.refresh()
        if changed.albums_changed or not self._parts.photos.ids:
            self._show_changes()  # the user did it, and watches; or the first photos have come
        elif not self._refresh.isActive():
            self._refresh.start()

    def _show_changes(self) -> None:
        self._parts.thumbnails.forget_missing()
        self.searching.refresh()
        self.viewing.refresh()
        self.browsing.refresh()
        self.dialogs.refresh()
        self._reader.counts(self._take_counts)

    def _take_counts(self, counts: Counts) -> None:
        self.browsing.take_counts(counts)
        self._window.progress.show_counts(counts)
        first_run = self._window.pages.currentWidget() is self._window.first_run
        if counts.folders and first_run:
            self._window.pages.setCurrentWidget(self._window.grid_page)
        elif not counts.folders and not counts.photos and not self._folders_wanted and not first_run:
            self._window.pages.setCurrentWidget(self._window.first_run)

    def _worker_stopped(self, stopped: Stopped) -> None:
        self.working.take_readiness(False)
        seconds = max(1, round(stopped.again_in_ms / 1000))
        self._window.progress.say(tr("The background work is started again in %n second(s).", None, seconds))
        if self._paused:
            self._pause(True)  # a new worker does not know
        copy = Action(tr("Copy details"), lambda: QGuiApplication.clipboard().setText(stopped.details))
        again = tr("{what} It is started again.").format(what=stopped.message)
        text = stopped.message if stopped.theirs else again
        self._window.notices.show(text, None if stopped.theirs else copy, passing=True)

    def _request_failed(self, failed: messages.Failed) -> None:
        self._window.notices.problem(Problem(failed.message, failed.theirs, failed.details))

    def _settings_changed(self, before: Settings, after: Settings) -> None:
        if after.appearance != before.appearance:
            self._dress(after)
        if after.languages != before.languages:
            self._use_languages()
            self._show_changes()
        if self._window.grid_page.grid.wanted_side() != after.thumbnail_size:
            self._window.grid_page.set_size(after.thumbnail_size)

    # --- small wishes --------------------------------------------------------------------------

    def _with_chosen(self, wish: Callable[[list[int]], None], _checked: bool = False) -> None:
        ids = self.chosen_ids()
        if ids:
            wish(ids)

    def _pause(self, paused: bool) -> None:
        self._client.ask(messages.SetPaused, lambda _done: None, paused=paused)

    def _offer_undo(self, text: str) -> None:
        undo = Action(tr("Undo"), partial(self._parts.changes.undo_last, text))
        self._window.notices.show(text, undo, passing=True)

    def _use_languages(self) -> None:
        languages = self._parts.preferences.settings.languages
        self._reader.language = languages[0]
        self._window.photo_page.set_languages(languages)

    def _full_screen(self) -> None:
        # Not showNormal: a window that filled the desktop does so again afterwards.
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _back(self) -> None:
        """One step back: out of full screen, off a page, out of a search."""
        if self.viewing.back() or self.comparing.close():
            return
        if self._window.isFullScreen():
            self._full_screen()
        elif self._window.shows_map():
            self._window.pages.setCurrentWidget(self._window.grid_page)
        elif self.searching.back_to_everything():
            self._window.grid_page.grid.setFocus()

    def _show_menu(self, _photo_id: int, place: QPoint) -> None:
        grid = self._window.grid_page.grid
        menu = photo_menu(self._window, len(grid.chosen_ids()), in_album=self.searching.in_album())
        menu.popup(place)
