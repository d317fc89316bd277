"""A library whose worker is killed at random moments, and what must be true of it afterwards."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import numpy as np

import photoseek
from photoseek.ipc import messages
from photoseek.library import albums, fulltext, migrations, photos
from photoseek.library.database import Database
from photoseek.library.records import Photo
from photoseek.paths import Paths
from photoseek.search.vector_index import VectorIndex
from tests.support.photos import write_photo
from tests.support.stand_in_worker import EXACT_LIMIT, StandInWorker

LIFE = 1.5  # times what the worker needs from its start to its first answer, at most
NEW_PHOTOS = 6  # for each life


class Lives:
    """Photos come, the user edits, and the worker is killed, again and again. What was acknowledged is
    remembered, to be looked for in the end."""

    def __init__(self, place: Path, seed: int = 0) -> None:
        self.paths = Paths(place / "base")
        self.folder = place / "photos"
        self.kills = 0
        self.edits = 0
        self._chance = random.Random(seed)
        self._captions: dict[str, set[str]] = {}  # by content: the one told last, and any sent after it
        self._favourites: set[str] = set()
        self._album: int | None = None
        self._in_album: set[str] = set()
        self._add_photos(EXACT_LIMIT + 10)
        begun = time.monotonic()
        with StandInWorker(self.paths.base) as worker:
            worker.do(messages.AddFolder, path=str(self.folder))
            self._longest = LIFE * (time.monotonic() - begun) + 1.0
            worker.until_done()
            made = worker.do(messages.MakeAlbum, name="Mine")
            assert isinstance(made, messages.AlbumMade)
            self._album = made.album_id

    def live_and_die(self) -> None:
        """Start the worker, let it work for a random while in which the user edits, and kill it.

        The moment lies between before the library is opened and when there is nothing left to do.
        """
        self._add_photos(NEW_PHOTOS)
        end = time.monotonic() + self._chance.uniform(0, self._longest)
        with StandInWorker(self.paths.base) as worker, suppress(EOFError, BrokenPipeError):
            while time.monotonic() < end:
                time.sleep(min(self._chance.uniform(0, 0.2), max(0.0, end - time.monotonic())))
                self._edit(worker)
        self.kills += 1

    def check(self) -> None:
        """Start once more, wait, and compare with what must be there."""
        with StandInWorker(self.paths.base) as worker:
            worker.until_done()
            assert worker.end() == 0
        with closing(sqlite3.connect(self.paths.library)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        database = Database.open_for_reading(self.paths.library)
        with database.read() as session:
            shown = photos.by_ids(session, photos.list_ids(session))
            assert photos.counts(session).failed == 0
            in_album = {
                photo.content_hash
                for photo in shown
                if self._album in {album.id for album in albums.of_photo(session, photo.id)}
            }
            for content_hash, texts in self._captions.items():
                (photo,) = (one for one in shown if one.content_hash == content_hash)
                assert photo.caption in texts
                assert photo.id in fulltext.search(session, photo.caption.split()[-1]).tolist()
        assert sorted(photo.path for photo in shown) == sorted(self.folder.iterdir())
        assert len({photo.content_hash for photo in shown}) == len(shown)
        assert all(photo.caption and photo.tags for photo in shown)
        assert self._favourites <= {photo.content_hash for photo in shown if photo.favourite}
        assert self._in_album <= in_album
        self._compare_index(database)
        database.close()
        assert not list(self.paths.vector_index.parent.glob("*.new"))

    def _compare_index(self, database: Database) -> None:
        with database.read() as session:
            (embedding_id,) = (
                session.connection().exec_driver_sql("SELECT DISTINCT embedding_id FROM embeddings").scalars()
            )
        saved, fresh = (
            VectorIndex.open_or_build(file, database, embedding_id, 4, exact_limit=EXACT_LIMIT)
            for file in (self.paths.vector_index, self.paths.base / "none.hnsw")
        )
        assert saved.ids.tolist() == fresh.ids.tolist()
        for number in range(20):
            vector = np.random.default_rng(number).normal(size=4).astype(np.float32)
            vector /= np.linalg.norm(vector)
            assert np.allclose(saved.query(vector, 5)[1], fresh.query(vector, 5)[1], atol=1e-3)

    def _add_photos(self, count: int) -> None:
        first = len(list(self.folder.glob("*"))) if self.folder.exists() else 0
        for seed in range(first, first + count):
            write_photo(self.folder / f"{seed:05}.jpg", seed)

    def _edit(self, worker: StandInWorker) -> None:
        photo = self._any_photo()
        kind = self._chance.randrange(3)
        if photo is None:
            return
        self.edits += 1
        if kind == 0:
            text = f"my words m{self.edits}x{self._chance.randrange(10**6)}"
            known = self._captions.setdefault(photo.content_hash, {photo.caption or ""})
            known.add(text)
            assert isinstance(
                worker.do(messages.EditCaption, photo_id=photo.id, text=text),
                messages.Done | messages.Changed,
            )
            self._captions[photo.content_hash] = {text}
        elif kind == 1:
            worker.do(messages.SetFavourite, photo_ids=(photo.id,), favourite=True)
            self._favourites.add(photo.content_hash)
        else:
            worker.do(messages.AddToAlbum, album_id=self._album, photo_ids=(photo.id,))
            self._in_album.add(photo.content_hash)

    def _any_photo(self) -> Photo | None:
        database = Database.open_for_reading(self.paths.library)
        try:
            with database.read() as session:
                ids = photos.list_ids(session)
                found = photos.by_ids(session, [self._chance.choice(ids)]) if ids else []
        finally:
            database.close()
        return found[0] if found else None


def old_library(path: Path, count: int) -> None:
    """A library of the first release: so many photos, each with a caption by the user."""
    path.parent.mkdir(parents=True, exist_ok=True)
    current, migrations.CURRENT_VERSION = migrations.CURRENT_VERSION, 1
    try:
        Database.open_for_writing(path).close()
    finally:
        migrations.CURRENT_VERSION = current
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO folders VALUES (1, '/photos', 1)")
        connection.executemany(
            "INSERT INTO photos VALUES (?, ?, 9, 9, 'JPEG', NULL, 'Acme', NULL, NULL, NULL, "
            "'2024-01-01 00:00:00', 0, 0, 0)",
            ((number, f"{number:032}") for number in range(1, count + 1)),
        )
        connection.executemany(
            "INSERT INTO files VALUES (?, 1, CAST(? AS BLOB), 'a', 1, '1', ?, NULL, 0, NULL, NULL)",
            ((number, f"{number}.jpg", number) for number in range(1, count + 1)),
        )
        connection.executemany(
            "INSERT INTO captions VALUES (?, 'en', 1, ?, 0, '[]', NULL)",
            ((number, f"words {number}") for number in range(1, count + 1)),
        )
        connection.executemany(
            "INSERT INTO photo_text (rowid, caption, told) VALUES (?, '', ?)",
            ((number, f"小狗 {number}") for number in range(1, count + 1)),
        )


def kill_while_migrating(path: Path, after: float) -> int:
    """Open a library in a process, kill it after so many seconds, and return the version left behind."""
    opening = (
        "import sys; from pathlib import Path; from photoseek.library.database import Database; "
        "print(flush=True); Database.open_for_writing(Path(sys.argv[1]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", opening, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path(photoseek.__file__).parents[1],
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # all is imported
        time.sleep(after)
        process.kill()
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def check_migrated(path: Path, count: int) -> None:
    """Open the library once more and look for everything that ``old_library`` put in."""
    database = Database.open_for_writing(path)
    with database.read() as session:
        found = photos.by_ids(session, photos.list_ids(session))
        assert {photo.caption for photo in found} == {f"words {number}" for number in range(1, count + 1)}
        assert len(fulltext.search(session, "狗")) == count
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    kept = Paths(path.parent).backups / "library-version-1.db"
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM captions WHERE by_user").fetchone() == (count,)
