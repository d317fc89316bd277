"""A second look at a library that is up to date, and at a folder that was renamed."""

import time
from pathlib import Path

from photoseek.evaluation.speed.bench import Bench, Figures
from photoseek.ingest import scanner
from photoseek.library import folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Folder

RENAMED = 10_000  # photos, at most


def rescanning(bench: Bench) -> Figures:
    """Seconds to find nothing new, and to find a renamed folder's photos again by their content."""
    root = bench.library.base / "photos"
    directories = sorted(path for path in root.iterdir() if path.is_dir())
    with bench.copied(bench.library) as paths:
        database = Database.open_for_writing(paths.library)
        try:
            began = time.perf_counter()
            unchanged = scanner.scan(database, _folder(database)).unchanged
            took = time.perf_counter() - began
            moved = _gathered(root, directories)
            try:
                began = time.perf_counter()
                result = scanner.scan(database, _folder(database))
                renamed = time.perf_counter() - began
            finally:
                _put_back(root, moved)
            with database.read() as session:
                waiting = photos.counts(session).pending
        finally:
            database.close()
    return {
        "files": unchanged,
        "unchanged_s": round(took, 2),
        "renamed": result.moved,
        "renamed_s": round(renamed, 2),
        "to_decode_again": waiting,
    }


def _folder(database: Database) -> Folder:
    with database.read() as session:
        return folders.list_all(session)[0]


def _gathered(root: Path, directories: list[Path]) -> list[Path]:
    """Rename directories of photos, up to RENAMED photos, by moving them into a new one; the old paths."""
    target = root / "renamed"
    target.mkdir()
    moved: list[Path] = []
    count = 0
    for directory in directories:
        count += sum(1 for _ in directory.iterdir())
        if count > RENAMED:
            break
        directory.rename(target / directory.name)
        moved.append(directory)
    return moved


def _put_back(root: Path, moved: list[Path]) -> None:
    for directory in moved:
        (root / "renamed" / directory.name).rename(directory)
    (root / "renamed").rmdir()
