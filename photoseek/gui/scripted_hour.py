"""An hour of somebody at the window who uses all of it, played quickly: how smooth it was, and what is held.

For ``scripted_session``. Nothing is clicked: each step calls what a click calls.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar

from photoseek.gui.app import Opening, Program
from photoseek.gui.search.question import Question
from photoseek.ipc import messages
from photoseek.library.records import Scope

PATIENCE = 600.0  # seconds: a map of the library is made from nothing meanwhile
LOOK_EVERY_MS = 5
SEARCHES = ("dog", "beach", "a red car", "people at a table", "snow", "city at night", "flowers", "child")
ROUNDS = 5  # of all searches, each time scrolled through
STEPS = 100  # of the wheel in one go
SHARE = 0.8  # of a page for each step, near the top
SIZES = ((1280, 800), (1600, 1000))  # of the window, resized from one to the other
LANGUAGES = ("zh", "en")
LARGE = 1600  # pixels; what stands in for a photo until it is decoded is smaller
_REST = 3.0  # seconds without anything to do


class Hour:
    """``play`` it once; the library should be a copy, for captions and albums are changed."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._frames: dict[str, list[float]] = defaultdict(list)
        self._count = 0  # photos of the library

    @property
    def _program(self) -> Program:
        assert self._opening.program is not None
        return self._opening.program

    def play(self, large_photos: Path) -> dict[str, float]:
        """``large_photos``: a folder of photos to be opened. Returns milliseconds and megabytes."""
        import psutil

        wait_until(lambda: self._program.session.working.is_at_rest())
        self._wait_for_pictures()
        self._count = len(self._program.photos.ids)
        for grid in ("justified", "square"):
            self._choose(grid=grid)
            self._scroll("grid")
            self._resize()
        self._search()
        self._look_at(large_photos)
        self._collect()
        for language in LANGUAGES:
            self._see_everything()
            before = self._program
            self._choose(language=language)
            wait_until(lambda before=before: self._program is not before)  # type: ignore[misc]
            self._show_library()
        wait_until(self._program.session.working.is_at_rest)
        window, worker = psutil.Process(), psutil.Process(self._program.client.process_id())
        rest(_REST)
        used = worker.cpu_times()
        rest(_REST)
        idle = worker.cpu_times()
        figures = {
            "memory_mb": window.memory_info().rss / 1e6,
            "worker_mb": worker.memory_info().rss / 1e6,
            "worker_idle_percent": 100 * (idle.user + idle.system - used.user - used.system) / _REST,
        }
        for name, frames in self._frames.items():
            frames.sort()
            figures[f"{name}_p50_ms"] = 1000 * frames[len(frames) // 2]
            figures[f"{name}_p95_ms"] = 1000 * frames[len(frames) * 95 // 100]
        self._program.client.stop()
        return figures

    # --- what is done --------------------------------------------------------------------------

    def _scroll(self, name: str) -> None:
        """Slowly from the top, then over everything and back."""
        bar = self._program.window.grid_page.grid.verticalScrollBar()
        slow = [round(step * SHARE * bar.pageStep()) for step in range(STEPS)]
        fast = [bar.maximum() * step // STEPS for step in range(STEPS)]
        self._move(name, bar, (*slow, *fast, *reversed(fast)))

    def _move(self, name: str, bar: QScrollBar, places: Iterable[int]) -> None:
        for place in places:
            self._frame(name, lambda place=place: bar.setValue(min(place, bar.maximum())))  # type: ignore[misc]

    def _resize(self) -> None:
        """As somebody who pulls at a corner."""
        window = self._program.window
        (small, low), (wide, high) = SIZES
        for step in (*range(STEPS // 4), *reversed(range(STEPS // 4))):
            width = small + (wide - small) * step // (STEPS // 4)
            height = low + (high - low) * step // (STEPS // 4)
            self._frame("resizing", lambda width=width, height=height: window.resize(width, height))  # type: ignore[misc]
        self._wait_for_pictures()

    def _search(self) -> None:
        searching, grid = self._program.session.searching, self._program.window.grid_page.grid
        for number in range(ROUNDS * len(SEARCHES)):
            words = SEARCHES[number % len(SEARCHES)]
            searching.by_words(f"{words} {number // len(SEARCHES) or ''}".strip())
            wait_until(searching.is_answered)
            bar = grid.verticalScrollBar()
            self._move("hits", bar, (bar.maximum() * step // 20 for step in range(20)))
            if number % ROUNDS == 0 and self._program.photos.ids:
                self._program.session.find_similar(self._program.photos.ids[0])
                wait_until(lambda: searching.question.photo is not None)
                wait_until(searching.is_answered)
                self._wait_for_pictures()
        self._show_library()

    def _look_at(self, folder: Path) -> None:
        """Take photos in, open each of them, zoom, turn it and change its caption."""
        session, window = self._program.session, self._program.window
        count, before = sum(1 for _ in folder.iterdir()), set(self._program.photos.ids)
        session.add_folders([folder])
        wait_until(lambda: len(self._program.photos.ids) == len(before) + count)
        wait_until(session.working.is_at_rest)
        new = sorted(set(self._program.photos.ids) - before)
        session.searching.show_chosen(new, folder.name)
        view, page = window.photo_page.view, window.photo_page
        for photo_id in new:
            session.viewing.open(photo_id)
            wait_until(lambda: view.image().width() > LARGE)
            self._frame("photo", view.actual_size)
            for _ in range(10):
                self._frame("photo", lambda: view.zoom_by(0.9))
            self._frame("photo", view.fit)
            page.caption_edited.emit(photo_id, "en", "somebody at a table")
            session.viewing.rotate([photo_id], 1)
            rest(0.2)
        session.viewing.back()
        self._show_library()

    def _collect(self) -> None:
        """Favourites and albums, shown."""
        session, ids = self._program.session, list(self._program.photos.ids)
        session.browsing.set_favourite(ids[:50])
        for number in range(1, 6):
            some = tuple(ids[: 100 * number])
            self._program.client.ask(
                messages.MakeAlbum, lambda _made: None, name=f"Album {number}", photo_ids=some
            )
            rest(0.2)
        session.searching.ask(Question(scope=Scope(favourites=True), scope_name="Favourites"))
        self._wait_for_pictures()
        self._show_library()

    def _see_everything(self) -> None:
        """Each page and each dialog, in light and dark. Only duplicates are not looked for: a made library
        has hardly anything else."""
        session, window = self._program.session, self._program.window
        for appearance in ("dark", "light"):
            self._choose(appearance=appearance)
            self._wait_for_pictures()
            self._see_map()
            session.comparing.compare(sorted(self._program.photos.ids)[-4:])
            wait_until(lambda: bool(window.compare_page.ids()))
            rest(2.0)
            session.comparing.close()
            session.dialogs.show_settings()
            dialog = session.dialogs.settings_dialog
            assert dialog is not None
            for section in range(dialog.sections.count()):
                dialog.show_section(section)
                rest(0.1)
            dialog.reject()
            for name in ("work", "words", "work", "words"):
                window.actions_by_name[name].trigger()
                rest(0.3)

    def _see_map(self) -> None:
        session, window = self._program.session, self._program.window
        session.mapping.open()
        page = window.map_page
        wait_until(lambda: len(page.photos.ids) > 0)
        for factor in (1.2, 1 / 1.2):
            for _ in range(STEPS // 4):
                self._frame("map", lambda factor=factor: page.photos.zoom_by(factor))  # type: ignore[misc]
                self._frame("map", lambda: page.photos.push(20.0, 10.0))
        page.words_button.click()
        rest(1.0)
        page.photos_button.click()
        window.pages.setCurrentWidget(window.grid_page)

    # --- inside --------------------------------------------------------------------------------

    def _frame(self, name: str, action: Callable[[], object]) -> None:
        began = time.perf_counter()
        action()
        QApplication.processEvents()
        self._frames[name].append(time.perf_counter() - began)
        rest(0.005)  # for what was read meanwhile

    def _choose(self, **values: str) -> None:
        self._program.session.preferences.change(**values)
        self._wait_for_pictures()

    def _show_library(self) -> None:
        self._program.session.searching.ask(Question())
        wait_until(lambda: len(self._program.photos.ids) >= self._count)
        self._wait_for_pictures()

    def _wait_for_pictures(self) -> None:
        rest(0.2)
        wait_until(lambda: bool(self._program.photos.ids) and self._program.window.grid_page.grid.is_filled())


def wait_until(condition: Callable[[], bool]) -> None:
    """Rest between two looks, as a window does: who asks all the time keeps other threads from running."""
    end = time.monotonic() + PATIENCE
    loop = QEventLoop()
    is_met = False  # once is enough: some of what is waited for, such as rest, does not last

    def look() -> None:
        nonlocal is_met
        is_met = condition()
        if is_met or time.monotonic() > end:
            loop.quit()

    timer = QTimer(interval=LOOK_EVERY_MS)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    if not is_met:
        raise SystemExit("what the script waits for did not happen")


def rest(seconds: float) -> None:
    """Let the window do what it has to."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
