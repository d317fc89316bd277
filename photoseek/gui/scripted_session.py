"""The window played by a script, offscreen, for ``photoseek benchmark``: prints its figures as JSON.

python -m photoseek.gui.scripted_session start BASE          when the first frame and the grid were there
python -m photoseek.gui.scripted_session use BASE PHOTOS     frames and memory, of it and its worker
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from photoseek.paths import Paths


def main(script: str, base: str, *places: str) -> None:
    """Play a script on the library below ``base``: "start" without a worker, "use" with one."""
    gc.disable()  # as the command does
    scripts: dict[str, Callable[..., dict[str, float]]] = {"start": start, "use": use}
    figures = scripts[script](Paths(Path(base)), *map(Path, places))
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)  # threads that read thumbnails ahead need not be waited for


def start(paths: Paths) -> dict[str, float]:
    """When everything was imported, the first frame was painted and the grid showed its photos."""
    from photoseek.gui import allocator, interpreter
    from photoseek.gui.app import build, make_application
    from photoseek.gui.screenshot import HEIGHT, WIDTH
    from photoseek.gui.scripted_hour import wait_until

    imported = time.time()
    application = make_application()
    interpreter.make_way()
    allocator.return_large()
    program = build(application, paths)
    program.session.remembers = False  # this is nobody's window
    program.window.resize(WIDTH, HEIGHT)
    program.window.show()
    application.processEvents()
    shown = time.time()
    program.session.show_library()
    wait_until(lambda: bool(program.photos.ids) and program.window.grid_page.grid.is_filled())
    return {"imported_at": imported, "first_frame_at": shown, "grid_at": time.time()}


def use(paths: Paths, large_photos: Path) -> dict[str, float]:
    """An hour of it, on a copy of a library. ``large_photos``: a folder of some to be taken in and opened."""
    from photoseek.gui import allocator, interpreter
    from photoseek.gui.app import Opening, make_application
    from photoseek.gui.scripted_hour import Hour

    application = make_application()
    interpreter.make_way()
    allocator.return_large()
    opening = Opening(application, paths)
    opening.open()
    return Hour(opening).play(large_photos)


if __name__ == "__main__":
    main(*sys.argv[1:])
