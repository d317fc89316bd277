"""``photoseek train``: train the models on data sets of one's own."""

import argparse
import json
import logging
import sys
from pathlib import Path

from photoseek.paths import Paths

_PARTS = ("words", "joint", "captions")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "train",
        description="Train word vectors, the joint space of photos and words, or the caption decoder. "
        "Weights, recipe and scores are written into one folder.",
    )
    parser.add_argument("part", choices=[*_PARTS, "all"], help="what to train; all: one after the other")
    parser.add_argument(
        "--data",
        nargs="+",
        type=Path,
        required=True,
        metavar="SOURCE",
        help="a folder in Karpathy's layout, a COCO captions .json or a Flickr token .txt",
    )
    parser.add_argument(
        "--captions-only",
        nargs="*",
        type=Path,
        default=[],
        metavar="FILE",
        help="captions without photographs, lines of id<TAB>caption",
    )
    parser.add_argument("--photos-only", type=Path, metavar="DIR", help="photographs without captions")
    parser.add_argument(
        "--word-list", nargs="*", type=Path, default=[], metavar="FILE", help="more words to know, one a line"
    )
    parser.add_argument("--epochs", type=int, metavar="N", help="instead of the recipe's 12")
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="the run's folder (below the base directory)"
    )
    parser.add_argument("--json", action="store_true", help="print the validation scores as JSON")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Train, saying on standard error how it goes."""
    from dataclasses import replace

    from photoseek.training.run import PARTS, Recipe, Sources, train

    progress = logging.StreamHandler(sys.stderr)
    progress.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    logging.getLogger("photoseek.training").addHandler(progress)
    recipe = Recipe()
    if arguments.epochs is not None:
        recipe = Recipe(
            replace(recipe.joint, epochs=arguments.epochs), replace(recipe.captions, epochs=arguments.epochs)
        )
    folder = arguments.output or paths.base / "runs" / arguments.part
    sources = Sources(arguments.data, arguments.captions_only, arguments.photos_only, arguments.word_list)
    parts = PARTS if arguments.part == "all" else (arguments.part,)
    scores = train(parts, sources, recipe, folder, folder / "features")
    if arguments.json:
        print(json.dumps(scores))
    else:
        print(f"The weights are in {folder}")
        for name, values in scores.items():
            print(f"{name}: {values}")
    return 0
