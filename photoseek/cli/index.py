"""``photoseek index FOLDER...``: take the photos of folders into the library, and wait until it is done."""

import argparse
import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

from photoseek import settings
from photoseek.cli import output
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.ingest.index_run import IndexReport

_COUNTS = ("added", "changed", "moved", "removed", "unchanged")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "index",
        description="Take the photos of folders into the library. Nothing in the folders is changed. "
        "What is in the library already is not read again.",
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="folders of photos")
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Take in, describe, and print what happened. Bad photos are named; they are no failure of the run."""
    folders = [folder.expanduser().absolute() for folder in arguments.folders]
    from photoseek.cli.progress import TerminalProgress
    from photoseek.ingest import index_run
    from photoseek.library.lock import WriterLock
    from photoseek.library.opening import open_library
    from photoseek.models.inference import Inference

    chosen = settings.load(paths.settings)
    with WriterLock(paths.lock), open_library(paths, output.note) as database:
        inference = Inference.load(paths, chosen)
        gc.freeze()  # what is loaded stays
        gc.set_threshold(100_000)  # a scan makes much that lasts: looking for garbage took half its time
        lease = database.lease("take photos in")
        if not lease.take():
            output.note("Another workstation is taking photos in; this one does so when it has finished.")
        with lease, TerminalProgress() as progress:
            report = index_run.index_folders(
                database,
                inference,
                paths,
                chosen,
                folders,
                lambda now: progress.show(now.stage, now.done, now.total),
            )
    for path, reason in report.unreadable_folders:
        output.note(f"{path} cannot be listed ({reason}); its photos are kept as they were")
    for path in report.offline_folders:
        output.note(f"{path} is not there at the moment; its photos are kept")
    if arguments.json:
        output.json_line(_for_scripts(report))
    else:
        _print_for_people(report)
    return 0


def _for_scripts(report: "IndexReport") -> dict[str, object]:
    return {
        **{name: getattr(report, name) for name in _COUNTS},
        "failed": [{"path": os.fspath(path), "reason": reason} for path, reason in report.failed],
        "captioned": report.captioned,
        "seconds": round(report.seconds, 3),
        "photos_per_second": round(report.photos_per_second, 3),
    }


def _print_for_people(report: "IndexReport") -> None:
    for name in (*_COUNTS, "captioned"):
        print(f"{name:10} {getattr(report, name):7}")
    print(f"{'failed':10} {len(report.failed):7}")
    for path, reason in report.failed:
        print(output.plain(f"  {path}: {reason}"))
    print(f"{report.seconds:.1f} s, {report.photos_per_second:.1f} photos/s")
