"""How long the worker and the window take from the start of their process until they are of use."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from photoseek.evaluation.speed.bench import Bench, Figures
from photoseek.evaluation.speed.worker_process import running
from photoseek.ipc.messages import Hello, Ready, Search
from photoseek.paths import DATABASE_VARIABLE

ROUNDS = 3
WINDOW = "photoseek.gui.scripted_session"  # run by its name: nothing here may know the window


def starting(bench: Bench) -> Figures:
    """Seconds, of several starts the quickest: other programs can only make a start slower. And what the
    worker holds then."""
    if bench.model.kind != "shipped":
        return {"skipped": "only measured with the shipped model"}
    paths = bench.library
    bench.give_networks(paths)
    workers, windows = [], []
    for number in range(ROUNDS):
        bench.progress("starting", number, ROUNDS)
        with running(paths.base) as worker:
            hello = worker.wait_for(Hello) - worker.began
            ready = worker.wait_for(Ready) - worker.began
            first = worker.ask(Search(1, "a dog on the beach"))
            second = worker.ask(Search(2, "snow in the mountains"))
            memory = psutil.Process(worker.pid).memory_info().rss / 1e6
        workers.append(
            {
                "hello_s": hello,
                "ready_s": ready,
                "first_answer_s": first,
                "second_answer_s": second,
                "memory_mb": memory,
            }
        )
        windows.append(window_session("start", paths.base))
    return {"photos": bench.photos, "worker": _least(workers), "window": _least(windows)}


def window_session(script: str, *places: Path, patience: float = 300.0) -> dict[str, float]:
    """Run a script of the window's in a process of its own, offscreen; its figures, times from its start."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", WINDOW, script, *map(str, places)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", DATABASE_VARIABLE: ""},
        capture_output=True,
        text=True,
        timeout=patience,
    )
    if done.returncode:
        raise RuntimeError(f"the window ended with code {done.returncode}: {done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {name: value - began if name.endswith("_at") else value for name, value in figures.items()}


def _least(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(min(one[name] for one in rounds), 2) for name in rounds[0]}
