"""What typed letters may become: words of this library, and its cameras, albums, folders, years and months.

``completing`` gathers what the library holds, ``completion_popup`` shows what is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from photoseek.gui.search.recent_searches import RecentSearch
from photoseek.gui.search.search_filters import dates_label, month_end
from photoseek.library.records import EVERYTHING, Album, Directory, Month, Scope, WordCount

ROWS = 8  # of the list: more is read slower than typed
FILTER_ROWS = 3  # of these, where there are words as well
LEAST_LETTERS = 2  # typed before a filter is offered; one letter fits half of them
LONGEST = 4  # words that a filter may answer to: "st gallen old town"

Kind = Literal["word", "favourites", "recent", "album", "folder", "camera", "dates", "again", "forget"]


@dataclass(frozen=True, slots=True)
class Completion:
    """A line of the list: what it is, and how many photos stand behind it."""

    kind: Kind
    label: str
    count: int = 0
    replaces: int = 0
    """How many letters at the end of the typed text it takes the place of."""
    scope: Scope = EVERYTHING
    """For a filter: itself alone."""
    search: RecentSearch | None = None
    """For a search to ask again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of the library, and what it is called."""

    name: str
    directory: Directory


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to filter by."""

    cameras: tuple[WordCount, ...] = ()
    albums: tuple[Album, ...] = ()
    places: tuple[Place, ...] = ()
    months: tuple[Month, ...] = ()

    @property
    def years(self) -> list[tuple[int, int]]:
        """Years with photos, the latest first, and how many."""
        counts: dict[int, int] = {}
        for month in self.months:
            if month.year:
                counts[month.year] = counts.get(month.year, 0) + month.photo_count
        return sorted(counts.items(), reverse=True)


@dataclass(frozen=True, slots=True)
class Texts:
    """Words of the user's language."""

    months: Sequence[str]
    favourites: str
    recent: str


def word_prefix(typed: str) -> str:
    """The word that is being typed, to ask the library for; empty between two words."""
    last = typed.split(" ")[-1]
    return last.lstrip('-"').lower() if "^" not in last else ""


def complete(typed: str, words: Sequence[WordCount], known: Known, texts: Texts) -> list[Completion]:
    """At most ROWS lines; ``words`` are those that begin like the word that is being typed.

    None where the only one is what stands there already: a list would hide photos and offer nothing.
    """
    filters = matching_filters(typed, known, texts)
    prefix = word_prefix(typed)
    found = [Completion("word", entry.word, entry.count, len(prefix)) for entry in words if prefix]
    room = ROWS - min(len(filters), FILTER_ROWS if found else ROWS)
    lines = found[:room]
    lines += filters[: ROWS - len(lines)]
    return [] if [(line.kind, line.label) for line in lines] == [("word", prefix)] else lines


def completed(typed: str, word: str, replaces: int) -> str:
    """The typed text with a whole word in the place of its last letters."""
    return f"{typed[: len(typed) - replaces]}{word}"


def rest_of(typed: str, completion: Completion) -> str:
    """What stays of the typed text when a filter takes its letters away."""
    return typed[: len(typed) - completion.replaces].rstrip()


def matching_filters(typed: str, known: Known, texts: Texts) -> list[Completion]:
    """Filters that the end of the typed text names, those first that take most of it; at most ROWS."""
    found: list[Completion] = []
    scopes = set[Scope]()
    for ending in _endings(typed):
        for completion in _named(ending.lower(), known, texts):
            if completion.scope not in scopes:
                scopes.add(completion.scope)
                found.append(replace(completion, replaces=len(ending)))
        if len(found) >= ROWS:
            break
    return found[:ROWS]


def _endings(typed: str) -> Iterator[str]:
    """The last words, as many as a name may have, then fewer. None of them is one word with a minus."""
    words = typed.split(" ")
    for count in range(min(LONGEST, len(words)), 0, -1):
        ending = " ".join(words[-count:])
        if len(ending.strip()) >= LEAST_LETTERS and ending[0] not in ' -"':
            yield ending


def _named(ending: str, known: Known, texts: Texts) -> Iterator[Completion]:
    for year, count in known.years:
        label = dates_label(date(year, 1, 1), date(year, 12, 31))
        if label.startswith(ending):
            days = Scope(taken_from=date(year, 1, 1), taken_until=date(year, 12, 31))
            yield Completion("dates", label, count, scope=days)
    if _begins(texts.favourites, ending):
        yield Completion("favourites", texts.favourites, scope=Scope(favourites=True))
    if _begins(texts.recent, ending):
        yield Completion("recent", texts.recent, scope=Scope(recent=True))
    for album in known.albums:
        if _begins(album.name, ending):
            yield Completion("album", album.name, album.photo_count, scope=Scope(album_id=album.id))
    for camera in known.cameras:
        if _begins(camera.word, ending):
            yield Completion("camera", camera.word, camera.count, scope=Scope(camera=camera.word))
    for place in known.places:
        if _begins(place.name, ending):
            there = Scope(folder_id=place.directory.folder_id, below=place.directory.relative_path)
            yield Completion("folder", place.name, place.directory.photo_count, scope=there)
    for month in sorted(known.months, key=lambda month: (month.year, month.month), reverse=True):
        if not month.year:
            continue
        first, last = date(month.year, month.month, 1), month_end(month.year, month.month)
        label = dates_label(first, last)
        is_label = len(ending) > len(str(month.year)) and label.lower().startswith(ending)
        if is_label or _is_month(ending, month, texts.months[month.month - 1]):
            days = Scope(taken_from=first, taken_until=last)
            yield Completion("dates", label, month.photo_count, scope=days)


def _begins(name: str, typed: str) -> bool:
    """Whether the name, or a word within it, begins like what was typed."""
    name = name.lower()
    return name.startswith(typed) or f" {typed}" in name.replace("-", " ").replace("_", " ")


def _is_month(typed: str, month: Month, name: str) -> bool:
    """``oct``, ``october 20``, ``2024 oct`` and ``2024-1`` are October 2024."""
    name, year = name.lower(), str(month.year)
    if typed.startswith(year):
        rest = typed[len(year) :].lstrip(" -/.")
        return bool(rest) and (name.startswith(rest) or f"{month.month:02}".startswith(rest))
    first, _, second = typed.partition(" ")
    is_long = len(first) > LEAST_LETTERS or first == name  # a name of two signs, as in Chinese
    return is_long and name.startswith(first) and year.startswith(second)
