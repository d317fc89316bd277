"""How much memory the worker and the window hold after an hour's use, played quickly."""

import time

import psutil

from photoseek.evaluation.made_library import made_sentences
from photoseek.evaluation.speed.bench import Bench, Figures
from photoseek.evaluation.speed.starting import window_session
from photoseek.evaluation.speed.worker_process import running
from photoseek.ipc.messages import ExplainHit, Ready, Search, SuggestWords

QUESTIONS = 200
REST = 3.0  # seconds without anything to do


def memory(bench: Bench) -> Figures:
    """Megabytes held (resident), and how busy the worker is when there is nothing to do."""
    if bench.model.kind != "shipped":
        return {"skipped": "only measured with the shipped model"}
    with bench.copied(bench.library) as paths, running(paths.base) as worker:
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
        before = process.cpu_times()
        time.sleep(REST)
        after = process.cpu_times()
    idle = (after.user + after.system - before.user - before.system) / REST
    return {
        "photos": bench.photos,
        "worker_ready_mb": ready,
        "worker_used_mb": used,
        "worker_idle_percent": round(100 * idle, 1),
        "window": {name: round(value, 1) for name, value in window_session(bench, "use").items()},
    }


def _megabytes(process: psutil.Process) -> int:
    return int(process.memory_info().rss / 1e6)
