"""The measures by name, and the report of those that are asked for."""

import os
import platform
import tempfile
from collections.abc import Callable, Collection
from contextlib import nullcontext
from pathlib import Path

from photoseek import __version__
from photoseek.evaluation.speed.bench import Bench, Figures, Progress
from photoseek.evaluation.speed.encoders import encoders
from photoseek.evaluation.speed.growth import growth
from photoseek.evaluation.speed.index_quality import vector_index
from photoseek.evaluation.speed.indexing import indexing
from photoseek.evaluation.speed.many_vectors import many_vectors
from photoseek.evaluation.speed.memory import memory
from photoseek.evaluation.speed.peer import rclip
from photoseek.evaluation.speed.rescanning import rescanning
from photoseek.evaluation.speed.searching import busy, searching
from photoseek.evaluation.speed.starting import starting
from photoseek.models.inference import Inference
from photoseek.paths import Paths
from photoseek.settings import Settings

MEASURES: dict[str, Callable[[Bench], Figures]] = {
    "indexing": indexing,
    "rclip": rclip,
    "encoders": encoders,
    "vector_index": vector_index,
    "many_vectors": many_vectors,
    "searching": searching,
    "busy": busy,
    "starting": starting,
    "rescanning": rescanning,
    "memory": memory,
    "growth": growth,
}
NAMES = tuple(MEASURES)


def measure(
    program: Paths,
    settings: Settings,
    *,
    only: Collection[str] = NAMES,
    photos: int = 100_000,
    files: int = 256,
    folder: Path | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> dict[str, object]:
    """The figures of each measure in ``only``, with the models that are below ``program``.

    What is made for it is left in ``folder``, for the next time, or deleted if none is named.
    """
    inference = Inference.load(program, settings)
    report: dict[str, object] = {"machine": machine(inference)}
    temporary = tempfile.TemporaryDirectory(prefix="photoseek-benchmark-")
    with temporary if folder is None else nullcontext(folder) as chosen:
        bench = Bench(inference, settings, program, Path(chosen).absolute(), photos, files, progress)
        for name in NAMES:
            if name in only:
                report[name] = MEASURES[name](bench)
    report["busy_afterwards"] = _busy()
    return report


def machine(inference: Inference) -> Figures:
    """What the figures were taken on, and how much else it does: other programs' share of the processors."""
    import psutil

    return {
        "program": __version__,
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": _processor(),
        "processors": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "runtime": inference.runtime,
        "busy": _busy(),
    }


def _busy() -> dict[str, float]:
    """Of the processors at this moment, and programs that wanted one in the last minute."""
    import psutil

    return {"percent": psutil.cpu_percent(interval=1.0), "load": round(psutil.getloadavg()[0], 1)}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
