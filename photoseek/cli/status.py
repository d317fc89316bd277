"""``photoseek status``: what the library holds, where it lies, how large it is."""

import argparse
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.filesize import decimal

from photoseek import settings
from photoseek.cli import output
from photoseek.library import folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Counts, Folder
from photoseek.models import installed, weights
from photoseek.paths import Paths


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("status", help="what the library holds", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    status = gather(paths)
    if arguments.json:
        print(json.dumps(status, ensure_ascii=False))
    else:
        print("\n".join(map(output.plain, _for_people(status))))
    return 0


def gather(paths: Paths) -> dict[str, Any]:
    """Everything there is to say, ready for JSON. Raises LibraryProblem for one that cannot be read."""
    counts, watched, place, size = _library(paths)
    model = installed.find(paths, settings.load(paths.settings).model)
    return {
        **asdict(counts),
        "folders": [
            # What the library noted may be old: nobody watches while the program is closed.
            {"path": os.fspath(folder.path), "online": folder.path.is_dir(), "photos": folder.photo_count}
            for folder in watched
        ],
        "library": place,
        "model": model.name,
        "models": {**weights.identities(model.parts), **model.identities},
        "bytes": {
            "library": size,
            "cache": _size(paths.cache.rglob("*")),
            "total": _size(paths.base.rglob("*")),
        },
    }


def _library(paths: Paths) -> tuple[Counts, list[Folder], str, int]:
    """What it holds, where it lies, and its bytes."""
    if not paths.has_library():
        nothing = Counts(photos=0, captioned=0, pending=0, failed=0, folders=0, offline_folders=0)
        return nothing, [], os.fspath(paths.library), 0
    database = Database.open_for_reading(paths.library, paths.database)
    try:
        with database.read() as session:
            counts, watched = photos.counts(session), folders.list_all(session)
        return counts, watched, database.name, database.size()
    finally:
        database.close()


def _size(files: Iterable[Path]) -> int:
    """Bytes of these files; those that go away meanwhile do not count."""
    total = 0
    for file in files:
        try:
            total += file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def _for_people(status: dict[str, Any]) -> list[str]:
    lines = [
        f"{status['photos']} photos, {status['captioned']} with a caption",
        f"{status['pending']} files waiting, {status['failed']} set aside",
        *(
            f"{folder['path']}: {folder['photos']} photos{'' if folder['online'] else ', offline'}"
            for folder in status["folders"]
        ),
        f"library  {status['library']}, {decimal(status['bytes']['library'])}",
        f"caches   {decimal(status['bytes']['cache'])}",
        f"model    {status['model']}: {', '.join(status['models'].values())}",
    ]
    if not status["folders"]:
        lines.insert(0, "No folder is watched yet. Run 'photoseek index FOLDER'.")
    return lines
