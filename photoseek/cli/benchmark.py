"""``photoseek benchmark``: measure how fast this machine runs the program."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from photoseek import settings
from photoseek.cli import output
from photoseek.cli.progress import TerminalProgress
from photoseek.paths import Paths

_WIDE = 32


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = verbs.add_parser(
        "benchmark",
        help="measure how fast this machine runs the program",
        description="Measure speed and size on libraries and photos made for it in a temporary folder. "
        "Without a name all is measured, which takes a while.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these; an unknown name lists all")
    parser.add_argument(
        "--photos", type=output.limit, default=100_000, metavar="N", help="in a made library (100000)"
    )
    parser.add_argument(
        "--files", type=output.limit, default=256, metavar="N", help="JPEG files to take in (256)"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        help="work here, and leave what is made (2 GB for 100000 photos) for the next time",
    )
    parser.add_argument(
        "--plot", type=Path, metavar="FOLDER", help="draw the curves into this folder, as SVG"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(complain=parser.error)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Measure and print."""
    from photoseek.evaluation.speed.measures import NAMES, measure
    from photoseek.evaluation.speed.plot import draw

    unknown = [name for name in arguments.names if name not in NAMES]
    if unknown:
        arguments.complain(f"{', '.join(unknown)}: no such measure; there are {', '.join(NAMES)}")
    chosen = settings.load(paths.settings)
    with TerminalProgress() as progress:
        report = measure(
            paths,
            chosen,
            only=arguments.names or NAMES,
            photos=arguments.photos,
            files=arguments.files,
            folder=arguments.folder,
            progress=progress.show,
        )
    if arguments.plot is not None:
        for path in draw(report, arguments.plot):
            output.note(f"{path} is drawn")
    if arguments.json:
        output.json_line(report)
        return 0
    for name, figures in report.items():
        print(name)
        if isinstance(figures, Mapping):
            for label, figure in figures.items():
                text = json.dumps(figure) if isinstance(figure, Mapping | list) else figure
                print(f"  {label.replace('_', ' '):{_WIDE}}  {text}")
    return 0
