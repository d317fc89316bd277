"""A picture of the window without a display: offscreen, over the library as it is."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from photoseek.errors import UserError
from photoseek.gui.app import build, make_application
from photoseek.ipc.messages import Progress
from photoseek.paths import Paths

WIDTH, HEIGHT = 1280, 800  # device-independent pixels
PATIENCE_MS = 60_000  # loading the models and one search take a few seconds, more on a busy machine
LOOK_EVERY_MS = 50


def render(paths: Paths, output: Path, query: str | None = None) -> None:
    """Save the window as PNG to ``output``: the whole library, or the answer to ``query``.

    Raises UserError when the picture cannot be written, or no answer comes.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    paths.create()
    program = build(application, paths)
    program.session.remembers = False  # this is nobody's window
    window = program.window
    window.resize(WIDTH, HEIGHT)
    window.show()
    grid = window.grid_page.grid
    try:
        if query is None:
            program.session.show_library()
            _wait_until(lambda: bool(program.photos.ids), "the library holds no photos")
        else:
            program.session.start()
            window.search_bar.set_words(query)
            _wait_until(program.session.searching.is_answered, "no answer came")
        window.progress.show_progress(Progress("idle", 0, 0, 0, 0.0, False))
        _wait_until(grid.is_filled, "the photos did not appear")
        output.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(output), "PNG"):
            raise UserError(f"The screenshot cannot be written to {output}. Choose another place.")
    finally:
        window.close()


def _wait_until(condition: Callable[[], bool], complaint: str) -> None:
    loop = QEventLoop()
    look = QTimer(interval=LOOK_EVERY_MS)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start()
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec() != 0:
        raise UserError(f"The screenshot was not taken: {complaint}. The log says more.")
