"""Taking photos in: how many a second, and how near that is to what decoding or encoding allow.

Beside the seconds stands the processors' time, of this process and its decoders: it says what a photo
costs whatever else the machine does.
"""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoseek.evaluation.speed.bench import Bench, Figures, bytes_below
from photoseek.images.decode import DecodedPhoto
from photoseek.images.decoders import decode_apart
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import pipeline, scanner
from photoseek.ingest.reading import BATCH
from photoseek.library import folders
from photoseek.library.database import Database

CAPTIONED = 128
BEAMS = (3, 5)
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Effort:
    """What something took."""

    photos: int
    seconds: float
    processor: float
    """Seconds of all processors together."""

    @property
    def per_s(self) -> float:
        return self.photos / self.seconds

    @property
    def milliseconds(self) -> float:
        """Of the processors, for a photo."""
        return 1000 * self.processor / self.photos


def indexing(bench: Bench) -> Figures:
    """Made JPEG files of 12 megapixels, from the disk into the library, and captions: the best of a few."""
    squares = warm_up(bench)
    steps: dict[str, Callable[[Bench], Effort]] = {
        "decoding": _decode,
        "encoding": partial(_encode, squares=squares),
        "all": take_in,
    }
    # In turn: what else the machine does falls upon all alike.
    rounds = [{name: step(bench) for name, step in steps.items()} for _ in range(ROUNDS)]
    rate = {name: max(one[name].per_s for one in rounds) for name in steps}
    cost = {name: min(one[name].milliseconds for one in rounds) for name in steps}
    representations = bench.inference.represent(squares)
    captions = {f"beam {beam}": _caption(bench, representations, beam) for beam in BEAMS}
    return {
        "photos": bench.files,
        "megabytes_each": round(bytes_below(bench.jpegs) / bench.files / 1e6, 2),
        "decoding_alone_per_s": round(rate["decoding"], 1),
        "encoding_alone_per_s": round(rate["encoding"], 1),
        "taken_in_per_s": round(rate["all"], 1),
        "of_the_slower": round(rate["all"] / min(rate["decoding"], rate["encoding"]), 2),
        "processor_ms_a_photo": {name: round(milliseconds, 1) for name, milliseconds in cost.items()},
        # Decoding and encoding both use all processors, so that no program can do better than these two.
        "most_of_the_slower": round(
            max(cost["decoding"], cost["encoding"]) / (cost["decoding"] + cost["encoding"]), 2
        ),
        "most_taken_in_per_s": round(1000 * (os.cpu_count() or 1) / cost["all"], 1),  # if nothing else ran
        "captions_per_s": {beam: round(effort.per_s, 1) for beam, effort in captions.items()},
        "processor_ms_a_caption": {beam: round(effort.milliseconds, 1) for beam, effort in captions.items()},
    }


def warm_up(bench: Bench) -> NDArray[np.uint8]:
    """Load the encoder and start what reads photos; some photos (n, S, S, 3)."""
    decoded = _decoded(bench, sorted(bench.jpegs.iterdir())[: 2 * pipeline.READERS])
    squares = np.stack([photo.square for photo in decoded])
    bench.inference.embed_photos(bench.inference.represent(squares))
    return squares


def take_in(bench: Bench) -> Effort:
    """From the look at the folder to the last commit."""
    with bench.empty() as paths:
        database = Database.open_for_writing(paths.library)

        def work() -> int:
            with database.write() as session:
                folder = folders.add(session, bench.jpegs)
            scanner.scan(database, folder)
            done = 0
            for stored in pipeline.take_in(database, bench.inference, ThumbnailStore(paths.thumbnails)):
                done += len(stored.stored.photo_ids)
                bench.progress("taking photos in", done, bench.files)
            return done

        effort = effort_of(work)
        database.close()
    return effort


def _decode(bench: Bench) -> Effort:
    return effort_of(lambda: len(_decoded(bench, sorted(bench.jpegs.iterdir()))))


def _decoded(bench: Bench, paths: Sequence[Path]) -> list[DecodedPhoto]:
    with ThreadPoolExecutor(pipeline.READERS) as pool:
        return list(pool.map(partial(decode_apart, square_side=bench.inference.input_size), paths))


def _encode(bench: Bench, squares: NDArray[np.uint8]) -> Effort:
    batch = squares[np.arange(BATCH) % len(squares)]

    def work() -> int:
        batches = range(0, bench.files, BATCH)
        for begin in batches:
            bench.inference.represent(batch)
            bench.progress("encoding", begin, bench.files)
        return len(batches) * BATCH

    return effort_of(work)


def _caption(bench: Bench, representations: list[bytes], beam: int) -> Effort:
    """In batches as the worker makes them."""
    bench.inference.caption(representations[:1], beam)  # loads
    size = pipeline.CAPTION_BATCH
    batch = (representations * size)[:size]

    def work() -> int:
        for begin in range(0, CAPTIONED, size):
            bench.inference.caption(batch, beam)
            bench.progress("captioning", begin, CAPTIONED)
        return CAPTIONED

    return effort_of(work)


def effort_of(work: Callable[[], int]) -> Effort:
    """What ``work`` takes, which returns its number of photos."""
    began, before = time.perf_counter(), _processor_seconds()
    photos = work()
    return Effort(photos, time.perf_counter() - began, _processor_seconds() - before)


def _processor_seconds() -> float:
    """That this process and those which it has started have used so far."""
    import psutil

    own = psutil.Process()
    # With an ended process, which it has waited for, it counts itself.
    seconds: float = sum(own.cpu_times()[:4])
    for child in own.children():
        with suppress(psutil.NoSuchProcess):
            seconds += sum(child.cpu_times()[:2])
    return seconds
