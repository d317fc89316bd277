"""``photoseek map``: where photos, or words, lie on a map on which what is alike lies close together."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from photoseek import settings
from photoseek.cli import output
from photoseek.errors import LibraryLocked, LibraryProblem, UserError
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.library.database import Database
    from photoseek.models.inference import Inference

SIDE = 2400  # pixels of a picture of a map
PHOTO_SIDE = 72  # of a photo on it
LETTERS = 18  # height of a word on it


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "map",
        description="Say where each photo lies on a map of the library on which what is alike lies close "
        "together (t-SNE). It is made once and kept; that can take a minute.",
    )
    parser.add_argument("--words", action="store_true", help="the map of words instead of photos")
    parser.add_argument("--picture", type=Path, metavar="PNG", help="draw the map into this file, too")
    parser.add_argument("--json", action="store_true", help="print the map as one JSON object")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Make the map if need be, print it, and draw it if asked to."""
    from photoseek.library.database import Database
    from photoseek.models.inference import Inference

    if not paths.has_library():
        raise LibraryProblem(f"There is no library in {paths.base} yet. Run 'photoseek index FOLDER' first.")
    inference = Inference.load(paths, settings.load(paths.settings))
    _bring_up_to_date(paths, inference, words=arguments.words)
    database = Database.open_for_reading(paths.library, paths.database)
    try:
        named = _words(database, inference) if arguments.words else _photos(database, inference, paths)
    finally:
        database.close()
    if not named:
        output.note("The map is empty. Run 'photoseek index FOLDER', or wait until PhotoSeek has made it.")
    if arguments.picture is not None:
        _draw(named, arguments.picture)
    name = "word" if arguments.words else "path"
    if arguments.json:
        places = [{name: text, "x": round(x, 6), "y": round(y, 6)} for text, x, y, _ in named]
        output.json_line({"map": "words" if arguments.words else "photos", "points": places})
    else:
        for text, x, y, _ in named:
            print(f"{x:6.3f} {y:6.3f}  {output.plain(text)}")
    return 0


_Named = list[tuple[str, float, float, Path | None]]
"""What lies where, and for a photo its thumbnail."""


def _bring_up_to_date(paths: Paths, inference: "Inference", *, words: bool) -> None:
    """A PhotoSeek that is running makes the map itself; then it is taken as it is."""
    from photoseek.ingest import maps
    from photoseek.ingest.projection import Projector
    from photoseek.library.lock import WriterLock
    from photoseek.library.opening import open_library

    try:
        with WriterLock(paths.lock), open_library(paths, output.note) as database:
            if words:
                maps.update_words(database, inference.word_vectors, Projector().project)
            else:
                maps.update_photos(database, inference, Projector().project)
    except LibraryLocked:
        output.note("PhotoSeek is running and brings the map up to date by itself; this is how it is now")


def _photos(database: "Database", inference: "Inference", paths: Paths) -> _Named:
    from photoseek.images.thumbnails import ThumbnailStore
    from photoseek.ingest import maps
    from photoseek.library import photos, points

    thumbnails = ThumbnailStore(paths.thumbnails)
    with database.read() as session:
        places = points.photos(session, maps.photo_map_id(inference))
        found = photos.by_ids(session, list(places))
    return [
        (os.fspath(photo.path), *places[photo.id], thumbnails.path(photo.content_hash)) for photo in found
    ]


def _words(database: "Database", inference: "Inference") -> _Named:
    from photoseek.ingest import maps
    from photoseek.library import points

    with database.read() as session:
        places = points.words(session, maps.word_map_id(inference.word_vectors))
    return [(word, x, y, None) for word, (x, y) in places.items()]


def _draw(named: Iterable[tuple[str, float, float, Path | None]], picture: Path) -> None:
    """Photos as small pictures, one over the other; words, the commonest first, where there is room."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    canvas = Image.new("RGB", (SIDE, SIDE), "white")
    pen, letters = ImageDraw.Draw(canvas), ImageFont.load_default(LETTERS)
    taken = np.zeros((SIDE, SIDE), bool)
    for text, x, y, thumbnail in named:
        place = round(x * (SIDE - PHOTO_SIDE)), round(y * (SIDE - PHOTO_SIDE))
        if thumbnail is None:
            left, top, right, bottom = (round(edge) for edge in pen.textbbox(place, text, letters))
            if not taken[top:bottom, left:right].any():
                taken[top:bottom, left:right] = True
                pen.text(place, text, fill="black", font=letters)
        elif thumbnail.is_file():
            with Image.open(thumbnail) as photo:
                photo.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
                canvas.paste(photo, place)
    try:
        canvas.save(picture)
    except (OSError, ValueError) as error:
        raise UserError(f"The map cannot be drawn into {picture} ({error}). Choose another file.") from error
