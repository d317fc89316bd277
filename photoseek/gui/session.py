"""Connects the parts of the window with the library and the worker. Every wish of the user ends here."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from photoseek import settings as settings_file
from photoseek.gui import desktop, window_state
from photoseek.gui.background import Background, Problem
from photoseek.gui.dialogs import Dialogs
from photoseek.gui.library_reader import LibraryReader
from photoseek.gui.main_window import MainWindow
from photoseek.gui.notices import Action
from photoseek.gui.photo_facts import shown_path
from photoseek.gui.photo_items import PHOTO_ROLE, PhotoItems
from photoseek.gui.searching import Searching, save_pasted
from photoseek.gui.thumbnail_loader import ThumbnailLoader
from photoseek.gui.viewing import Viewing
from photoseek.gui.word_items import WordItems
from photoseek.gui.worker_client import Stopped, WorkerClient
from photoseek.ipc import messages
from photoseek.library.records import Counts, Photo, PhotoDetails
from photoseek.paths import Paths
from photoseek.sample_photographs import sample_photographs
from photoseek.settings import Settings

_log = logging.getLogger(__name__)

REFRESH_MS = 700  # batches are committed several times a second; the eye wants it calmer


class Session(QObject):
    """One run of the window."""

    def __init__(
        self,
        window: MainWindow,
        photos: PhotoItems,
        words: WordItems,
        thumbnails: ThumbnailLoader,
        thumbnail_path: Callable[[str], Path],
        reader: LibraryReader,
        client: WorkerClient,
        paths: Paths,
        settings: Settings,
        dress: Callable[[Settings], None],
    ) -> None:
        """``dress``: puts the colours of the settings on the whole program."""
        super().__init__(window)
        self._window, self._photos, self._thumbnails = window, photos, thumbnails
        self._thumbnail_path, self._reader, self._client = thumbnail_path, reader, client
        self._paths, self._settings, self._dress = paths, settings, dress
        self._pictures = Background(self, threads=2)
        self._folders_wanted = False
        self._was_working = False
        self._paused = False
        window.words_button.setChecked(settings.show_words_panel)
        self.searching = Searching(window, photos, words, reader, client, self._pictures)
        self.viewing = Viewing(
            window,
            photos,
            reader,
            client,
            self._pictures,
            thumbnail_path,
            lambda: self.searching.question.words,
        )
        self.dialogs = Dialogs(window, reader, client, settings, paths)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._show_changes)
        self._use_languages()
        self._connect_window()
        self._connect_worker()
        self._page_changed()

    def start(self, folders: Sequence[Path] = ()) -> None:
        """Show what the library holds, start the worker, and watch ``folders``."""
        if not self._reader.exists() and not folders:
            self._window.pages.setCurrentWidget(self._window.first_run)
            self._window.first_run.choose.setFocus()
        else:
            self._window.grid_page.grid.setFocus()
        self.show_library()
        self._client.start()
        self.add_folders(folders)

    def show_library(self) -> None:
        """What the library holds at the moment."""
        self.searching.refresh()
        self._reader.counts(self._take_counts)

    def close(self) -> None:
        """Let everything come to rest: nothing of ours runs on after this."""
        window_state.save(self._window, self._paths.base / "window.ini")
        self._window.hide()  # the worker may need a moment; nobody should have to watch
        self._client.stop()
        self._thumbnails.finish()
        self._pictures.finish()
        self._reader.close()

    # --- wishes --------------------------------------------------------------------------------

    def add_folders(self, folders: Sequence[Path]) -> None:
        self._folders_wanted = self._folders_wanted or bool(folders)
        for folder in folders:
            self._client.ask(messages.AddFolder, self._folder_added, path=str(folder.absolute()))
        if folders and self._window.pages.currentWidget() is self._window.first_run:
            self._window.pages.setCurrentWidget(self._window.grid_page)
            self._window.grid_page.grid.setFocus()

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "Choose a folder of photos", str(Path.home()))
        if chosen:
            self.add_folders([Path(chosen)])

    def add_samples(self) -> None:
        self._pictures.run(
            lambda: sample_photographs(self._paths.base),
            lambda folder: self.add_folders([folder]),
            self._window.notices.problem,
        )

    def search_by_image(self, image: QImage) -> None:
        """Pixels that were dropped or pasted, without a file of their own."""
        self._pictures.run(
            lambda: save_pasted(image, self._paths.cache / "pasted"),
            lambda path: self.searching.by_file(path, "pasted photo"),
            self._window.notices.problem,
        )

    def find_similar(self, photo_id: int | None) -> None:
        if photo_id is None:
            return

        def ask(details: PhotoDetails | None) -> None:
            if details is not None:
                photo = details.photo
                places = (self._thumbnail_path(photo.content_hash), photo.path)
                self.searching.by_photo(photo.id, shown_path(Path(photo.path.name)), places)

        self._reader.details(photo_id, ask)

    def show_in_folder(self, path: Path) -> None:
        if not desktop.show_in_folder(path):
            self._window.notices.show(f"The folder {path.parent} could not be opened.")

    def change_settings(self, settings: Settings) -> None:
        """Take a change over at once, and keep it."""
        if settings.appearance != self._settings.appearance:
            self._dress(settings)
        languages_changed = settings.languages != self._settings.languages
        self._settings = settings
        if languages_changed:
            self._use_languages()
            self._show_changes()
        self.dialogs.set_settings(settings)
        if self._window.grid_page.grid.wanted_side() != settings.thumbnail_size:
            self._window.grid_page.set_size(settings.thumbnail_size)
        try:
            settings_file.save(settings, self._paths.settings)
        except OSError as error:
            self._window.notices.show(f"The settings could not be saved: {error.strerror}.")
            return
        self._client.ask(messages.ReloadSettings, lambda _done: None)

    def _use_languages(self) -> None:
        self._reader.language = self._settings.languages[0]
        self._window.photo_page.set_languages(self._settings.languages)

    def dress_again(self) -> None:
        """The desktop has changed between light and dark."""
        self._dress(self._settings)

    # --- wiring --------------------------------------------------------------------------------

    def _connect_window(self) -> None:
        window = self._window
        window.closing.connect(self.close)
        window.pages.currentChanged.connect(self._page_changed)
        window.add_folder.clicked.connect(self.choose_folder)
        window.first_run.choose_wanted.connect(self.choose_folder)
        window.first_run.samples_wanted.connect(self.add_samples)
        window.settings_button.clicked.connect(self.dialogs.show_settings)
        window.words_button.toggled.connect(self._show_words_panel)
        window.progress.failures_wanted.connect(self.dialogs.show_failures)
        window.progress.pause_wanted.connect(self._pause)
        window.drop_area.folders_dropped.connect(self.add_folders)
        window.drop_area.photo_dropped.connect(self.searching.by_file)
        window.drop_area.image_dropped.connect(self.search_by_image)
        refusal = "That is no photo. Drop a photo file, an image or a folder."
        window.drop_area.refused.connect(partial(window.notices.show, refusal))
        window.search_bar.field.photo_pasted.connect(window.drop_area.take)
        window.paste.triggered.connect(self._paste)
        window.focus_search.triggered.connect(lambda: window.search_bar.focus())
        window.escape.triggered.connect(self._escape)
        window.find_similar.triggered.connect(lambda: self.find_similar(self._current_photo()))
        window.look_again.triggered.connect(self._look_again)
        window.photo_page.similar_wanted.connect(self.find_similar)
        window.photo_page.tag_chosen.connect(self.searching.by_words)
        window.photo_page.folder_wanted.connect(self._show_photo_in_folder)
        grid_page = window.grid_page
        grid_page.size_changed.connect(
            lambda size: self.change_settings(replace(self._settings, thumbnail_size=size))
        )
        grid_page.grid.menu_wanted.connect(self._show_menu)
        grid_page.grid.typed.connect(window.search_bar.focus)
        self.dialogs.settings_changed.connect(self.change_settings)
        self.dialogs.add_wanted.connect(self.choose_folder)
        self.dialogs.folder_wanted.connect(self.show_in_folder)

    def _connect_worker(self) -> None:
        self._photos.records_wanted.connect(lambda ids: self._reader.records(ids, self._photos.take_records))
        self._reader.background.problem.connect(self._window.notices.problem)
        self._client.ready.connect(self._worker_ready)
        self._client.progress.connect(self._take_progress)
        self._client.library_changed.connect(self._library_changed)
        self._client.notice.connect(lambda notice: self._window.notices.show(notice.text))
        self._client.failed.connect(self._request_failed)
        self._client.stopped.connect(self._worker_stopped)

    # --- news ----------------------------------------------------------------------------------

    def _worker_ready(self, ready: messages.Ready) -> None:
        self.dialogs.set_runtime(ready.runtime)
        self._show_changes()
        self.searching.ask_again()

    def _take_progress(self, progress: messages.Progress) -> None:
        self._window.progress.show_progress(progress)
        self._paused = progress.paused
        working = progress.stage != "idle"
        if self._was_working and not working:
            self._show_changes()
            self.searching.ask_again()
        self._was_working = working

    def _library_changed(self, changed: messages.LibraryChanged) -> None:
        if changed.folders_changed:
            self.dialogs.refresh()
        if not self._refresh.isActive():
            self._refresh.start()

    def _show_changes(self) -> None:
        self._thumbnails.forget_missing()
        self.searching.refresh()
        self.viewing.refresh()
        self.dialogs.refresh()
        self._reader.counts(self._take_counts)

    def _take_counts(self, counts: Counts) -> None:
        self._window.progress.show_counts(counts)
        first_run = self._window.pages.currentWidget() is self._window.first_run
        if counts.folders and first_run:
            self._window.pages.setCurrentWidget(self._window.grid_page)
        elif not counts.folders and not counts.photos and not self._folders_wanted and not first_run:
            self._window.pages.setCurrentWidget(self._window.first_run)

    def _worker_stopped(self, stopped: Stopped) -> None:
        seconds = max(1, round(stopped.again_in_ms / 1000))
        when = "1 second" if seconds == 1 else f"{seconds} seconds"
        self._window.progress.say(f"The background worker is started again in {when}.")
        if self._paused:
            self._pause(True)  # a new worker does not know
        copy = Action("Copy details", lambda: QGuiApplication.clipboard().setText(stopped.details))
        text = stopped.message if stopped.theirs else f"{stopped.message} It is started again."
        self._window.notices.show(text, None if stopped.theirs else copy)

    def _request_failed(self, failed: messages.Failed) -> None:
        self._window.notices.problem(Problem(failed.message, failed.theirs, failed.details))

    # --- small wishes --------------------------------------------------------------------------

    def _folder_added(self, _done: messages.Done) -> None:
        self._show_changes()

    def _look_again(self) -> None:
        self._client.ask(messages.Rescan, lambda _done: None)

    def _pause(self, paused: bool) -> None:
        self._client.ask(messages.SetPaused, lambda _done: None, paused=paused)

    def _paste(self) -> None:
        self._window.drop_area.take(QGuiApplication.clipboard().mimeData())

    def _show_words_panel(self, shown: bool) -> None:
        self.change_settings(replace(self._settings, show_words_panel=shown))
        self._page_changed()
        self.searching.suggest()

    def _page_changed(self) -> None:
        """The first page has nothing to search, the photo page needs the room."""
        window = self._window
        in_grid = window.pages.currentWidget() is window.grid_page
        window.words_panel.setVisible(self._settings.show_words_panel and in_grid)
        for part in (window.search_bar, window.words_button, window.progress):
            part.setVisible(window.pages.currentWidget() is not window.first_run)

    def _escape(self) -> None:
        if self.viewing.is_open():
            self.viewing.close()
        elif self.searching.back_to_everything():
            self._window.grid_page.grid.setFocus()

    def _current_photo(self) -> int | None:
        if self.viewing.is_open():
            return self._window.photo_page.photo_id()
        return self._window.grid_page.grid.current_id()

    def _show_photo_in_folder(self, photo_id: int) -> None:
        def show(details: PhotoDetails | None) -> None:
            if details is not None:
                self.show_in_folder(details.photo.path)

        self._reader.details(photo_id, show)

    def _show_menu(self, photo_id: int, place: QPoint) -> None:
        row = self._photos.row_of(photo_id)
        photo: Photo | None = self._photos.index(row).data(PHOTO_ROLE) if row is not None else None
        menu = QMenu(self._window)
        menu.addAction("Open", lambda: self.viewing.open(photo_id))
        menu.addAction("Find similar", lambda: self.find_similar(photo_id))
        menu.addAction("Show in folder", lambda: self._show_photo_in_folder(photo_id))
        description = photo.description if photo is not None else None
        if description:
            menu.addSeparator()
            menu.addAction("Copy caption", lambda: QGuiApplication.clipboard().setText(description))
        menu.popup(place)
