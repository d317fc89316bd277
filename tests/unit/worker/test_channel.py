"""The two pipes to the window."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from photoseek.ipc.codec import decode, encode
from photoseek.ipc.messages import Done, Failed, Hit, Hits, Notice, Rescan, SetPaused
from photoseek.worker.ahead import Asked
from photoseek.worker.channel import Channel, read_requests
from photoseek.worker.inbox import Inbox, Item, Stop


def items(inbox: Inbox) -> Iterator[Item]:
    while not inbox.empty():
        yield inbox.get()


def sent(output: io.BytesIO) -> list[object]:
    return [decode(line) for line in output.getvalue().splitlines()]


def test_a_message_is_one_line() -> None:
    output = io.BytesIO()
    channel = Channel(output, Inbox())
    channel.send(Notice("two\nlines"))
    channel.send(Done(3))
    assert output.getvalue().count(b"\n") == 2
    assert sent(output) == [Notice("two\nlines"), Done(3)]


def test_requests_reach_the_inbox_in_order_and_their_end_means_stop() -> None:
    inbox = Inbox()
    lines = [encode(Rescan(1)).encode() + b"\n", b"\n", encode(SetPaused(2, True)).encode()]
    read_requests(lines, Channel(io.BytesIO(), inbox), inbox)
    assert list(items(inbox)) == [Asked(Rescan(1)), Asked(SetPaused(2, True)), Stop()]


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    "line", [b'{"type":"Dance","id":7}', b'{"type":"Done","id":7}', b'{"type":"Rescan","id":7,"x":1}']
)
def test_a_line_that_does_not_fit_is_refused_and_answered(line: bytes) -> None:
    inbox, output = Inbox(), io.BytesIO()
    read_requests([line, encode(Rescan(8)).encode()], Channel(output, inbox), inbox)
    (answer,) = sent(output)
    assert isinstance(answer, Failed)
    assert (answer.id, answer.theirs) == (7, False)
    assert list(items(inbox)) == [Asked(Rescan(8)), Stop()]


@pytest.mark.logs_errors
def test_a_score_that_is_no_number_costs_the_one_answer() -> None:
    output = io.BytesIO()
    channel = Channel(output, Inbox())
    channel.send(Hits(7, (Hit(1, float("nan"), "weak"),), (), 0.0))
    channel.send(Done(8))
    failed, done = sent(output)
    assert isinstance(failed, Failed)
    assert (failed.id, failed.theirs, done) == (7, False, Done(8))


@pytest.mark.logs_errors
def test_a_line_without_an_id_is_refused_in_silence() -> None:
    inbox, output = Inbox(), io.BytesIO()
    read_requests([b"\xff\xfe garbage"], Channel(output, inbox), inbox)
    assert output.getvalue() == b""
    assert list(items(inbox)) == [Stop()]


def test_when_nobody_reads_any_more_the_worker_is_told_to_stop_once() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    inbox = Inbox()
    with os.fdopen(writing, "wb", buffering=0) as output:
        channel = Channel(output, inbox)
        channel.send(Done(1))
        channel.send(Done(2))
    assert list(items(inbox)) == [Stop()]


def test_a_stray_print_of_python_or_of_c_cannot_reach_the_channel() -> None:
    script = (
        "import os; from photoseek.worker.channel import claim_stdout\n"
        "output = claim_stdout(); print('stray', flush=True); os.system('echo stray from a child')\n"
        "os.write(1, b'stray bytes'); output.write(b'message')"
    )
    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert finished.stdout == b"message"
    assert finished.stderr.count(b"stray") == 3
