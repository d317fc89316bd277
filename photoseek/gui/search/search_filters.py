"""A scope as filters that are shown and removed one by one: an album, a camera, a range of dates."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from PySide6.QtCore import QDate, QLocale

from photoseek.gui.language import listed, tr
from photoseek.library.records import EVERYTHING, Scope

FilterKind = Literal["chosen", "favourites", "recent", "album", "folder", "camera", "dates"]
ICONS: dict[FilterKind, str] = {
    "chosen": "selection",
    "favourites": "heart",
    "recent": "clock",
    "album": "bookmarks",
    "folder": "folder-simple",
    "camera": "camera",
    "dates": "calendar-blank",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that holds for every photo that is shown, as a person reads it."""

    kind: FilterKind
    label: str


def filters_of(scope: Scope, scope_name: str) -> list[Filter]:
    """What a scope is made of. ``scope_name`` is what its album or its folder is called."""
    filters = []
    if scope.favourites:
        filters.append(Filter("favourites", tr("Favourites")))
    if scope.recent:
        filters.append(Filter("recent", tr("Recently added")))
    if scope.album_id is not None:
        filters.append(Filter("album", scope_name or tr("Album")))
    if scope.folder_id is not None:
        filters.append(Filter("folder", scope_name or scope.below.name or tr("Folder")))
    if scope.camera is not None:
        filters.append(Filter("camera", scope.camera))
    if scope.taken_from is not None or scope.taken_until is not None:
        filters.append(Filter("dates", dates_label(scope.taken_from, scope.taken_until)))
    return filters


def without(scope: Scope, kind: FilterKind) -> Scope:
    """The scope with one filter less."""
    if kind == "dates":
        return replace(scope, taken_from=None, taken_until=None)
    if kind == "folder":
        return replace(scope, folder_id=None, below=EVERYTHING.below)
    if kind == "album":
        return replace(scope, album_id=None)
    if kind == "camera":
        return replace(scope, camera=None)
    if kind == "favourites":
        return replace(scope, favourites=False)
    return replace(scope, recent=False) if kind == "recent" else scope


def is_named(scope: Scope) -> bool:
    """Whether the scope holds something that only its name tells: an album or a folder."""
    return scope.album_id is not None or scope.folder_id is not None


def scope_label(scope: Scope, scope_name: str) -> str:
    """The whole scope in a few words; empty for the whole library."""
    return listed(part.label for part in filters_of(scope, scope_name))


def dates_label(first: date | None, last: date | None) -> str:
    """A range of days, both included, as short as can be said: "2024", "October 2024", "Since 2024"."""
    if first is None or last is None:
        if first is None and last is None:
            return ""
        if last is None:
            assert first is not None
            starts = first.day == 1
            year = _year(first.year) if starts and first.month == 1 else ""
            return tr("Since {date}").format(date=year or (_month(first) if starts else _day(first)))
        return tr("Until {date}").format(date=_period_end(last))
    if first.day == 1 and last == month_end(last.year, last.month):
        if first.month == 1 and last.month == 12:
            years = (first.year,) if first.year == last.year else (first.year, last.year)
            return " – ".join(map(_year, years))
        if (first.year, first.month) == (last.year, last.month):
            return _month(first)
        return f"{_month(first)} – {_month(last)}"
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_names() -> Sequence[str]:
    """January to December, as a person types them in a sentence of their language."""
    written = tr("MMMM", "how a month is typed in a search")
    return [QLocale().toString(QDate(2000, number, 1), written) for number in range(1, 13)]


def _period_end(last: date) -> str:
    if last == month_end(last.year, last.month):
        return _year(last.year) if last.month == 12 else _month(last)
    return _day(last)


def _year(year: int) -> str:
    return tr("{year}", "how a year is written").format(year=year)


def _month(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("MMMM yyyy", "how a month is written"))


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
