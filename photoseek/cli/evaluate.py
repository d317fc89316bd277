"""``photoseek evaluate``: measure search and captions on photographs that people captioned."""

import argparse
import json
import sys
from pathlib import Path

from photoseek import settings
from photoseek.paths import Paths


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "evaluate",
        description="Recall from text to photo and back, and BLEU, CIDEr and ROUGE-L of the captions.",
    )
    parser.add_argument(
        "dataset", type=Path, metavar="DATASET_DIR", help="a folder with dataset.json and images/"
    )
    parser.add_argument("--split", default="val", metavar="NAME", help="the part to measure on (val)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Measure and print."""
    from photoseek.evaluation.report import evaluate
    from photoseek.models.inference import Inference
    from photoseek.training import datasets

    chosen = settings.load(paths.settings)
    photos = datasets.load(arguments.dataset, arguments.split)
    result = evaluate(Inference.load(paths, chosen), photos, beam_size=chosen.beam_size, progress=_report)
    if arguments.json:
        print(json.dumps(result))
        return 0
    print(f"{result['photos']} photos of {arguments.dataset}, split {arguments.split}")
    for name in ("text_to_photo", "photo_to_text", "fitting", "captions"):
        values = result[name]
        assert isinstance(values, dict)
        print(f"  {name:14}" + "  ".join(f"{key} {value:.4g}" for key, value in values.items()))
    return 0


def _report(done: int, total: int) -> None:
    print(f"\r{done} of {total} photos", end="\n" if done == total else "", file=sys.stderr, flush=True)
