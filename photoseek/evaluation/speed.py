"""How fast the program is, and what it needs: measures by name, each on photos and libraries that it makes.

Machines are noisy. So what matters is told as a ratio of two things measured in turn, in one run, or as
percentiles; and every report begins with the machine it was taken on.
"""

import os
import platform
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from photoseek import __version__
from photoseek.evaluation.made_library import Basis, basis, made_sentences, make_library
from photoseek.library.database import Database
from photoseek.models.inference import Inference
from photoseek.paths import Paths
from photoseek.sample_photographs import sample_photographs
from photoseek.search.searcher import Searcher
from photoseek.search.vector_index import VectorIndex

Figures = Mapping[str, object]
Progress = Callable[[str, int, int], None]

QUERIES = 200


@dataclass
class Bench:
    """What the measures share: networks, sizes, a folder to work in."""

    inference: Inference
    folder: Path
    photos: int
    """Of made libraries."""
    progress: Progress

    @cached_property
    def samples(self) -> list[Path]:
        return sorted(path for path in sample_photographs(self.folder).iterdir() if path.is_file())

    @cached_property
    def basis(self) -> Basis:
        return basis(self.inference, self.samples)

    @cached_property
    def library(self) -> Paths:
        """A made library of so many photos, with its vector index as the program would leave it."""
        return self.made_library(self.photos)

    def made_library(self, count: int) -> Paths:
        paths = Paths(self.folder / f"library of {count}")
        paths.create()
        database = Database.open_for_writing(paths.library)
        make_library(
            database,
            paths.base / "photos",
            self.basis,
            count,
            lambda done: self.progress("making a library", done, count),
        )
        with self.opened(database, paths) as index:
            while index.settle(256):
                pass
            index.save()
        database.close()
        return paths

    @contextmanager
    def opened(self, database: Database, paths: Paths) -> Iterator[VectorIndex]:
        yield VectorIndex.open_or_build(
            paths.vector_index, database, self.inference.embedding_id, self.inference.embedding_dimensions
        )


def searching(bench: Bench) -> Figures:
    """Questions to a warm searcher: from the question to its hits, in milliseconds."""
    database = Database.open_for_reading(bench.library.library)
    began = time.perf_counter()
    with bench.opened(database, bench.library) as index:
        opened = time.perf_counter() - began
        searcher = Searcher(database, bench.inference, index)
        first = _times([lambda: searcher.by_words("a dog on the beach")])[0]
        sentences = made_sentences(bench.basis, QUERIES, seed=1)
        words = [" ".join(sentence.split()[: 1 + number % 4]) for number, sentence in enumerate(sentences)]
        ids = index.ids[:: max(1, len(index) // QUERIES)][:QUERIES].tolist()
        by_words = _times([partial(searcher.by_words, text) for text in words])
        by_photo = _times([partial(searcher.by_photo, photo_id) for photo_id in ids])
    database.close()
    return {
        "photos": bench.photos,
        "opening_s": round(opened, 2),
        "first_ms": round(1000 * first, 1),
        "words_ms": _percentiles(by_words),
        "photo_ms": _percentiles(by_photo),
        "bytes_a_photo": round(_bytes_below(bench.library) / bench.photos),
    }


MEASURES: dict[str, Callable[[Bench], Figures]] = {"searching": searching}
NAMES = tuple(MEASURES)


def measure(
    inference: Inference,
    *,
    only: Collection[str] = NAMES,
    photos: int = 100_000,
    progress: Progress = lambda stage, done, total: None,
) -> dict[str, object]:
    """The figures of each measure in ``only``. Everything that is made for it is deleted in the end."""
    report: dict[str, object] = {"machine": machine(inference)}
    with tempfile.TemporaryDirectory(prefix="photoseek-benchmark-") as folder:
        bench = Bench(inference, Path(folder), photos, progress)
        for name in NAMES:
            if name in only:
                report[name] = MEASURES[name](bench)
    return report


def machine(inference: Inference) -> Figures:
    """What the figures were taken on."""
    import psutil

    return {
        "program": __version__,
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": _processor(),
        "processors": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "runtime": inference.runtime,
        "busy_percent": psutil.cpu_percent(interval=1.0),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _times(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Seconds that each call took."""
    took = []
    for call in calls:
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return took


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the slowest twentieth, in milliseconds."""
    median, slow = np.percentile(seconds, [50, 95]) * 1000
    return {"p50": round(float(median), 1), "p95": round(float(slow), 1)}


def _bytes_below(paths: Paths) -> int:
    """Of library, index and caches, on disk."""
    return sum(path.stat().st_size for path in paths.base.rglob("*") if path.is_file())
