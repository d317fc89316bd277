"""Backups: what they hold, what is refused, and what restoring keeps."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from photoseek.errors import LibraryDamaged, LibraryLocked, LibraryNewer, LibraryProblem
from photoseek.library import backup, captions, files, folders, migrations, photos
from photoseek.library.database import Database
from photoseek.library.lock import WriterLock
from photoseek.library.records import FoundFile
from photoseek.paths import Paths
from tests.support.libraries import new_photo


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths(tmp_path / "base")
    made.create()
    return made


@pytest.fixture
def database(paths: Paths, tmp_path: Path) -> Iterator[Database]:
    """One photo with a caption by the user."""
    opened = Database.open_for_writing(paths.library)
    write_caption(opened, tmp_path, "my own words")
    yield opened
    opened.close()


def write_caption(database: Database, folder: Path, text: str) -> None:
    with database.write() as session:
        watched = folders.add(session, folder)
        photo_id = photos.add(session, new_photo("ab"))
        if not files.known(session, watched.id):
            files.add(session, watched.id, [FoundFile(Path("a.jpg"), 1, 1)])
        (file,) = files.known(session, watched.id).values()
        files.link(session, file.id, photo_id)
        captions.edit(session, photo_id, "en", text)


def caption_in(library: Path) -> str | None:
    opened = Database.open_for_reading(library)
    try:
        with opened.read() as session:
            (photo,) = photos.by_ids(session, photos.list_ids(session))
            return photo.caption
    finally:
        opened.close()


def test_a_backup_is_one_private_file_made_while_the_library_is_in_use(
    database: Database, paths: Paths, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    target.write_text("of yesterday")
    backup.copy(paths.library, target)
    assert caption_in(target) == "my own words"
    assert sorted(path.name for path in tmp_path.glob("*copy.db*")) == ["copy.db"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600


def test_restoring_brings_everything_back_and_can_be_taken_back(
    database: Database, paths: Paths, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    backup.copy(paths.library, target)
    write_caption(database, tmp_path, "other words")
    database.close()
    paths.vector_index.touch()
    kept = backup.restore(paths, target)
    assert kept is not None
    assert caption_in(paths.library) == "my own words"
    assert not paths.vector_index.exists()
    assert caption_in(kept) == "other words"
    assert backup.restore(paths, kept) == kept
    assert (caption_in(paths.library), caption_in(kept)) == ("other words", "my own words")


def test_a_damaged_library_is_kept_as_it_is(database: Database, paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup.copy(paths.library, target)
    database.close()
    damaged = os.urandom(9000)
    paths.library.write_bytes(damaged)
    with pytest.raises(LibraryDamaged):
        backup.copy(paths.library, target)
    kept = backup.restore(paths, target)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert caption_in(paths.library) == "my own words"


@pytest.mark.parametrize(
    ("owner", "version", "error"),
    [
        (0, 1, LibraryDamaged),
        (migrations.APPLICATION_ID, 0, LibraryDamaged),
        (migrations.APPLICATION_ID, 999, LibraryNewer),
    ],
)
def test_what_is_no_backup_of_ours_is_refused_and_nothing_changes(
    database: Database, paths: Paths, tmp_path: Path, owner: int, version: int, error: type[Exception]
) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute(f"PRAGMA application_id = {owner}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("CREATE TABLE photos (id)")
    database.close()
    before = paths.library.read_bytes()
    with pytest.raises(error):
        backup.restore(paths, foreign)
    assert paths.library.read_bytes() == before
    assert not list(paths.base.glob("*restore*"))


def test_a_missing_file_and_the_library_itself_are_refused(database: Database, paths: Paths) -> None:
    with pytest.raises(LibraryProblem, match="no file"):
        backup.restore(paths, paths.base / "missing.db")
    with pytest.raises(LibraryProblem, match="own place"):
        backup.copy(paths.library, paths.library)
    with pytest.raises(LibraryProblem, match="another place"):
        backup.copy(paths.library, paths.base / "missing" / "copy.db")


def test_nothing_is_put_back_while_the_program_runs(database: Database, paths: Paths, tmp_path: Path) -> None:
    backup.copy(paths.library, tmp_path / "copy.db")
    with WriterLock(paths.lock), pytest.raises(LibraryLocked):
        backup.restore(paths, tmp_path / "copy.db")
    with WriterLock(paths.lock), pytest.raises(LibraryLocked):
        backup.reset(paths)
    assert caption_in(paths.library) == "my own words"


def test_a_reset_keeps_the_old_library(database: Database, paths: Paths) -> None:
    database.close()
    kept = backup.reset(paths)
    assert kept is not None
    assert not paths.library.exists()
    assert caption_in(kept) == "my own words"
    assert backup.reset(paths) is None


def test_one_backup_a_day_and_the_last_five_are_kept(database: Database, paths: Paths) -> None:
    first = date(2026, 11, 1)
    (paths.backups / "other").mkdir(parents=True)
    for day in range(7):
        made = backup.daily(paths, first + timedelta(day))
        assert made is not None
        os.utime(made, (day, day))
        assert backup.daily(paths, first + timedelta(day)) is None
    names = [path.name for path in backup.automatic(paths)]
    assert names == [f"library-2026-11-0{day}.db" for day in (7, 6, 5, 4, 3)]
    assert caption_in(backup.automatic(paths)[0]) == "my own words"


def test_a_disk_without_room_to_spare_is_not_filled(
    database: Database, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SPARE", 10**12)
    assert backup.daily(paths, date(2026, 11, 1)) is None
    assert backup.automatic(paths) == []


def test_a_library_of_an_older_version_is_backed_up_before_it_is_changed(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = migrations._MIGRATIONS
    monkeypatch.setattr(migrations, "_MIGRATIONS", every[:-1])
    monkeypatch.setattr(migrations, "CURRENT_VERSION", len(every) - 1)
    Database.open_for_writing(paths.library).close()
    assert backup.automatic(paths) == []
    monkeypatch.undo()
    Database.open_for_writing(paths.library).close()
    (made,) = backup.automatic(paths)
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(every) - 1,)
