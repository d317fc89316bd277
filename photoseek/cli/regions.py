"""``photoseek regions IMAGE [WORDS]``: where in an image words are. The library is not needed."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from photoseek import settings
from photoseek.cli import output
from photoseek.errors import UnknownWords
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.models.inference import Inference
    from photoseek.models.regions import Alignment, Region


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "regions",
        description="Find where in an image each word and each phrase of a sentence is. Boxes are left, top, "
        "right and bottom as fractions of the sides; each phrase's box is described by itself.",
    )
    parser.add_argument("image", metavar="IMAGE", help="an image file")
    parser.add_argument(
        "words",
        nargs="?",
        metavar="WORDS",
        help="a word or a sentence (the image's caption); - reads one per line",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object per sentence, with heat")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Look at the image once, and answer for each sentence, in order."""
    from photoseek.images.decode import decode
    from photoseek.models.inference import Inference

    inference = Inference.load(paths, settings.load(paths.settings))
    square = decode(Path(arguments.image), square_side=inference.input_size).square
    representation = inference.represent(square[None])[0]
    from_stdin = arguments.words == "-"
    if from_stdin:
        sentences = output.lines_of_stdin()
    elif arguments.words is None:
        sentences = iter([inference.caption([representation])[0].text])
    else:
        sentences = iter([arguments.words])
    codes = [
        _answer(inference, representation, arguments.image, sentence, as_json=from_stdin or arguments.json)
        for sentence in sentences
    ]
    return max(codes, default=0)


def _answer(inference: "Inference", representation: bytes, image: str, text: str, *, as_json: bool) -> int:
    from photoseek.models.regions import Alignment
    from photoseek.models.vocabulary import tokenize

    code, found = 0, Alignment((), ())
    try:
        found = inference.align(tokenize(text), representation)
    except UnknownWords as error:
        output.note(str(error))
        code = 1
    captions = [inference.region_caption(representation, phrase.box).text for phrase in found.phrases]
    if as_json:
        output.json_line({"path": image, "text": text, **_object(found, captions)})
    else:
        width = max((len(" ".join(phrase.words)) for phrase in found.phrases), default=0)
        print(output.plain(f"{image}: {text}"))
        for phrase, caption in zip(found.phrases, captions, strict=True):
            edges = "  ".join(f"{edge:.1f}" for edge in phrase.box)
            print(f"  {' '.join(phrase.words):{width}}  {edges}  {caption}", flush=True)
    return code


def _object(found: "Alignment", captions: list[str]) -> dict[str, object]:
    phrases = zip(found.phrases, captions, strict=True)
    return {
        "words": [{"word": region.words[0], **_where(region)} for region in found.words],
        "phrases": [
            {"words": list(region.words), **_where(region), "caption": caption} for region, caption in phrases
        ],
    }


def _where(region: "Region") -> dict[str, object]:
    return {
        "box": [round(edge, 3) for edge in region.box],
        "heat": [[round(float(heat), 3) for heat in row] for row in region.heat],
    }
