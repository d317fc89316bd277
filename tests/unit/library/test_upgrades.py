"""Libraries of every release: opened, brought up to date with all that they hold, or refused untouched."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from photoseek.errors import LibraryNewer
from photoseek.library import backup, fulltext, migrations, photos
from photoseek.library.database import Database
from photoseek.library.opening import open_library
from photoseek.paths import Paths

CURRENT = migrations.CURRENT_VERSION
PHOTOS = 50

# What each release added, for photo :n.
FILLED_IN = {
    1: (
        "INSERT INTO photos (id, content_hash, width, height, format, camera, added_at, sort_time, "
        "file_count, caption_count) "
        "VALUES (:n, printf('%032d', :n), 9, 8, 'JPEG', 'Acme', '2024-01-01 00:00:00', :n, 0, 0)",
        "INSERT INTO files (folder_id, relative_path, sort_name, size, modified_ns, photo_id, attempts) "
        "VALUES (1, CAST(printf('%d.jpg', :n) AS BLOB), 'a', 5, '77', :n, 0)",
        "INSERT INTO representations VALUES (:n, 'encoder', zeroblob(:n))",
        "INSERT INTO embeddings VALUES (:n, 'space', zeroblob(8))",
        "INSERT INTO captions (photo_id, language, by_user, text, log_prob, word_log_probs) "
        "VALUES (:n, 'en', 1, printf('my words %d', :n), 0, '[]')",
        "INSERT INTO captions (photo_id, language, by_user, text, log_prob, word_log_probs, model_id) "
        "VALUES (:n, 'zh', 0, '一只狗', -1.5, '[-0.5]', 'model')",
        "INSERT INTO photo_text (rowid, caption, told) VALUES (:n, '一只狗', printf('my words %d', :n))",
        "INSERT INTO caption_words (rowid, caption) VALUES (:n, printf('my words %d', :n))",
    ),
    2: (
        "UPDATE photo_text SET caption = ' 一  只  狗 ' WHERE rowid = :n",
        "INSERT INTO tags VALUES (:n, 'tagger', '[\"dog\"]', '[0.9]')",
        "INSERT INTO photo_points VALUES (:n, 0.5, :n, 'map')",
        "INSERT INTO word_points VALUES (printf('word %d', :n), 0.5, :n, 'map')",
    ),
    3: (
        "UPDATE photos SET favourite = :n % 2, rotation = :n % 4 WHERE id = :n",
        "INSERT INTO albums VALUES (:n, printf('Album %d', :n), '2024-01-01 00:00:00', NULL)",
        "INSERT INTO album_photos VALUES (:n, :n, '2024-01-02 00:00:00')",
    ),
}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths(tmp_path / "base")
    made.create()
    return made


def make(paths: Paths, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library as that release left it."""
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "CURRENT_VERSION", version)
        Database.open_for_writing(paths.library).close()
    with closing(sqlite3.connect(paths.library)) as connection, connection:
        connection.execute("INSERT INTO folders (id, path, online) VALUES (1, CAST('/photos' AS BLOB), 1)")
        for release in range(1, version + 1):
            for statement in FILLED_IN[release]:
                connection.executemany(statement, [{"n": number} for number in range(1, PHOTOS + 1)])


def rows(paths: Paths) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables but those that full-text search keeps for itself."""
    with closing(sqlite3.connect(paths.library)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        return {
            name: [dict(row) for row in connection.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid")]
            for name in names
            if not name.startswith(("photo_text_", "caption_words_", "caption_vocabulary", "sqlite_"))
        }


def test_every_release_is_known_here() -> None:
    assert set(FILLED_IN) == set(range(1, CURRENT + 1)), "say what the new release added"


@pytest.mark.parametrize("version", range(1, CURRENT + 1))
def test_a_library_of_any_release_keeps_everything(
    paths: Paths, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(paths, version, monkeypatch)
    before = rows(paths)
    told: list[str] = []
    with open_library(paths, told.append) as database, database.read() as session:
        shown = photos.by_ids(session, photos.list_ids(session))
        assert [photo.caption for photo in shown] == [f"my words {n}" for n in range(PHOTOS, 0, -1)]
        assert len(fulltext.search(session, "狗")) == PHOTOS
        assert len(fulltext.search(session, "words", told=True)) == PHOTOS
    assert told == []
    after = rows(paths)
    for table in set(before) - {"photo_text", "caption_words"}:  # these are searched above
        assert len(after[table]) == len(before[table]) > 0, table
        for old, new in zip(before[table], after[table], strict=True):
            assert old.items() <= new.items(), table
    assert len(backup.automatic(paths)) == (version < CURRENT)
    assert open_again(paths) == []


def open_again(paths: Paths) -> list[str]:
    told: list[str] = []
    with open_library(paths, told.append):
        pass
    return told


@pytest.mark.parametrize("sealed", [False, True])
def test_a_newer_library_is_refused_untouched(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    make(paths, CURRENT, monkeypatch)
    with closing(sqlite3.connect(paths.library)) as connection:
        connection.execute(f"PRAGMA user_version = {CURRENT + 1}")
        connection.execute("CREATE TABLE of_the_future (id)")
    if sealed:  # by the newer program
        with monkeypatch.context() as patched:
            patched.setattr(migrations, "CURRENT_VERSION", CURRENT + 1)
            open_again(paths)
    content = everything(paths)
    with pytest.raises(LibraryNewer):
        open_again(paths)
    with pytest.raises(LibraryNewer):
        Database.open_for_reading(paths.library)
    assert everything(paths) == content


def everything(paths: Paths) -> dict[Path, bytes]:
    """All files but those that SQLite makes for those who read."""
    files = {path: path.read_bytes() for path in paths.base.rglob("*") if path.is_file()}
    return {path: data for path, data in files.items() if not path.name.endswith(("-shm", "-wal"))}
