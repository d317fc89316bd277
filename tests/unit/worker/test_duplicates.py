"""Duplicates are looked for in a thread, and answered when it is done."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from photoseek.errors import LibraryProblem
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ipc.messages import DuplicateGroup, Duplicates, Failed, FindDuplicates, Reply
from photoseek.library.candidates import Place
from photoseek.search import duplicates
from photoseek.search.duplicates import Group, Stopped
from photoseek.worker.duplicates import DuplicateFinder

PATIENCE = 20.0  # seconds; only a failing test waits that long
ODD = Path(os.fsdecode(b"/photos/\xff.jpg"))


class Finding:
    """A finder whose search is ``find``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, find: Callable[..., list[Group]]) -> None:
        monkeypatch.setattr(duplicates, "find", find)
        self.replies: SimpleQueue[Reply] = SimpleQueue()
        store = ThumbnailStore(Path("thumbnails"))
        self.finder = DuplicateFinder(None, store, self.replies.put)  # type: ignore[arg-type]

    def begin(self, request_id: int) -> None:
        self.finder.begin(None, FindDuplicates(request_id))  # type: ignore[arg-type]

    def reply(self) -> Reply:
        return self.replies.get(timeout=PATIENCE)


def test_the_answer_comes_from_a_thread_with_the_paths_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []

    def find(*_asked: Any) -> list[Group]:
        threads.append(threading.current_thread().name)
        places = (Place(ODD, 7, 1, True), Place(Path("/photos/b.jpg"), 7, 1, True))
        return [Group("file", (3,), (7, 7), places), Group("shot", (1, 2), (9, 8))]

    finding = Finding(monkeypatch, find)
    finding.begin(5)
    files = DuplicateGroup("file", (3,), (7, 7), (str(ODD), "/photos/b.jpg"))
    assert finding.reply() == Duplicates(5, (files, DuplicateGroup("shot", (1, 2), (9, 8))))
    assert threads == ["duplicates"]


def test_who_asks_again_stops_the_search_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def find(*asked: Any) -> list[Group]:
        if begun.is_set():
            return [Group("shot", (1, 2), (9, 8))]
        begun.set()
        while not asked[-1]():
            pass
        raise Stopped

    finding = Finding(monkeypatch, find)
    finding.begin(1)
    assert begun.wait(PATIENCE)
    finding.begin(2)
    replies = {reply.id: reply for reply in (finding.reply(), finding.reply())}
    assert replies[1] == Duplicates(1, ())
    assert replies[2] == Duplicates(2, (DuplicateGroup("shot", (1, 2), (9, 8)),))


@pytest.mark.logs_errors
def test_what_goes_wrong_is_answered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[Exception] = [LibraryProblem("The disk is full."), ValueError("seven")]

    def find(*_asked: Any) -> list[Group]:
        raise errors.pop(0)

    finding = Finding(monkeypatch, find)
    finding.begin(1)
    assert finding.reply() == Failed(1, "The disk is full.", theirs=True)
    finding.begin(2)
    failed = finding.reply()
    assert isinstance(failed, Failed)
    assert not failed.theirs
    assert "seven" in failed.details
