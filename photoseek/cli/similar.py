"""``photoseek similar IMAGE...``: photos of the library that look like an image."""

import argparse
import logging
from functools import partial
from pathlib import Path

from photoseek.cli import filters, output
from photoseek.paths import Paths

_log = logging.getLogger(__name__)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "similar", description="Find photos like an image. The image need not be in the library."
    )
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="image files; - reads one path per line")
    parser.add_argument("--limit", type=output.limit, default=20, metavar="N", help="photos per image (20)")
    parser.add_argument(
        "--words", default="", metavar="WORDS", help='words to mix in, such as "+night -people"'
    )
    parser.add_argument("--about", default="", metavar="WORDS", help='what to look at in it, such as "dog"')
    parser.add_argument("--json", action="store_true", help="print one JSON object per image")
    filters.add_filters(parser)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Answer for each image, in order; an unreadable one is named and the rest goes on."""
    from photoseek.cli.answers import open_library

    from_stdin = arguments.images == ["-"]
    images = output.lines_of_stdin() if from_stdin else arguments.images
    with open_library(paths) as questions:
        # Asking for the runtime loads the encoder, which is no part of the first image's time.
        _log.info("Images are read by %s", questions.inference.runtime)
        with questions.database.read() as session:
            scope = filters.scope(session, arguments)
        ask = partial(
            questions.searcher.by_file,
            limit=arguments.limit,
            words=arguments.words,
            about=arguments.about,
            scope=scope,
        )
        codes = [
            questions.answer(image, partial(ask, Path(image)), as_json=from_stdin or arguments.json)
            for image in images
        ]
    return max(codes, default=0)
