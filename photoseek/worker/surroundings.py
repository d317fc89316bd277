"""How the computer is used just now: battery, other programs, and the user at the window."""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Situation:
    on_battery: bool
    load: float
    """What other programs use of all processors, 0 to 1."""
    quiet: float
    """Seconds since the user did something in the window."""


class Surroundings:
    """Looked at now and then; between two looks it measures what other programs do.

    psutil is imported with the first of these objects: who lets the work go on at any time needs none.
    """

    def __init__(self) -> None:
        import psutil

        self._psutil = psutil
        self._process = psutil.Process()
        self._active_at = time.monotonic()  # the user has just started the program, or changed a setting
        self._used = self._processor_seconds()

    def user_is_active(self) -> None:
        """The user did something just now."""
        self._active_at = time.monotonic()

    def look(self) -> Situation:
        """The situation; its load is that since the last look."""
        before, self._used = self._used, self._processor_seconds()
        passed, busy, own = (now - then for now, then in zip(self._used, before, strict=True))
        load = max(0.0, busy - own) / passed if passed > 0 else 0.0
        return Situation(self._on_battery(), min(1.0, load), time.monotonic() - self._active_at)

    def _on_battery(self) -> bool:
        try:
            battery = self._psutil.sensors_battery()
        except (AttributeError, OSError, RuntimeError) as error:  # not every system tells
            _log.debug("No word about a battery: %r", error)
            return False
        return battery is not None and battery.power_plugged is False

    def _processor_seconds(self) -> tuple[float, float, float]:
        """Of all processors together: that have passed, that were used, and that we used ourselves."""
        times = self._psutil.cpu_times()
        idle = times.idle + getattr(times, "iowait", 0.0)
        # "guest" is counted in "user" already.
        passed = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
        own = 0.0
        for process in (self._process, *self._process.children(recursive=True)):
            with suppress(self._psutil.Error):  # a child that has ended meanwhile
                used = process.cpu_times()
                own += used.user + used.system + used.children_user + used.children_system
        return passed, passed - idle, own
