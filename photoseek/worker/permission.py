"""Whether the background work may go on now, by what the user has settled and how the computer is used."""

import time
from collections.abc import Callable

from photoseek.settings import Settings
from photoseek.worker.reporter import Reason
from photoseek.worker.surroundings import Situation, Surroundings

EVERY = 5.0  # seconds between two looks around
QUIET = 60.0  # seconds without a key or a click in the window: the user reads, or has gone
BUSY = 0.4  # of all processors, by other programs: somebody works, plays or builds something
CALM = 0.2  # below that again, so that the work does not stop and go at every breath


def is_conditional(settings: Settings) -> bool:
    """Whether the situation matters at all."""
    return settings.work == "idle" or not settings.work_on_battery


def reason_to_wait(settings: Settings, situation: Situation, before: Reason) -> Reason:
    """Why the work must wait, or nothing. ``before``: what it waited for until now."""
    if situation.on_battery and not settings.work_on_battery:
        return "battery"
    if settings.work == "idle":
        limit = CALM if before == "busy" else BUSY
        if situation.quiet < QUIET or situation.load > limit:
            return "busy"
    return ""


class Permission:
    """Asked again and again by the loop; looks around now and then, and only if the settings need it."""

    def __init__(
        self,
        surroundings: Callable[[], Surroundings] = Surroundings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.reason: Reason = ""
        """Why the work must wait; empty: it may go on."""
        self._make, self._clock = surroundings, clock
        self._surroundings: Surroundings | None = None
        self._looked_at = float("-inf")

    def ask(self, settings: Settings) -> Reason:
        """Whether the work may go on, as of a few seconds ago."""
        if not is_conditional(settings):
            self._surroundings, self.reason = None, ""
        elif self._clock() >= self._looked_at + EVERY:
            self._looked_at = self._clock()
            self._surroundings = self._surroundings or self._make()
            self.reason = reason_to_wait(settings, self._surroundings.look(), self.reason)
        return self.reason

    def ask_anew(self) -> None:
        """Something has changed: look around the next time."""
        self._looked_at = float("-inf")

    def user_is_active(self) -> None:
        """The user does something in the window."""
        if self._surroundings is not None:
            self._surroundings.user_is_active()
            self.ask_anew()

    def pause(self) -> float | None:
        """Seconds until it is worth asking again; None if nothing is waited for."""
        return max(0.0, self._looked_at + EVERY - self._clock()) if self.reason else None
