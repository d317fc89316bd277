"""A worker process that speaks the protocol but loads no network: for tests of the window alone.

Words: "crash" kills it, "twice" kills it each time, "bug" and "theirs" fail, "garbage" is answered
after a line that is no message, "nonsense" is an unknown word; anything else finds photo 1. It
writes every request to ``requests.txt`` below its base directory.
"""

import argparse
import os
import signal
import sys
from pathlib import Path

from photoseek.ipc import messages as m
from photoseek.ipc.codec import decode, encode

arguments = argparse.ArgumentParser()
arguments.add_argument("--base-dir", type=Path)
base = arguments.parse_args().base_dir
base.mkdir(parents=True, exist_ok=True)


def send(message: m.Message) -> None:
    sys.stdout.write(encode(message) + "\n")
    sys.stdout.flush()


def answer(request: m.Request) -> None:
    text = getattr(request, "words", getattr(request, "text", ""))
    mark = base / "crashed"
    if text == "twice" or (text == "crash" and not mark.exists()):
        mark.touch()
        sys.stderr.write("the last words\n")
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "garbage":
        sys.stdout.write("this is no message\n")
    if text == "bug":
        send(m.Failed(request.id, "seven", theirs=False, details="Traceback: line 3"))
    elif text == "theirs":
        send(m.Failed(request.id, "The disk is full.", theirs=True))
    elif isinstance(request, m.SuggestWords):
        send(m.Suggestions(request.id, (m.Suggestion("beach", 0.8, 3),)))
    elif isinstance(request, m.FindParts):
        region = m.Region(("dog",), 0.1, 0.2, 0.6, 0.9, (0.5,) * 25)
        send(m.Regions(request.id, (), (region,)))
    elif isinstance(request, m.Analogy) and request.b == "kign":
        send(m.Suggestions(request.id, (), (m.UnknownWord("kign", ("king", "kin")),)))
    elif isinstance(request, m.Analogy):
        send(m.Suggestions(request.id, (m.Suggestion("queen", 0.5, 1, photo_ids=(1,)),)))
    elif isinstance(request, m.ExplainHit):
        send(m.Reasons(request.id, (m.Reason("dog", 0.87, True), m.Reason("sofa", 0.02, False))))
    elif isinstance(request, m.AlignWords):
        heat = (1.0, *24 * (0.0,))
        where = tuple(m.Region((word,), 0.0, 0.0, 0.5, 0.5, heat) for word in text.split())
        send(m.Regions(request.id, where, where))
    elif isinstance(request, m.FindDuplicates):
        groups = (
            m.DuplicateGroup("shot", (2, 1), (900, 600)),
            m.DuplicateGroup("scene", (3, 4, 5), (3, 2, 1)),
        )
        send(m.Duplicates(request.id, groups))
    elif isinstance(request, m.MakeMap):
        send(m.Done(request.id))
        send(m.MapReady(request.of))
    elif isinstance(request, m.Rotate | m.SetFavourite):
        send(m.Changed(request.id, request.photo_ids))
    elif isinstance(request, m.Search) and text == "nonsense":
        send(m.Hits(request.id, (), (m.UnknownWord("nonsense", ("dog", "cat")),), 1.0))
    elif isinstance(request, m.Search):
        send(m.Hits(request.id, (m.Hit(1, 0.5, "strong"),), (), 1.0))
    else:
        send(m.Done(request.id))
    if isinstance(request, m.SetPaused):
        send(m.Progress("embedding", 1, 2, 0, 1.0, request.paused))


if (base / "locked").exists():
    sys.stderr.write("PhotoSeek is already running on this library. Close it first.\n")
    sys.exit(1)
send(m.Hello(m.PROTOCOL_VERSION, "test"))
send(m.Ready("scripted"))
with (base / "requests.txt").open("a", encoding="utf-8") as requests:
    for line in sys.stdin:
        request = decode(line)
        requests.write(f"{request}\n")
        requests.flush()
        answer(request)
