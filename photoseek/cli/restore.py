"""``photoseek restore FILE``: put a backup in the library's place; the old one is kept beside it."""

import argparse
from pathlib import Path

from photoseek.library import backup
from photoseek.paths import Paths


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "restore",
        help="put a backup in the library's place",
        description="Put a backup in the library's place. The library of before is kept beside it, so that "
        "restoring that file takes this back. Close the program first.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="what 'photoseek backup' has written")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    kept = backup.restore(paths, arguments.file.expanduser().absolute())
    print("The library is the one of the backup now.")
    if kept is not None:
        print(f"The one of before is in {kept}.")
    return 0
