"""Soaks the window: ``python -m tests.faults.soak_window [MINUTES]``.

The real window with the stand-in's worker, without a display: somebody opens photos, searches, turns
pages, opens dialogs and changes settings for 20 minutes, while photos come and go. It prints what of the
window and its children grows, and fails if something does.
"""

import argparse
import gc
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from photoseek import logs, settings
from photoseek.gui import app
from photoseek.gui.grid import photo_items
from photoseek.gui.worker_client import WorkerClient
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.photos import write_photo
from tests.support.usage import WARMING_UP, Meter, exposed, live_for

PHOTOS = 300
PAGES = ("map", "duplicates", "settings", "work", "shortcuts", "sidebar", "words", "slideshow", "compare")
CHOSEN = (
    "favourite",
    "rotate_left",
    "rotate_right",
    "find_similar",
    "copy",
    "copy_image",
    "copy_caption",
    "export",
)
CHOICES: tuple[dict[str, object], ...] = (
    {"appearance": "dark"},
    {"appearance": "light"},
    {"grid": "justified"},
    {"grid": "square"},
    *({"thumbnail_size": size} for size in settings.allowed_values("thumbnail_size")),
    {"show_details": False},
    {"show_details": True},
)
WORDS = ("red", "green picture", "blue -red", "qqzzxx", "狗", "yellow white black")


class Visit:
    """Somebody at the window who never rests."""

    def __init__(self, opening: app.Opening, folder: Path, seed: int) -> None:
        self.done: Counter[str] = Counter()
        self._opening, self._folder = opening, folder
        self._chance = random.Random(seed)
        self._seed = PHOTOS

    @property
    def program(self) -> app.Program:
        assert self._opening.program is not None
        return self._opening.program

    def children(self) -> int:
        """How many objects of Qt belong to the window, on its first page."""
        self._trigger("back")
        self._trigger("back")
        self.program.window.search_bar.clear()
        QTest.qWait(1000)
        return len(self.program.window.findChildren(QObject))

    def act(self) -> None:
        """One thing more, and a moment to look at it."""
        event = self._chance.choice(_EVENTS)
        event(self)
        self.done[event.__name__.strip("_")] += 1
        QTest.qWait(self._chance.randrange(10, 150))
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    def _open_photo(self) -> None:
        if ids := self.program.photos.ids:
            self.program.session.viewing.open(self._chance.choice(ids))

    def _step(self) -> None:
        self.program.session.viewing.step(self._chance.choice((-1, 1)))

    def _back(self) -> None:
        self._trigger("back")

    def _search(self) -> None:
        self.program.session.searching.by_words(self._chance.choice(WORDS))

    def _type(self) -> None:
        field = self.program.window.search_bar.field
        field.setFocus()
        QTest.keyClicks(field, self._chance.choice(WORDS[:3]))

    def _clear(self) -> None:
        self.program.window.search_bar.clear()

    def _drop(self) -> None:
        image = QImage(64, 48, QImage.Format.Format_RGB32)
        image.fill(self._chance.choice((Qt.GlobalColor.red, Qt.GlobalColor.blue)))
        self.program.session.search_by_image(image)

    def _turn_page(self) -> None:
        self._trigger(self._chance.choice(PAGES))

    def _choose(self) -> None:
        grid = self.program.window.grid_page.grid
        QTest.keyClick(grid, Qt.Key.Key_Home)
        QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        self._trigger(self._chance.choice(CHOSEN))

    def _undo(self) -> None:
        self._trigger(self._chance.choice(("undo", "redo")))

    def _scroll(self) -> None:
        bar = self.program.window.grid_page.grid.verticalScrollBar()
        bar.setValue(self._chance.randrange(bar.maximum() + 1))

    def _resize(self) -> None:
        self.program.window.resize(self._chance.randrange(800, 1600), self._chance.randrange(560, 1000))

    def _prefer(self) -> None:
        self.program.session.preferences.change(**self._chance.choice(CHOICES))

    def _edit(self) -> None:
        page = self.program.window.photo_page
        if self.program.session.viewing.is_open():
            for panel in page.captions.values():
                panel.edit.setFocus()
                QTest.keyClicks(panel.edit, "my words")
                QTest.keyClick(panel.edit, Qt.Key.Key_Return)

    def _photos_come_and_go(self) -> None:
        there = sorted(self._folder.iterdir())
        self._chance.choice(there).unlink()
        self._seed = (self._seed + 1) % (2 * PHOTOS)  # they come back, so that the library does not grow
        write_photo(self._folder / f"{self._seed}.jpg", self._seed)

    def _trigger(self, name: str) -> None:
        self.program.window.actions_by_name[name].trigger()


_EVENTS: tuple[Callable[[Visit], None], ...] = (
    *(Visit._open_photo, Visit._step, Visit._back, Visit._search, Visit._scroll) * 3,
    *(Visit._type, Visit._clear, Visit._drop, Visit._choose, Visit._undo, Visit._resize, Visit._prefer),
    *(Visit._edit, Visit._photos_come_and_go, Visit._turn_page, Visit._turn_page),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float, nargs="?", default=20.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--short", action="store_true", help="so short that nobody can say what grows")
    chosen = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app.WorkerClient = partial(WorkerClient, program=("-m", "tests.support.stand_in_worker"))  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as place:
        paths, folder, temporary = (Path(place) / name for name in ("base", "photos", "temporary"))
        temporary.mkdir()
        os.environ["TMPDIR"] = str(temporary)
        for seed in range(2 * PHOTOS):
            write_photo(folder / f"{seed}.jpg", seed)
        application = app.make_application()
        Paths(paths).create()
        logs.start(Paths(paths).log)
        photo_items.KEPT_RECORDS = PHOTOS  # small caches, so that they are full before it counts
        settings.save(Settings(thumbnail_memory=64), Paths(paths).settings)
        opening = app.Opening(application, Paths(paths))
        opening.open([folder])
        visit = Visit(opening, folder, chosen.seed)
        while len(visit.program.photos.ids) < 2 * PHOTOS:
            QTest.qWait(100)
        more = {
            "objects": lambda: len(gc.get_objects()),
            "pasted files": lambda: len(list((Paths(paths).cache / "pasted").glob("*"))),
        }
        meter = Meter(os.getpid(), temporary, more)
        try:
            live_for(60 * WARMING_UP * chosen.minutes, visit.act, Meter(os.getpid(), temporary))
            before = visit.children()  # counted twice only: Python keeps what it has once seen of Qt
            live_for(60 * chosen.minutes, visit.act, meter)
            after = visit.children()
        finally:
            worker = psutil.Process(visit.program.client.process_id())
            left = [worker, *worker.children(recursive=True)]  # the window's own decoders end with it
            visit.program.window.close()
        _, orphans = psutil.wait_procs(left, timeout=30)
        open_to_others = exposed(paths)
    print(
        f"{visit.done.total()} events: {', '.join(f'{name} {n}' for name, n in sorted(visit.done.items()))}"
    )
    print(meter.table())
    print(f"{before} objects of Qt before, {after} after; {len(orphans)} orphans; exposed: {open_to_others}")
    sys.stdout.flush()
    grows = not chosen.short and (meter.growing() or after > 1.1 * before)
    os._exit(int(bool(grows or orphans or open_to_others)))


if __name__ == "__main__":
    main()
