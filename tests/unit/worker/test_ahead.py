"""Requests that wait for a disk, without the loop waiting for them."""

from queue import SimpleQueue

import pytest

from photoseek.errors import UnreadablePhoto
from photoseek.ipc.messages import Rescan
from photoseek.worker.ahead import Ahead, Asked, NotKnownYet


def test_a_request_goes_on_from_its_beginning_with_what_was_found_out() -> None:
    again: SimpleQueue[Asked] = SimpleQueue()
    ahead = Ahead(again.put)
    asked = Asked(Rescan(1))
    ahead.begin(asked)
    with pytest.raises(NotKnownYet) as first:
        ahead.look("size", lambda: 7)
    ahead.find_out(asked, first.value)
    asked = again.get(timeout=20)
    ahead.begin(asked)
    assert ahead.look("size", lambda: 0) == 7
    with pytest.raises(NotKnownYet) as second:
        ahead.look("date", lambda: fail())
    ahead.find_out(asked, second.value)
    asked = again.get(timeout=20)
    ahead.begin(asked)
    assert (asked.request, ahead.look("size", lambda: 0)) == (Rescan(1), 7)
    with pytest.raises(UnreadablePhoto, match="empty"):
        ahead.look("date", lambda: 0)
    ahead.begin(Asked(Rescan(2)))  # another request knows nothing of it
    with pytest.raises(NotKnownYet):
        ahead.look("size", lambda: 0)


def fail() -> int:
    raise UnreadablePhoto("empty file")
