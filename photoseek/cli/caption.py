"""``photoseek caption IMAGE...``: a sentence for each image. The library is not needed."""

import argparse
import queue
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
from numpy.typing import NDArray

from photoseek import settings
from photoseek.cli import output
from photoseek.errors import UserError
from photoseek.library.confidence import is_confident
from photoseek.library.records import SHOWN_TAGS
from photoseek.models.vocabulary import Language
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

BATCH = 16  # images described at a time: faster together, but nobody should wait long for the first
DECODERS = 2  # images decoded at the same time


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "caption",
        description="Describe images: each with a sentence, or with words where that would be a guess.",
    )
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="image files; - reads one path per line")
    parser.add_argument(
        "--beam", type=int, choices=range(1, 11), metavar="K", help="beams, 1 to 10 (as in the settings)"
    )
    parser.add_argument(
        "--language", choices=get_args(Language), help="of the sentence (as in the settings: the first one)"
    )
    parser.add_argument(
        "--sentences",
        action="store_true",
        help="print sentences even where they are guesses, with their confidence",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object per image")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Describe each image, in order; an unreadable one is named and the rest goes on."""
    from photoseek.models.inference import Inference

    chosen = settings.load(paths.settings)
    inference = Inference.load(paths, chosen)
    beam_size = arguments.beam or chosen.beam_size
    language = arguments.language or chosen.languages[0]
    if language not in inference.caption_languages:
        raise UserError(f"This model writes no captions in {language!r}. Choose another --language.")
    from_stdin = arguments.images == ["-"]
    batches = _as_they_come(output.lines_of_stdin()) if from_stdin else _evenly(arguments.images)
    code = 0
    with ThreadPoolExecutor(DECODERS) as decoders:
        for batch in batches:
            for fields in _describe(inference, batch, decoders, beam_size, language):
                code = 1 if "error" in fields else code
                _print(fields, as_json=from_stdin or arguments.json, sentences=arguments.sentences)
    return code


def _describe(
    inference: "Inference",
    images: list[str],
    decoders: ThreadPoolExecutor,
    beam_size: int,
    language: Language,
) -> Iterator[dict[str, object]]:
    squares = list(decoders.map(partial(_decode, side=inference.input_size), images))
    readable = [square for square in squares if not isinstance(square, str)]
    representations = inference.represent(np.stack(readable)) if readable else []
    captions = iter(inference.caption(representations, beam_size, language))
    tags = iter(inference.tags(representations))
    for image, square in zip(images, squares, strict=True):
        if isinstance(square, str):
            yield {"path": image, "error": square}
        else:
            caption = next(captions)
            yield {
                "path": image,
                "caption": caption.text,
                "log_prob": round(caption.log_prob, 6),
                "confidence": round(caption.confidence, 4),
                "sure": is_confident(caption.confidence),
                "tags": [{"word": word, "confidence": round(sure, 4)} for word, sure in next(tags)],
            }


def _decode(image: str, side: int) -> NDArray[np.uint8] | str:
    """The image as a square that the encoder takes, or why it cannot be read."""
    from photoseek.images.decode import decode

    try:
        return decode(Path(image), square_side=side).square
    except UserError as error:
        return str(error)


def _print(fields: dict[str, object], *, as_json: bool, sentences: bool) -> None:
    if as_json:
        output.json_line(fields)
    elif "error" in fields:
        output.note(f"{fields['path']}: {fields['error']}")
    elif sentences:
        print(output.plain(fields["path"]))
        print(f"  {fields['confidence']:.2f}  {fields['caption']}", flush=True)
    else:
        print(f"{output.plain(fields['path'])}\n  {_description(fields)}", flush=True)


def _description(fields: dict[str, Any]) -> str:
    if fields["sure"]:
        return str(fields["caption"])
    return ", ".join(tag["word"] for tag in fields["tags"][:SHOWN_TAGS])


def _evenly(images: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(images), BATCH):
        yield images[begin : begin + BATCH]


def _as_they_come(lines: Iterable[str]) -> Iterator[list[str]]:
    """Whatever lines are there already, at least one and at most BATCH: a lone one need not wait."""
    waiting: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in lines:
            waiting.put(line)
        waiting.put(None)

    threading.Thread(target=read, daemon=True).start()
    ended = False
    while not ended:
        batch = [waiting.get()]
        while len(batch) < BATCH and not waiting.empty():
            batch.append(waiting.get())
        ended = batch[-1] is None
        images = [line for line in batch if line is not None]
        if images:
            yield images
