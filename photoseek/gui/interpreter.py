"""Keeps Python from holding up the window: one thread of it runs at a time, and the window's is only one."""

import gc
import sys

from PySide6.QtCore import QTimer

SWITCH = 0.001  # seconds after which a busy thread lets others go on; Python's own are five times as long
STARTED_MS = (3_000, 20_000)  # when most of what is needed has been imported, and when all of it has


def make_way() -> None:
    """To be called once there is an application, before its window is built.

    What a start imports and builds stays until the end. To look through all of it for garbage again and
    again stops every thread, each time for a tenth of a second, so it is exempt.
    """
    sys.setswitchinterval(SWITCH)
    gc.disable()
    for moment in STARTED_MS:
        QTimer.singleShot(moment, _exempt)


def _exempt() -> None:
    gc.freeze()
    gc.enable()
