"""The window played by a script, offscreen, for ``photoseek benchmark``: prints its figures as JSON.

python -m photoseek.gui.scripted_session start BASE    when the first frame and the grid were there
python -m photoseek.gui.scripted_session use BASE      frames while scrolling, and memory
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from photoseek.gui import allocator, interpreter
from photoseek.gui.app import Program, build, make_application
from photoseek.gui.screenshot import HEIGHT, WIDTH
from photoseek.paths import Paths

_STEPS = 400  # of the wheel, there and back
_SHARE = 0.8  # of a page for each step, near the top
_PATIENCE = 60.0  # seconds
_LOOK_EVERY_MS = 5


def main(script: str, base: str) -> None:
    """Play a script on the library below ``base``, without a worker."""
    imported = time.time()
    application = make_application()
    interpreter.make_way()
    allocator.return_large()
    program = build(application, Paths(Path(base)))
    program.session.remembers = False  # this is nobody's window
    program.window.resize(WIDTH, HEIGHT)
    program.window.show()
    application.processEvents()
    shown = time.time()
    program.session.show_library()
    grid = program.window.grid_page.grid
    _wait_until(lambda: bool(program.photos.ids) and grid.is_filled())
    figures = {"imported_at": imported, "first_frame_at": shown, "grid_at": time.time()}
    found = figures if script == "start" else _use(application, program)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)  # threads that read thumbnails ahead need not be waited for


def _use(application: QApplication, program: Program) -> dict[str, float]:
    """Scroll slowly, then over the whole library and back."""
    import psutil

    bar = program.window.grid_page.grid.verticalScrollBar()
    slow = [round(step * _SHARE * bar.pageStep()) for step in range(_STEPS // 2)]
    fast = [bar.maximum() * step * 2 // _STEPS for step in range(_STEPS // 2)]
    frames = []
    for place in (*slow, *fast, *reversed(fast)):
        began = time.perf_counter()
        bar.setValue(min(place, bar.maximum()))
        application.processEvents()
        frames.append(time.perf_counter() - began)
        until = time.perf_counter() + 0.005  # for what was read meanwhile
        while time.perf_counter() < until:
            application.processEvents()
            time.sleep(0.001)
    frames.sort()
    return {
        "frame_p50_ms": 1000 * frames[len(frames) // 2],
        "frame_p95_ms": 1000 * frames[len(frames) * 95 // 100],
        "memory_mb": psutil.Process().memory_info().rss / 1e6,
    }


def _wait_until(condition: Callable[[], bool]) -> None:
    """Rest between two looks, as a window does: who asks all the time keeps other threads from running."""
    end = time.monotonic() + _PATIENCE
    loop = QEventLoop()
    look = QTimer(interval=_LOOK_EVERY_MS)
    look.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
    look.start()
    loop.exec()
    if not condition():
        raise SystemExit("the library was not shown")


if __name__ == "__main__":
    main(*sys.argv[1:])
