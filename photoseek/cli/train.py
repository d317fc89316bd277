"""``photoseek train``: train the models on data sets of one's own."""

import argparse
import json
import logging
import sys
from pathlib import Path

from photoseek.paths import Paths

_PARTS = ("words", "joint", "captions", "alignment")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "train",
        description="Train word vectors, the joint space of photos and words, the caption decoder, or the "
        "alignment of words with places. Weights, config, scores and curves are written into one folder.",
    )
    parser.add_argument("part", choices=[*_PARTS, "all"], help="what to train; all: one after the other")
    data = parser.add_argument_group("what to learn from")
    data.add_argument(
        "--data",
        nargs="+",
        type=Path,
        required=True,
        metavar="SOURCE",
        help="a folder in Karpathy's layout, a COCO captions .json or a Flickr token .txt",
    )
    data.add_argument(
        "--captions-only",
        nargs="*",
        type=Path,
        default=[],
        metavar="FILE",
        help="captions without photographs, lines of id<TAB>caption",
    )
    data.add_argument("--photos-only", type=Path, metavar="DIR", help="photographs without captions")
    data.add_argument(
        "--word-list", nargs="*", type=Path, default=[], metavar="FILE", help="more words to know, one a line"
    )
    how = parser.add_argument_group("how")
    how.add_argument(
        "--recipe", default="standard", metavar="NAME", help="standard, small, quick or from-nothing"
    )
    how.add_argument("--epochs", type=int, metavar="N", help="instead of the recipe's, for every part")
    how.add_argument("--seed", type=int, metavar="N", help="other random numbers")
    how.add_argument(
        "--languages",
        nargs="+",
        choices=["en", "zh"],
        default=["en"],
        help="those to write captions in (en); zh needs sentences_zh in dataset.json",
    )
    encoder = parser.add_argument_group("another image encoder")
    encoder.add_argument(
        "--encoder",
        default="efficientnet-lite2",
        metavar="NAME",
        help="such as timm:resnet152 or torchvision:resnet152 (efficientnet-lite2, the shipped one)",
    )
    encoder.add_argument(
        "--encoder-weights", type=Path, metavar="FILE", help="its weights: a .safetensors file"
    )
    encoder.add_argument(
        "--download", action="store_true", help="fetch its weights from where timm or torchvision keep them"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="the run's folder (a new one below the base directory)"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on with the run in --output, or with the latest one"
    )
    parser.add_argument("--json", action="store_true", help="print the validation scores as JSON")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Train, saying on standard error how it goes."""
    from photoseek.training.encoders import EncoderChoice
    from photoseek.training.materials import Sources
    from photoseek.training.recipes import recipe
    from photoseek.training.run import PARTS, Plan, train
    from photoseek.training.run_folder import RunFolder

    progress = logging.StreamHandler(sys.stderr)
    progress.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    logging.getLogger("photoseek.training").addHandler(progress)
    chosen = recipe(arguments.recipe)
    if arguments.epochs is not None:
        chosen = chosen.with_epochs(arguments.epochs)
    if arguments.seed is not None:
        chosen = chosen.with_seed(arguments.seed)
    plan = Plan(
        PARTS if arguments.part == "all" else (arguments.part,),
        Sources(arguments.data, arguments.captions_only, arguments.photos_only, arguments.word_list),
        chosen,
        arguments.languages,
        EncoderChoice(arguments.encoder, arguments.encoder_weights, arguments.download),
    )
    runs = paths.base / "runs"
    if arguments.output is not None:
        folder = RunFolder(arguments.output)
    elif arguments.resume:
        folder = RunFolder.latest(runs, arguments.part)
    else:
        folder = RunFolder.new(runs, arguments.part)
    scores = train(plan, folder, paths.cache / "features", resume=arguments.resume)
    if arguments.json:
        print(json.dumps(scores))
    else:
        print(f"The weights are in {folder.path}")
        for name, values in scores.items():
            if values:
                print(f"{name}: {values}")
    return 0
