"""Whether the background work may go on now: by what the user has settled, how the computer is used, and
whether it is the turn of this workstation, where several share the library."""

import time
from collections.abc import Callable

from photoseek.library.leases import Lease
from photoseek.settings import Settings
from photoseek.worker.reporter import Reason
from photoseek.worker.surroundings import Situation, Surroundings

EVERY = 5.0  # seconds between two looks around
TRY_EVERY = 1.0  # seconds between two askings for the lease
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
        lease: Lease | None = None,
    ) -> None:
        self._make, self._clock, self._lease = surroundings, clock, lease or Lease()
        self._here: Reason = ""  # to wait
        self._elsewhere = False
        self._tried_at = float("-inf")
        self._surroundings: Surroundings | None = None
        self._looked_at = float("-inf")

    @property
    def reason(self) -> Reason:
        """Why the work must wait; empty: it may go on."""
        return self._here or ("elsewhere" if self._elsewhere else "")

    def ask(self, settings: Settings, *, is_wanted: bool = True) -> Reason:
        """Whether the work may go on, as of a few seconds ago. If none ``is_wanted``, another workstation
        may. Raises LibraryProblem if that cannot be told."""
        now = self._clock()
        if not is_conditional(settings):
            self._surroundings, self._here = None, ""
        elif now >= self._looked_at + EVERY:
            self._looked_at = now
            self._surroundings = self._surroundings or self._make()
            self._here = reason_to_wait(settings, self._surroundings.look(), self._here)
        if self._here or not is_wanted:
            self.give_back()
        elif not self._elsewhere or now >= self._tried_at + TRY_EVERY:
            self._tried_at = now
            self._elsewhere = not self._lease.take()
        return self.reason

    def give_back(self) -> None:
        """Let another workstation work."""
        self._lease.give_back()
        self._elsewhere = False

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
        if not self.reason:
            return None
        due = self._looked_at + EVERY if self._here else self._tried_at + TRY_EVERY
        return max(0.0, due - self._clock())
