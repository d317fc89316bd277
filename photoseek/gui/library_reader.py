"""The window's eyes: reads the library, opened read-only, on a thread of its own.

The database toolkit takes a quarter of a second to import. It is imported by the first read, on
the reading thread, so that the window's first frame does not wait for it.
"""

import logging
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from photoseek.errors import LibraryProblem
from photoseek.gui.background import Background
from photoseek.library.records import (
    EVERYTHING,
    Album,
    Counts,
    Directory,
    Failure,
    Folder,
    Month,
    Order,
    Photo,
    PhotoDetails,
    Scope,
    WordCount,
)
from photoseek.models.vocabulary import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from photoseek.library.candidates import Candidate
    from photoseek.library.database import Database

_log = logging.getLogger(__name__)
T = TypeVar("T")
Done = Callable[[T], None]
SOME = 4_000  # rows: a millisecond


class LibraryReader(QObject):
    """Every question takes a ``done`` that gets the records, on the GUI thread, in order of asking. Only the
    records of photos, which one looks at, come before all that is asked already: some of it takes a while.

    While the library cannot be opened, ``done`` is not called: the worker makes it, brings it up to
    date or says what is wrong with it, and then everything is asked again. Any other trouble goes
    to ``background.problem``.
    """

    def __init__(self, path: Path, parent: QObject | None = None, url: str = "") -> None:
        """``url``: as ``Database`` takes it."""
        super().__init__(parent)
        self.language: Language = "en"  # of the captions in records, where there is one
        self.background = Background(self, threads=1)
        self._path, self._url = path, url
        self._database: Database | None = None

    def exists(self) -> bool:
        return bool(self._url) or self._path.is_file()

    def ids(self, order: Order, done: Done[list[int]], scope: Scope = EVERYTHING) -> None:
        """Every photo of a part of the library, in order."""

        def query(session: "Session") -> list[int]:
            from photoseek.library import photos

            return photos.list_ids(session, order, scope)

        self._read(query, done)

    def sorted(self, ids: Sequence[int], order: Order, done: Done[list[int]]) -> None:
        """The same photos in another order; those that have gone are left out."""

        def query(session: "Session") -> list[int]:
            from photoseek.library import photos

            return photos.sort(session, ids, order)

        self._read(query, done)

    def months(self, order: Order, done: Done[list[Month]], scope: Scope = EVERYTHING) -> None:
        """The months of a part of the library, in the order of its ``ids``; "newest" or "oldest" only."""

        def query(session: "Session") -> list[Month]:
            from photoseek.library import timeline

            return timeline.months(session, order, scope)

        self._read(query, done)

    def records(self, ids: Sequence[int], done: Done[list[Photo]]) -> None:
        """The photos with these ids; those that have gone are left out."""

        def query(session: "Session") -> list[Photo]:
            from photoseek.library import photos

            return photos.by_ids(session, ids, self.language)

        self._read(query, done, first=True)

    def shapes(self, ids: Sequence[int], done: Done[dict[int, float]]) -> None:
        """Width over height of these photos as they are shown."""

        def query(session: "Session") -> dict[int, float]:
            from photoseek.library import photos

            return photos.shapes(session, ids)

        self._read(query, done)

    def details(self, photo_id: int, done: Done[PhotoDetails | None]) -> None:
        def query(session: "Session") -> PhotoDetails | None:
            from photoseek.library import photos

            return photos.details(session, photo_id, self.language)

        self._read(query, done)

    def candidates(self, ids: Sequence[int], done: Done["dict[int, Candidate]"]) -> None:
        """Those of the photos that are shown, with all their files and what the user has done with them."""

        def query(session: "Session") -> "dict[int, Candidate]":
            from photoseek.library import candidates

            return candidates.by_ids(session, ids)

        self._read(query, done)

    def id_by_path(self, path: Path, done: Done[int | None]) -> None:
        """The photo that lies at ``path``, if the library holds it."""

        def query(session: "Session") -> int | None:
            from photoseek.library import photos

            return photos.id_by_path(session, path)

        self._read(query, done)

    def counts(self, done: Done[Counts]) -> None:
        def query(session: "Session") -> Counts:
            from photoseek.library import photos

            return photos.counts(session)

        self._read(query, done)

    def folders(self, done: Done[list[Folder]]) -> None:
        def query(session: "Session") -> list[Folder]:
            from photoseek.library import folders

            return folders.list_all(session)

        self._read(query, done)

    def directories(self, done: Done[list[Directory]]) -> None:
        """Each watched folder and every directory below it with photos, parents before children."""

        def query(session: "Session") -> list[Directory]:
            from photoseek.library import directories

            return directories.list_all(session)

        self._read(query, done)

    def albums(self, done: Done[list[Album]]) -> None:
        """The albums, by name."""

        def query(session: "Session") -> list[Album]:
            from photoseek.library import albums

            return albums.list_all(session)

        self._read(query, done)

    def cameras(self, done: Done[list[WordCount]]) -> None:
        """The cameras that photos were taken with, those of most photos first."""

        def query(session: "Session") -> list[WordCount]:
            from photoseek.library import photos

            return photos.cameras(session)

        self._read(query, done)

    def completions(self, prefix: str, limit: int, done: Done[list[WordCount]]) -> None:
        """Words of captions and tags that begin so, commonest first, without those that name nothing."""

        def query(session: "Session") -> list[WordCount]:
            from photoseek.library import vocabulary
            from photoseek.search.function_words import FUNCTION_WORDS

            return vocabulary.completions(session, prefix, limit, FUNCTION_WORDS)

        self._read(query, done)

    def vocabulary(self, limit: int, done: Done[list[WordCount]]) -> None:
        """The words of captions and tags, commonest first, without those that name nothing."""

        def query(session: "Session") -> list[WordCount]:
            from photoseek.library import vocabulary
            from photoseek.search.function_words import FUNCTION_WORDS

            return vocabulary.commonest(session, limit, FUNCTION_WORDS)

        self._read(query, done)

    def photos_with(self, words: Sequence[str], limit_each: int, done: Done[dict[str, list[int]]]) -> None:
        """Some photos whose caption or tags hold each word."""

        def query(session: "Session") -> dict[str, list[int]]:
            from photoseek.library import vocabulary

            return vocabulary.photos_with(session, words, limit_each)

        self._read(query, done)

    def photo_points(self, done: Done["tuple[NDArray[np.int64], NDArray[np.float32]]"]) -> None:
        """The photos on their map, ids (N,) and where they lie (N, 2); none without one."""

        def query(session: "Session") -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
            import numpy as np

            from photoseek.library import points

            rows = points.current_photos(session)
            parts = [np.zeros((0, 3))]
            while some := list(islice(rows, SOME)):
                parts.append(np.array(some, np.float64))  # no other thread of Python runs meanwhile
            table = np.concatenate(parts)
            return table[:, 0].astype(np.int64), table[:, 1:].astype(np.float32)

        self._read(query, done)

    def word_points(self, done: Done[list[tuple[str, float, float]]]) -> None:
        """Where words lie on theirs."""

        def query(session: "Session") -> list[tuple[str, float, float]]:
            from photoseek.library import points

            return points.current_words(session)

        self._read(query, done)

    def failures(self, done: Done[list[Failure]]) -> None:
        def query(session: "Session") -> list[Failure]:
            from photoseek.library import files

            return files.failures(session)

        self._read(query, done)

    def close(self) -> None:
        self.background.finish(patience=30.0)  # the database must be in nobody's hands
        if self._database is not None:
            self._database.close()
            self._database = None

    def _read(self, query: Callable[["Session"], T], done: Done[T], *, first: bool = False) -> None:
        def work() -> tuple[T] | None:
            database = self._open()
            if database is None:
                return None
            with database.read() as session:
                return (query(session),)

        def hand_over(answer: tuple[T] | None) -> None:
            if answer is not None:
                done(answer[0])

        self.background.run(work, hand_over, first=first)

    def _open(self) -> "Database | None":
        """Runs on the reading thread only, so that there is one database object."""
        if self._database is None and self.exists():
            from photoseek.library.database import Database

            try:
                self._database = Database.open_for_reading(self._path, self._url)
            except LibraryProblem as problem:
                _log.info("The library cannot be read yet: %s", problem)
        return self._database
