"""What all measures share: networks, sizes, made libraries, and the arithmetic of times."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from photoseek.evaluation.made_library import Basis, basis, make_library
from photoseek.evaluation.multiplied_library import multiply
from photoseek.evaluation.speed.made_photos import make_photos
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.library.database import Database
from photoseek.models import installed
from photoseek.models.inference import Inference
from photoseek.models.installed import InstalledModel
from photoseek.paths import Paths
from photoseek.sample_photographs import sample_photographs
from photoseek.search.vector_index import VectorIndex
from photoseek.settings import Settings

MOST_WITH_FILES = 100_000  # photos that are made one by one; beyond, in whole multiples of it

Figures = Mapping[str, object]
Progress = Callable[[str, int, int], None]


@dataclass
class Bench:
    """Networks, sizes, and a folder to work in."""

    inference: Inference
    settings: Settings
    program: Paths
    """Where the user's models are, and the networks that were converted before."""
    folder: Path
    """To work in. What is made there is used again if it is there already."""
    photos: int
    """Of made libraries."""
    files: int
    """How many JPEG files are read and looked at."""
    progress: Progress = lambda stage, done, total: None
    built_in: float | None = field(default=None, init=False)
    """Seconds that the vector index of the library took, if it was built just now."""

    @property
    def model(self) -> InstalledModel:
        return installed.find(self.program, self.settings.model)

    @cached_property
    def samples(self) -> list[Path]:
        """Real photographs, which all made ones are made of."""
        return sorted(path for path in sample_photographs(self.folder).iterdir() if path.is_file())

    @cached_property
    def basis(self) -> Basis:
        return basis(self.inference, self.samples)

    @cached_property
    def jpegs(self) -> Path:
        """A folder of ``files`` JPEG files of 12 megapixels, all different."""
        folder = self.folder / f"{self.files} photos"
        if not folder.is_dir():
            make_photos(self.samples, folder, self.files, self.progress)
        return folder

    @cached_property
    def library(self) -> Paths:
        """A made library of so many photos, with its vector index as the program would leave it.

        One beyond MOST_WITH_FILES is several times one of that size, and only the first has files.
        """
        paths = Paths(self.folder / f"library of {self.photos}")
        if not paths.library.exists():
            self.grow(paths, min(self.photos, MOST_WITH_FILES))
            if self.photos > MOST_WITH_FILES:
                self.multiply(paths, self.photos // MOST_WITH_FILES)
        if not paths.vector_index.exists():
            self.built_in = self.settle(paths)
        return paths

    def grow(self, paths: Paths, count: int, seed: int = 0) -> None:
        """Add made photos to a library, which is made if there is none."""
        paths.create()
        self.give_networks(paths)
        database = Database.open_for_writing(paths.library)
        make_library(
            database,
            paths.base / "photos",
            ThumbnailStore(paths.thumbnails),
            self.basis,
            count,
            lambda done: self.progress("making a library", done, count),
            seed=seed,
        )
        database.close()

    def multiply(self, paths: Paths, times: int) -> None:
        """Make a library so many times as large."""
        database = Database.open_for_writing(paths.library)
        multiply(
            database,
            self.basis,
            paths.base / "photos on a disk that is away",
            times,
            lambda done: self.progress("multiplying the library", done, self.photos),
        )
        database.close()

    def settle(self, paths: Paths) -> float:
        """Bring the vector index of a library up to date and save it; returns the seconds that took."""
        began = time.perf_counter()
        database = Database.open_for_reading(paths.library)
        with self.opened(database, paths) as index:
            while left := index.settle(256):
                self.progress("building the index", len(index) - left, len(index))
            index.save()
        database.close()
        return time.perf_counter() - began

    @contextmanager
    def opened(self, database: Database, paths: Paths) -> Iterator[VectorIndex]:
        """The vector index of a library."""
        yield VectorIndex.open_or_build(
            paths.vector_index, database, self.inference.embedding_id, self.inference.embedding_dimensions
        )

    def give_networks(self, paths: Paths) -> None:
        """Let a library find the networks that the program converted before, as the user's own does."""
        if self.program.compiled_models.is_dir():
            shutil.copytree(self.program.compiled_models, paths.compiled_models, dirs_exist_ok=True)

    @contextmanager
    def empty(self) -> Iterator[Paths]:
        """An empty library of its own."""
        paths = Paths(self.folder / "empty")
        shutil.rmtree(paths.base, ignore_errors=True)
        paths.create()
        try:
            yield paths
        finally:
            shutil.rmtree(paths.base, ignore_errors=True)

    @contextmanager
    def copied(self, original: Paths) -> Iterator[Paths]:
        """A copy of a library to write on; its photos stay where they are."""
        paths = Paths(self.folder / "copy")
        shutil.rmtree(paths.base, ignore_errors=True)
        paths.create()
        self.give_networks(paths)
        shutil.copyfile(original.library, paths.library)
        for file in original.cache.glob(f"{original.vector_index.name}*"):
            shutil.copyfile(file, paths.cache / file.name)
        try:
            yield paths
        finally:
            shutil.rmtree(paths.base, ignore_errors=True)


def times(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Seconds that each call took."""
    took = []
    for call in calls:
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return took


def costs(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    """Milliseconds that the calls took, and those for which they had a processor (``cpu_``).

    The latter hardly depends on what else the machine does.
    """
    took, busy = [], []
    for call in calls:
        began = time.process_time()
        took += times([call])
        busy.append(time.process_time() - began)
    cpu = {f"cpu_{name}": milliseconds for name, milliseconds in percentiles(busy).items()}
    return {**percentiles(took), **cpu}


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the slowest twentieth, in milliseconds."""
    median, slow = np.percentile(seconds, [50, 95]) * 1000
    return {"p50": round(float(median), 1), "p95": round(float(slow), 1)}


def bytes_below(folder: Path) -> int:
    """Of all files, on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
