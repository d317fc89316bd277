"""Taking photos in: how many a second, and how near that is to what decoding or encoding allow."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoseek.evaluation.speed.bench import Bench, Figures, bytes_below
from photoseek.images.decode import DecodedPhoto
from photoseek.images.decoders import decode_apart
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest import pipeline, scanner
from photoseek.library import folders
from photoseek.library.database import Database

CAPTIONED = 128
BEAMS = (3, 5)


def indexing(bench: Bench) -> Figures:
    """Made JPEG files of 12 megapixels, from the disk into the library, and captions."""
    inference = bench.inference
    paths = sorted(bench.jpegs.iterdir())
    squares = warm_up(bench)
    batch = squares[np.arange(pipeline.BATCH) % len(squares)]
    began = time.perf_counter()
    _decoded(bench, paths)
    decoding = len(paths) / (time.perf_counter() - began)
    began = time.perf_counter()
    for begin in range(0, len(paths), pipeline.BATCH):
        representations = inference.represent(batch)
        bench.progress("encoding", begin, len(paths))
    encoding = -(-len(paths) // pipeline.BATCH) * pipeline.BATCH / (time.perf_counter() - began)
    whole = take_in(bench)
    captions = {f"beam {beam}": round(_captions(bench, representations, beam), 1) for beam in BEAMS}
    return {
        "photos": len(paths),
        "megabytes_each": round(bytes_below(bench.jpegs) / len(paths) / 1e6, 2),
        "decoding_alone_per_s": round(decoding, 1),
        "encoding_alone_per_s": round(encoding, 1),
        "taken_in_per_s": round(whole, 1),
        "of_the_slower": round(whole / min(decoding, encoding), 2),
        # Both use all processors: then no program can be faster than one after the other.
        "of_one_after_the_other": round(whole * (1 / decoding + 1 / encoding), 2),
        "captions_per_s": captions,
    }


def warm_up(bench: Bench) -> NDArray[np.uint8]:
    """Load the encoder and start what reads photos; some photos (n, S, S, 3)."""
    decoded = _decoded(bench, sorted(bench.jpegs.iterdir())[: 2 * pipeline.READERS])
    squares = np.stack([photo.square for photo in decoded])
    bench.inference.embed_photos(bench.inference.represent(squares))
    return squares


def _decoded(bench: Bench, paths: Sequence[Path]) -> list[DecodedPhoto]:
    with ThreadPoolExecutor(pipeline.READERS) as pool:
        return list(pool.map(partial(decode_apart, square_side=bench.inference.input_size), paths))


def take_in(bench: Bench) -> float:
    """Photos a second, from the look at the folder to the last commit."""
    with bench.empty() as paths:
        database = Database.open_for_writing(paths.library)
        began = time.perf_counter()
        with database.write() as session:
            folder = folders.add(session, bench.jpegs)
        scanner.scan(database, folder)
        done = 0
        for stored in pipeline.take_in(database, bench.inference, ThumbnailStore(paths.thumbnails)):
            done += len(stored.stored.photo_ids)
            bench.progress("taking photos in", done, bench.files)
        took = time.perf_counter() - began
        database.close()
    return done / took


def _captions(bench: Bench, representations: list[bytes], beam: int) -> float:
    """Captions a second, in batches as the worker makes them."""
    bench.inference.caption(representations[:1], beam)  # loads
    size = pipeline.CAPTION_BATCH
    began = time.perf_counter()
    for begin in range(0, CAPTIONED, size):
        place = begin % len(representations)
        bench.inference.caption(representations[place : place + size], beam)
        bench.progress("captioning", begin, CAPTIONED)
    return CAPTIONED / (time.perf_counter() - began)
