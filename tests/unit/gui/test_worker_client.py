import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui import worker_client
from photoseek.gui.worker_client import Stopped, WorkerClient
from photoseek.ipc import messages as m

SCRIPTED_WORKER = Path(__file__).parents[2] / "support" / "scripted_worker.py"


@pytest.fixture
def client(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerClient]:
    monkeypatch.setattr(worker_client, "RESTART_DELAYS_MS", (50, 100))
    client = WorkerClient(tmp_path, program=[str(SCRIPTED_WORKER)])
    yield client
    client.stop()


def test_a_question_is_answered(client: WorkerClient, qtbot: QtBot) -> None:
    answers: list[m.Hits] = []
    with qtbot.waitSignal(client.ready) as ready:
        client.start()
        number = client.ask(m.Search, answers.append, words="dog")  # asked before it runs: it waits
    assert ready.args == [m.Ready("scripted")]
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [m.Hits(number, (m.Hit(1, 0.5, "strong"),), (), 1.0)]
    assert not client.is_waiting(number)


def test_a_failure_takes_its_own_path_else_the_common_one(client: WorkerClient, qtbot: QtBot) -> None:
    client.start()
    failures: list[m.Failed] = []
    client.ask(m.Search, lambda _hits: None, failures.append, words="theirs")
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].message == "The disk is full."
    with qtbot.waitSignal(client.failed) as failed:
        client.ask(m.Search, lambda _hits: None, words="bug")
    assert failed.args[0].details == "Traceback: line 3"


def test_a_forgotten_question_is_answered_to_nobody(client: WorkerClient, qtbot: QtBot) -> None:
    client.start()
    answers: list[m.Hits] = []
    client.forget(client.ask(m.Search, answers.append, words="dog"))
    last = client.ask(m.Search, answers.append, words="cat")
    qtbot.waitUntil(lambda: bool(answers))
    assert [hits.id for hits in answers] == [last]


@pytest.mark.logs_errors
def test_a_line_that_is_no_message_is_refused(client: WorkerClient, qtbot: QtBot) -> None:
    client.start()
    answers: list[m.Hits] = []
    client.ask(m.Search, answers.append, words="garbage")
    qtbot.waitUntil(lambda: bool(answers))


@pytest.mark.logs_errors
def test_a_worker_that_dies_is_started_again_and_asked_again(client: WorkerClient, qtbot: QtBot) -> None:
    answers: list[m.Hits] = []
    stops: list[Stopped] = []
    client.stopped.connect(stops.append)
    client.start()
    client.ask(m.Search, answers.append, words="crash")
    qtbot.waitUntil(lambda: bool(answers))
    assert len(stops) == 1
    assert not stops[0].theirs
    assert "killed or crashed" in stops[0].message
    assert "the last words" in stops[0].details


@pytest.mark.logs_errors
def test_a_question_that_kills_it_twice_fails_and_the_delay_grows(client: WorkerClient, qtbot: QtBot) -> None:
    failures: list[m.Failed] = []
    stops: list[Stopped] = []
    client.stopped.connect(stops.append)
    client.start()
    client.ask(m.Search, lambda _hits: None, failures.append, words="twice")
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].theirs
    assert [stop.again_in_ms for stop in stops] == [50, 100]
    answers: list[m.Hits] = []
    client.ask(m.Search, answers.append, words="dog")
    qtbot.waitUntil(lambda: bool(answers))


@pytest.mark.logs_errors
def test_what_the_user_can_mend_is_said_in_the_worker_s_words(
    client: WorkerClient, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "locked").touch()
    with qtbot.waitSignal(client.stopped) as stopped:
        client.start()
    assert stopped.args[0].theirs
    assert stopped.args[0].message == "PhotoSeek is already running on this library. Close it first."
    (tmp_path / "locked").unlink()
    with qtbot.waitSignal(client.ready):
        pass


def test_stopping_leaves_no_process_behind(client: WorkerClient, qtbot: QtBot) -> None:
    with qtbot.waitSignal(client.ready):
        client.start()
    process_id = client.process_id()
    with qtbot.assertNotEmitted(client.stopped):
        client.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_another_window_goes_on_with_the_worker_and_who_has_gone_is_told_nothing(
    client: WorkerClient, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(client.ready):
        client.start()
    process = client.process_id()
    told: list[object] = []
    client.ask(m.Rescan, told.append)
    heir = client.hand_over()
    client.ask(m.Rescan, told.append)
    try:
        with qtbot.waitSignal(heir.ready):
            heir.start()
        answers: list[object] = []
        heir.ask(m.Rescan, answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        assert heir.process_id() == process
        assert not told
    finally:
        heir.stop()


def test_the_next_window_hears_what_the_worker_runs_on_in_its_own_language(
    client: WorkerClient, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(client.ready):
        client.start()
    heir = client.hand_over()
    monkeypatch.setattr(worker_client, "translated", lambda text: f"<{text}>")
    try:
        with qtbot.waitSignal(heir.ready) as heard:
            heir.start()
        runtime = heard.args[0].runtime
        assert runtime.startswith("<")
        assert not runtime.startswith("<<")
    finally:
        heir.stop()
