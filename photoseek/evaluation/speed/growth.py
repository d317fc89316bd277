"""What grows with a library, and how fast: the same measures at several sizes, with exponents of growth."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from photoseek.evaluation.speed.bench import MOST_WITH_FILES, Bench, Figures, percentiles, times
from photoseek.evaluation.speed.rescanning import rescanning
from photoseek.evaluation.speed.searching import searching
from photoseek.evaluation.speed.starting import starting
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.paths import Paths

SMALLEST = 1000
STEP = 10  # from one size to the next


def growth(bench: Bench) -> Figures:
    """A row of costs for each size up to the bench's, and what each of them grows like: size to the power."""
    sizes = [bench.photos]
    while sizes[0] // STEP >= SMALLEST:
        sizes.insert(0, sizes[0] // STEP)
    rows = [_row(replace(bench, photos=size)) for size in sizes]
    return {"rows": rows, "exponents": exponents(rows)}


def exponents(rows: list[dict[str, float]]) -> dict[str, float]:
    """The slope of each cost over the number of photos, both as logarithms, where two sizes have one."""
    found = {}
    for name in rows[0]:
        points = [(row["photos"], row[name]) for row in rows if row.get(name)]
        if name != "photos" and len(points) > 1:
            sizes, costs = np.log(points).T
            found[name] = round(float(np.polyfit(sizes, costs, 1)[0]), 2)
    return found


def _row(bench: Bench) -> dict[str, float]:
    paths = bench.library
    indexed = bench.built_in
    if indexed is None:  # by an earlier run; a million take a quarter of an hour
        paths.vector_index.unlink(missing_ok=True)
        indexed = bench.settle(paths)
    found, started = searching(bench), starting(bench)
    row = {
        "photos": float(bench.photos),
        "building_the_index_s": indexed,
        "opening_the_index_s": _number(found, "opening_s"),
        "search_by_words_p50_ms": _number(found, "words_ms", "p50"),
        "search_by_photo_p50_ms": _number(found, "photo_ms", "p50"),
        "listing_ids_ms": _listing(paths),
        "library_mb": paths.library.stat().st_size / 1e6,
        "index_mb": sum(file.stat().st_size for file in paths.cache.glob("vectors*")) / 1e6,
    }
    if bench.photos <= MOST_WITH_FILES:
        row["scan_of_nothing_new_s"] = _number(rescanning(bench), "unchanged_s")
    if "worker" in started:
        row["worker_ready_s"] = _number(started, "worker", "ready_s")
        row["worker_mb"] = _number(started, "worker", "memory_mb")
        row["window_grid_s"] = _number(started, "window", "grid_at")
    return {name: round(value, 3) for name, value in row.items()}


def _number(figures: Figures, *names: str) -> float:
    value: object = figures
    for name in names:
        assert isinstance(value, Mapping)
        value = value[name]
    assert isinstance(value, int | float)
    return float(value)


def _listing(paths: Paths) -> float:
    database = Database.open_for_reading(paths.library)
    with database.read() as session:
        took = percentiles(times([partial(photos.list_ids, session)] * 5))["p50"]
    database.close()
    return took
