"""``photoseek backup FILE``: the whole library (captions, albums, what was learnt) in one file."""

import argparse
from pathlib import Path

from photoseek.errors import UserError
from photoseek.library import backup
from photoseek.paths import Paths


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "backup",
        help="copy the library into one file",
        description="Copy the library into one file: captions, albums, favourites and all that was learnt. "
        "The photos themselves are not in it. The program may be running meanwhile.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it")
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    target = arguments.file.expanduser().absolute()
    if target.exists() and not arguments.replace:
        raise UserError(f"{target} is there already. Choose another name, or say --replace.")
    backup.back_up(paths, target)
    print(f"The library is in {target} now.")
    return 0
