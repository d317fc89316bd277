"""How much memory the worker and the window hold after an hour's use, played quickly."""

import os
import shutil
import time
from datetime import date
from pathlib import Path

import psutil

from photoseek.evaluation.made_library import made_sentences
from photoseek.evaluation.speed.bench import Bench, Figures
from photoseek.evaluation.speed.starting import window_session
from photoseek.evaluation.speed.worker_process import running
from photoseek.ipc.messages import ExplainHit, Ready, Search, SuggestWords
from photoseek.library import backup
from photoseek.paths import Paths

QUESTIONS = 200
LARGE_PHOTOS = 24  # of 12 megapixels, opened one after the other
REST = 3.0  # seconds without anything to do
HOUR = 3600.0  # seconds that playing one may take


def memory(bench: Bench) -> Figures:
    """Megabytes held (resident), how busy the worker is when there is nothing to do, and frames in ms.

    First a worker alone is asked many questions; then the window is used, with a worker of its own.
    """
    if bench.model.kind != "shipped":
        return {"skipped": "only measured with the shipped model"}
    with bench.copied(bench.library) as paths:
        backup.daily(paths, date.today())  # else it would be made while nothing is to be done
        thumbnails = bench.library.thumbnails
        shutil.copytree(thumbnails, paths.thumbnails, copy_function=os.link, dirs_exist_ok=True)
        alone = _worker(bench, paths)
        bench.progress("using the window", 0, 1)
        window = window_session("use", paths.base, _large_photos(bench, paths), patience=HOUR)
    return {
        "photos": bench.photos,
        **alone,
        "window": {name: round(value, 1) for name, value in window.items()},
    }


def _worker(bench: Bench, paths: Paths) -> Figures:
    with running(paths.base) as worker:
        worker.wait_for(Ready)
        process = psutil.Process(worker.pid)
        ready = _megabytes(process)
        for number, sentence in enumerate(made_sentences(bench.basis, QUESTIONS, seed=3)):
            words = " ".join(sentence.split()[:3])
            worker.ask(Search(10 * number + 1, words))
            worker.ask(Search(10 * number + 2, photo_id=1 + number * (bench.photos - 1) // QUESTIONS))
            worker.ask(SuggestWords(10 * number + 3, words))
            worker.ask(ExplainHit(10 * number + 4, 1, words))
            bench.progress("asking", number, QUESTIONS)
        used = _megabytes(process)
        worker.wait_for_rest()
        before = process.cpu_times()
        time.sleep(REST)
        after = process.cpu_times()
    idle = (after.user + after.system - before.user - before.system) / REST
    return {
        "worker_ready_mb": ready,
        "worker_used_mb": used,
        "worker_idle_percent": round(100 * idle, 1),
    }


def _large_photos(bench: Bench, paths: Paths) -> Path:
    """A folder of some photos that the library does not know yet."""
    folder = paths.base / "photos of 12 megapixels"
    folder.mkdir()
    for photo in sorted(bench.jpegs.iterdir())[:LARGE_PHOTOS]:
        os.link(photo, folder / photo.name)
    return folder


def _megabytes(process: psutil.Process) -> int:
    return int(process.memory_info().rss / 1e6)
