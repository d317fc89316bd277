"""News of other workstations on their way into the worker."""

import queue
from collections.abc import Iterator

import pytest

from photoseek.errors import LibraryProblem
from photoseek.worker import following
from photoseek.worker.following import Following
from photoseek.worker.inbox import ChangedElsewhere, Inbox


class Server:
    """Stands in for a shared library; it goes away once."""

    def __init__(self) -> None:
        self.asked = 0

    def news(self) -> Iterator[set[str]]:
        self.asked += 1
        yield {"photos", "albums"}
        yield set()
        if self.asked == 1:
            raise LibraryProblem("it is away")
        yield {"captions"}


def test_news_arrive_and_go_on_when_the_server_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_AGAIN_AFTER", 0.0)
    inbox: Inbox = queue.SimpleQueue()
    server = Server()
    Following(server, inbox)  # type: ignore[arg-type]
    kinds = [inbox.get(timeout=30) for _ in range(3)]
    assert kinds == [
        ChangedElsewhere(frozenset({"photos", "albums"})),
        ChangedElsewhere(frozenset({"photos", "albums"})),
        ChangedElsewhere(frozenset({"captions"})),
    ]
    assert server.asked == 2
