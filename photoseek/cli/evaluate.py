"""``photoseek evaluate``: measure the model on photographs that people captioned or sorted by name."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from photoseek import settings
from photoseek.cli import output
from photoseek.cli.progress import TerminalProgress
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.evaluation.gallery import Photograph

_WIDE = 36  # columns for the name of a figure


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "evaluate",
        description="Measure captions, search, relevance, alike photos, regions and words. Each measure "
        "has a name, and one that lacks something says what.",
    )
    parser.add_argument(
        "dataset",
        type=Path,
        nargs="?",
        metavar="DATASET_DIR",
        help="a folder with dataset.json and images/, or with a folder of photos for each class name; "
        "without it only words are measured",
    )
    parser.add_argument("--split", default="val", metavar="NAME", help="the part to measure on (val)")
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        metavar="NAMES",
        help="measures, with commas between (all of them); an unknown name is answered with all names",
    )
    parser.add_argument(
        "--word-pairs",
        type=Path,
        metavar="FILE",
        help="two words and how alike people find them in every line (WordSim-353, SimLex-999, ...)",
    )
    parser.add_argument("--limit", type=output.limit, metavar="N", help="no more than N photos")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(complain=parser.error)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Measure and print."""
    from photoseek.evaluation.report import NAMES, evaluate
    from photoseek.evaluation.words import load_word_pairs
    from photoseek.models.inference import Inference

    only = arguments.only or NAMES
    unknown = [name for name in only if name not in NAMES]
    if unknown:
        arguments.complain(f"{', '.join(unknown)}: no such measure; there are {', '.join(NAMES)}")
    chosen = settings.load(paths.settings)
    photographs = _load(arguments.dataset, arguments.split) if arguments.dataset else []
    pairs = load_word_pairs(arguments.word_pairs) if arguments.word_pairs else ()
    with TerminalProgress() as progress:
        report = evaluate(
            Inference.load(paths, chosen),
            photographs[: arguments.limit],
            only=only,
            pairs=pairs,
            beam_size=chosen.beam_size,
            progress=progress.show,
        )
    if arguments.json:
        output.json_line(report)
        return 0
    for name, figures in report.items():
        if not isinstance(figures, Mapping):
            print(f"{name}: {figures if isinstance(figures, int) else json.dumps(figures)}")
            continue
        print(name)
        for label, figure in _rows(figures):
            print(f"  {label:{_WIDE}}  {f'{figure:.4g}' if isinstance(figure, float) else figure}")
    return 0


def _load(folder: Path, split: str) -> "list[Photograph]":
    from photoseek.evaluation.class_names import load_class_folders
    from photoseek.evaluation.gallery import Photograph
    from photoseek.models.vocabulary import Language
    from photoseek.training import datasets

    if folder.is_dir() and not (folder / "dataset.json").exists() and any(map(Path.is_dir, folder.iterdir())):
        return load_class_folders(folder)
    return [
        Photograph(
            photo.path,
            {language: said for language in get_args(Language) if (said := photo.captions_in(language))},
        )
        for photo in datasets.load(folder, split)
    ]


def _rows(figures: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, figure in figures.items():
        if isinstance(figure, Mapping):
            yield from _rows(figure, f"{prefix}{name}, ")
        else:
            yield f"{prefix}{name}".replace("_", " "), figure
