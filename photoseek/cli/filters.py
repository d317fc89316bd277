"""The options that keep a search to a part of the library, such as ``--album Lisbon --from 2019``."""

import argparse
import calendar
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from photoseek.errors import UserError
from photoseek.library.records import Scope

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TAKE_A_VALUE = frozenset({"--album", "--folder", "--camera", "--from", "--until"})

_DATE = re.compile(r"(\d{4})(?:-(0?[1-9]|1[0-2])(?:-(0?[1-9]|[12]\d|3[01]))?)?")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Declare the options; ``scope`` reads them. Together, all of them must hold."""
    group = parser.add_argument_group("only in a part of the library (given together, all must hold)")
    group.add_argument("--album", metavar="NAME", help="photos of an album")
    group.add_argument("--folder", metavar="PATH", help="photos in a folder and below it")
    group.add_argument("--favourites", action="store_true", help="photos marked as favourites")
    group.add_argument("--camera", metavar="NAME", help="photos taken with a camera, such as 'Canon EOS 80D'")
    group.add_argument(
        "--from",
        dest="taken_from",
        type=first_day,
        metavar="DATE",
        help="photos taken on this day or later: 2019-05-31, or 2019-05, or 2019",
    )
    group.add_argument(
        "--until",
        dest="taken_until",
        type=last_day,
        metavar="DATE",
        help="photos taken on this day or earlier; a month or a year counts whole",
    )


def first_day(text: str) -> date:
    """An argparse type: the first day of a year, a month or a day."""
    return _days(text)[0]


def last_day(text: str) -> date:
    """An argparse type: the last one."""
    return _days(text)[1]


def scope(session: "Session", arguments: argparse.Namespace) -> Scope:
    """The part of the library that the options name.

    Raises UserError for an album, a folder or a camera that is not there, with those that are.
    """
    folder_id, below = _folder(session, arguments.folder)
    return Scope(
        folder_id=folder_id,
        below=below,
        album_id=_album(session, arguments.album),
        favourites=arguments.favourites,
        camera=_camera(session, arguments.camera),
        taken_from=arguments.taken_from,
        taken_until=arguments.taken_until,
    )


def _days(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text.strip())
    try:
        year, month, day = (int(part or 0) for part in (found.groups() if found else ("", "", "")))
        last = day or calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, last)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date; write it as 2019-05-31, 2019-05 or 2019"
        ) from error


def _folder(session: "Session", path: str | None) -> tuple[int | None, Path]:
    from photoseek.library import folders

    if path is None:
        return None, Path()
    place = folders.locate(session, Path(path).expanduser().resolve())
    if place is None:
        watched = ", ".join(str(folder.path) for folder in folders.list_all(session)) or "none"
        raise UserError(f"{path} is not in the library. Its folders are: {watched}.")
    return place


def _album(session: "Session", name: str | None) -> int | None:
    from photoseek.library import albums

    if name is None:
        return None
    there = albums.list_all(session)
    for album in there:
        if album.name.casefold() == " ".join(name.split()).casefold():
            return album.id
    names = ", ".join(album.name for album in there) or "none"
    raise UserError(f"There is no album named {name!r}. The albums are: {names}.")


def _camera(session: "Session", name: str | None) -> str | None:
    from photoseek.library import photos

    if name is None:
        return None
    there = [found.word for found in photos.cameras(session)]
    for camera in there:
        if camera.casefold() == name.strip().casefold():
            return camera
    raise UserError(f"No photo was taken with {name!r}. The cameras are: {', '.join(there) or 'none'}.")
