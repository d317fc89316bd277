"""The last searches, kept beside the library until the user clears them."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from photoseek.library.records import Scope
from photoseek.paths import read_own, write_privately

_log = logging.getLogger(__name__)

KEPT = 10


@dataclass(frozen=True, slots=True)
class RecentSearch:
    """Words, and those filters that will still mean something later: no album, no folder."""

    words: str
    camera: str | None = None
    favourites: bool = False
    taken_from: date | None = None
    taken_until: date | None = None

    @classmethod
    def of(cls, words: str, scope: Scope) -> "RecentSearch":
        return cls(words, scope.camera, scope.favourites, scope.taken_from, scope.taken_until)

    @property
    def scope(self) -> Scope:
        return Scope(
            camera=self.camera,
            favourites=self.favourites,
            taken_from=self.taken_from,
            taken_until=self.taken_until,
        )


def with_latest(searches: Sequence[RecentSearch], latest: RecentSearch) -> list[RecentSearch]:
    """The latest first, each once, as many as are kept. What it only adds words to makes room for it."""
    if searches and latest.words.startswith(searches[0].words):
        searches = searches[1:]
    return [latest, *(search for search in searches if search != latest)][:KEPT]


def load(path: Path) -> list[RecentSearch]:
    """What was saved. A file that is missing or no longer makes sense is as good as an empty one."""
    try:
        entries = json.loads(read_own(path))
        return [_read(entry) for entry in entries][:KEPT]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        _log.info("The recent searches cannot be read: %s", error)
        return []


def save(path: Path, searches: Sequence[RecentSearch]) -> None:
    """Raises OSError."""
    entries = [
        {
            "words": search.words,
            "camera": search.camera,
            "favourites": search.favourites,
            "taken_from": search.taken_from and search.taken_from.isoformat(),
            "taken_until": search.taken_until and search.taken_until.isoformat(),
        }
        for search in searches
    ]
    write_privately(path, json.dumps(entries, ensure_ascii=False, indent=1))


def _read(entry: dict[str, object]) -> RecentSearch:
    words, camera = entry["words"], entry["camera"]
    if not isinstance(words, str) or not (camera is None or isinstance(camera, str)):
        raise TypeError("words and camera are texts")
    return RecentSearch(
        words, camera, bool(entry["favourites"]), _day(entry["taken_from"]), _day(entry["taken_until"])
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
