"""``photoseek model``: which models there are, which one is used, and new ones."""

import argparse
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.filesize import decimal

from photoseek import settings
from photoseek.cli import output
from photoseek.images.decode import decode
from photoseek.library import embeddings
from photoseek.library.database import Database
from photoseek.library.lock import WriterLock
from photoseek.models import installed
from photoseek.models.installed import InstalledModel
from photoseek.paths import Paths
from photoseek.sample_photographs import sample_photographs

if TYPE_CHECKING:
    from photoseek.models.clip_calibration import Example

_AFTER_USE = (
    "Photos are looked at again in the background when PhotoSeek next starts, or by 'photoseek index'; "
    "until that is done, the model of before answers."
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its own verbs."""
    parser = subparsers.add_parser("model", description="List, choose and install models.")
    verbs = parser.add_subparsers(dest="wish", required=True, metavar="list|use|install")
    listing = verbs.add_parser("list", description="Every installed model; the one in use is marked.")
    listing.add_argument("--json", action="store_true", help="print one JSON object per model")
    using = verbs.add_parser("use", description=f"Choose a model. {_AFTER_USE}")
    using.add_argument("name", metavar="NAME", help="as in 'photoseek model list'")
    installing = verbs.add_parser(
        "install",
        description="Install a model beside the others, checked and tried. OpenCLIP models need the package "
        "open_clip (the extra photoseek[clip]); search then uses them, captions stay as they are.",
    )
    installing.add_argument(
        "source",
        metavar="SOURCE",
        help="the folder of a training run; a folder with open_clip_config.json and its weights; a file "
        ".safetensors with --architecture; or hub:OWNER/NAME, fetched from the Hugging Face hub",
    )
    installing.add_argument(
        "--architecture",
        metavar="NAME[/WHOSE]",
        help="open_clip's name of what the file holds: ViT-B-32, ViT-L-14/openai, MobileCLIP-S1/datacompdr",
    )
    installing.add_argument("--name", metavar="NAME", help="what to call it (taken from SOURCE)")
    installing.add_argument("--use", action="store_true", help="choose it at once")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Do what was asked."""
    if arguments.wish == "list":
        return _list(paths, as_json=arguments.json)
    if arguments.wish == "use":
        return _use(paths, installed.find(paths, arguments.name))
    from photoseek.models.installing import install  # here, because it brings torch

    model = install(
        paths,
        arguments.source,
        arguments.name,
        arguments.architecture,
        examples=_examples(),
        tell=output.note,
    )
    print(f"{model.name} is installed, {decimal(_size(model.folder))}")
    if arguments.use:
        return _use(paths, model)
    print(f"Choose it with: photoseek model use {model.name}")
    return 0


def _examples() -> "list[Example]":
    """The sample photographs and their names."""
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(sample_photographs(Path(folder)).iterdir())
        return [(file.stem, decode(file).square) for file in files]


def _use(paths: Paths, model: InstalledModel) -> int:
    with WriterLock(paths.lock):  # a running PhotoSeek would write its own settings over these
        settings.save(replace(settings.load(paths.settings), model=model.name), paths.settings)
    print(f"{model.name} is chosen. {_AFTER_USE}")
    return 0


def _list(paths: Paths, *, as_json: bool) -> int:
    chosen = settings.load(paths.settings).model
    models = installed.list_all(paths)
    seen = _photos_seen(paths, models)
    for model in models:
        if as_json:
            output.json_line(
                {
                    "name": model.name,
                    "kind": model.kind,
                    "in_use": model.name == chosen,
                    "folder": os.fspath(model.folder),
                    "bytes": _size(model.folder),
                    "photos": seen[model.name],
                    "parts": model.identities,
                }
            )
        else:
            mark = "*" if model.name == chosen else " "
            print(
                f"{mark} {model.name:24} {model.kind:8} {decimal(_size(model.folder)):>9}  "
                f"has seen {seen[model.name]} photos"
            )
    if chosen not in {model.name for model in models}:
        output.note(f"The chosen model {chosen!r} is not installed. Run 'photoseek model use NAME'.")
        return 1
    return 0


def _photos_seen(paths: Paths, models: list[InstalledModel]) -> dict[str, int]:
    """How many photos of the library each model has embedded."""
    if not paths.has_library():
        return dict.fromkeys((model.name for model in models), 0)
    database = Database.open_for_reading(paths.library, paths.database)
    try:
        with database.read() as session:
            return {model.name: len(embeddings.ids(session, model.embedding_id)) for model in models}
    finally:
        database.close()


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("*.safetensors"))
