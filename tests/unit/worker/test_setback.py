"""What the disk has stopped: told once, tried again, and told when it goes on."""

import pytest

from photoseek.errors import CannotDecode, DamagedWeights, LibraryDamaged, LibraryLocked, LibraryProblem
from photoseek.ipc.messages import Event, Notice
from photoseek.worker.setback import AGAIN_AFTER, Setback, may_pass


def test_it_is_told_once_and_tried_again_until_it_goes_on() -> None:
    told: list[Event] = []
    now = [100.0]
    setback = Setback(told.append, lambda: now[0])
    assert setback.pause() is None
    setback.over()
    assert told == []
    setback.note(LibraryProblem("the disk is full"), folder_id=7)
    setback.note(LibraryProblem("the disk is full"))
    assert setback.pause() == AGAIN_AFTER
    now[0] += AGAIN_AFTER
    assert setback.pause() == 0
    assert setback.begin_again() == {7}
    assert setback.pause() is None
    setback.note(LibraryProblem("the disk is full"))
    setback.over()  # of work that was begun before
    now[0] += AGAIN_AFTER
    assert setback.begin_again() == set()
    setback.over()
    setback.over()
    assert told == [
        Notice("Taking photos in waits and goes on by itself: the disk is full"),
        Notice("Taking photos in goes on."),
    ]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (LibraryProblem("full"), True),
        (LibraryLocked("held"), True),
        (CannotDecode("no process"), True),
        (LibraryDamaged("damaged"), False),
        (DamagedWeights("damaged"), False),
        (ZeroDivisionError("a bug"), False),
    ],
)
def test_only_what_may_be_right_again_is_waited_for(error: Exception, expected: bool) -> None:
    assert may_pass(error) is expected
