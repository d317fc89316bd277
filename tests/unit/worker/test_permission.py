"""When the work may go on."""

import pytest

from photoseek.library.leases import Lease
from photoseek.settings import Settings
from photoseek.worker.permission import (
    BUSY,
    CALM,
    EVERY,
    QUIET,
    TRY_EVERY,
    Permission,
    is_conditional,
    reason_to_wait,
)
from photoseek.worker.reporter import Reason
from photoseek.worker.surroundings import Situation, Surroundings

CALM_DESK = Situation(on_battery=False, load=0.0, quiet=QUIET)
ALWAYS, IDLE = Settings(), Settings(work="idle")
NO_BATTERY = Settings(work_on_battery=False)


@pytest.mark.parametrize(
    ("settings", "situation", "before", "reason"),
    [
        (ALWAYS, Situation(True, 1.0, 0.0), "", ""),
        (NO_BATTERY, Situation(True, 0.0, QUIET), "", "battery"),
        (NO_BATTERY, Situation(False, 1.0, 0.0), "battery", ""),
        (IDLE, CALM_DESK, "busy", ""),
        (IDLE, Situation(False, 0.0, QUIET - 1), "", "busy"),
        (IDLE, Situation(False, BUSY + 0.01, QUIET), "", "busy"),
        (IDLE, Situation(False, (BUSY + CALM) / 2, QUIET), "", ""),
        (IDLE, Situation(False, (BUSY + CALM) / 2, QUIET), "busy", "busy"),
        (IDLE, Situation(True, 0.0, QUIET), "", ""),
    ],
)
def test_the_settings_and_the_situation_decide(
    settings: Settings, situation: Situation, before: Reason, reason: Reason
) -> None:
    assert reason_to_wait(settings, situation, before) == reason


def test_only_some_settings_ask_for_the_situation() -> None:
    assert [is_conditional(one) for one in (ALWAYS, IDLE, NO_BATTERY)] == [False, True, True]


class Desk:
    """Stands in for the surroundings."""

    def __init__(self) -> None:
        self.situation = CALM_DESK
        self.looks = 0

    def look(self) -> Situation:
        self.looks += 1
        return self.situation

    def user_is_active(self) -> None:
        self.situation = Situation(False, 0.0, 0.0)


def test_it_looks_around_now_and_then_and_at_once_when_something_has_changed() -> None:
    desk, moments = Desk(), [100.0]
    permission = Permission(lambda: desk, lambda: moments[0])  # type: ignore[arg-type, return-value]
    assert permission.ask(ALWAYS) == ""
    assert desk.looks == 0
    assert permission.ask(IDLE) == ""
    assert permission.pause() is None
    assert permission.ask(IDLE) == ""
    assert desk.looks == 1
    permission.user_is_active()
    assert permission.ask(IDLE) == "busy"
    moments[0] += EVERY - 2
    assert permission.pause() == 2
    desk.situation = CALM_DESK
    assert permission.ask(IDLE) == "busy"
    moments[0] += 2
    assert permission.ask(IDLE) == ""
    desk.user_is_active()
    permission.ask_anew()
    assert permission.ask(IDLE) == "busy"
    assert permission.ask(ALWAYS) == ""


def test_the_real_surroundings_measure_others_and_not_us() -> None:
    surroundings = Surroundings()
    assert sum(range(200_000))
    situation = surroundings.look()
    assert 0.0 <= situation.load <= 1.0
    assert 0.0 <= situation.quiet < QUIET
    surroundings.user_is_active()
    assert surroundings.look().quiet <= situation.quiet + 1.0


class SharedLease(Lease):
    """Stands in for the lock of a server."""

    def __init__(self) -> None:
        self.is_free, self.is_held, self.tries = True, False, 0

    def take(self, *, wait: bool = False) -> bool:
        self.tries += not self.is_held
        self.is_held |= self.is_free
        return self.is_held

    def give_back(self) -> None:
        self.is_held = False


def test_one_workstation_works_at_a_time() -> None:
    lease, moments = SharedLease(), [100.0]
    permission = Permission(clock=lambda: moments[0], lease=lease)
    assert permission.ask(ALWAYS, is_wanted=False) == ""
    assert not lease.is_held
    lease.is_free = False
    assert permission.ask(ALWAYS) == permission.ask(ALWAYS) == "elsewhere"
    assert lease.tries == 1  # not asked for at every turn of the loop
    assert permission.pause() == TRY_EVERY
    lease.is_free = True
    moments[0] += TRY_EVERY
    assert permission.ask(ALWAYS) == ""
    assert lease.is_held
    assert permission.pause() is None
    assert permission.ask(ALWAYS, is_wanted=False) == ""
    assert not lease.is_held


def test_who_must_wait_lets_others_work() -> None:
    desk, lease, moments = Desk(), SharedLease(), [100.0]
    permission = Permission(lambda: desk, lambda: moments[0], lease)  # type: ignore[arg-type, return-value]
    assert permission.ask(IDLE) == ""
    assert lease.is_held
    desk.user_is_active()
    moments[0] += EVERY
    assert permission.ask(IDLE) == "busy"
    assert not lease.is_held
