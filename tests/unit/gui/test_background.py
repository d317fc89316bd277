import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from photoseek.errors import UserError
from photoseek.gui import background as background_module
from photoseek.gui.background import Background, Problem


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    background = Background()
    yield background
    background.finish()


def test_the_work_runs_on_a_thread_and_ends_on_this_one(background: Background, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    background.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_their_trouble_comes_as_one_line(background: Background, qtbot: QtBot) -> None:
    def fail() -> None:
        raise UserError("The disk is full. Free some space.")

    problems: list[Problem] = []
    background.run(fail, lambda _result: problems.clear(), problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert problems == [Problem("The disk is full. Free some space.", theirs=True)]


@pytest.mark.logs_errors
def test_a_bug_comes_with_its_traceback_even_when_nobody_waits_for_it(
    background: Background, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise ValueError("seven")

    with qtbot.waitSignal(background.problem) as caught:
        background.run(fail, lambda _result: None)
    problem = caught.args[0]
    assert (problem.message, problem.theirs) == ("seven", False)
    assert "in fail" in problem.details


def test_one_thread_keeps_the_order(background: Background, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        background.run(lambda n=number: QThread.msleep(20 - n) or n, done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_what_is_wanted_first_comes_before_what_waits(background: Background, qtbot: QtBot) -> None:
    done: list[str] = []
    begun, held = threading.Event(), threading.Event()
    background.run(lambda: begun.set() or (held.wait(30) and "under way"), done.append)
    assert begun.wait(30)
    background.run(lambda: "later", done.append)
    background.run(lambda: "first", done.append, first=True)
    held.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["under way", "first", "later"]


def test_a_thread_that_rested_is_still_the_only_one(background: Background, qtbot: QtBot) -> None:
    threads: list[int] = []
    for number in range(10):
        for _ in range(3):  # faster than the thread wakes
            background.run(threading.get_ident, threads.append)
        qtbot.waitUntil(lambda number=number: len(threads) == 3 * (number + 1))
    assert len(set(threads)) == 1


def test_what_is_asked_for_after_the_end_is_not_run(background: Background, qtbot: QtBot) -> None:
    ran: list[int] = []
    background.finish()
    background.run(lambda: ran.append(1), lambda _result: ran.append(2))
    qtbot.wait(50)
    assert ran == []


def test_a_function_that_never_returns_holds_up_no_other(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_module, "STUCK", 0.05)
    background, never, done = Background(threads=2), threading.Event(), list[int]()
    for _ in range(3):
        background.run(never.wait, lambda _result: None)
    qtbot.wait(100)  # until the two threads count as stuck
    background.run(lambda: 1, done.append)
    qtbot.wait(100)
    background.run(lambda: 2, done.append)
    qtbot.waitUntil(lambda: done == [1, 2])
    background.finish(patience=0.1)  # returns, although three of them do not
    never.set()
