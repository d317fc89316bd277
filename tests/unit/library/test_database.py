"""Opening a library, well or badly; transactions; what happens to a damaged file."""

import os
import sqlite3
import stat
import threading

import pytest

from photoseek.errors import LibraryDamaged, LibraryLocked, LibraryNewer, LibraryProblem
from photoseek.library import backup, embeddings, folders, photos
from photoseek.library.database import Database
from tests.support.libraries import EMBEDDING, take_in


@pytest.fixture
def database(sqlite_database):
    """These are the ways of a file of SQLite; see test_shared for PostgreSQL."""
    return sqlite_database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "base" / "library.db"


def test_a_new_library_is_private_to_its_owner(database):
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in database.path.parent.iterdir()}
    assert stat.S_IMODE(database.path.parent.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert "library.db" in modes


def test_what_was_written_is_there_after_opening_again(path, pictures):
    database = Database.open_for_writing(path)
    with database.write() as session:
        ids = take_in(session, pictures, ["a.jpg"])
    database.close()
    for reopen in (Database.open_for_writing, Database.open_for_reading):
        again = reopen(path)
        with again.read() as session:
            assert photos.list_ids(session) == [ids["a.jpg"]]
        again.close()


def test_an_exception_takes_everything_of_its_transaction_back(database, pictures):
    def fail_half_way():
        with database.write() as session:
            take_in(session, pictures, ["a.jpg"])
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with database.read() as session:
        assert folders.list_all(session) == []
        assert embeddings.generation(session) == 0


def test_a_reader_sees_one_moment_while_the_writer_goes_on(database, pictures):
    reader = Database.open_for_reading(database.path)
    with reader.read() as old:
        assert photos.list_ids(old) == []
        with database.write() as session:
            take_in(session, pictures, ["a.jpg"])
        assert photos.list_ids(old) == []
    with reader.read() as new:
        assert len(photos.list_ids(new)) == 1
    reader.close()


def test_threads_write_one_after_the_other(database, pictures):
    def write(number):
        with database.write() as session:
            take_in(session, pictures, [f"{number}-{part}.jpg" for part in range(5)])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert len(photos.list_ids(session)) == 30


def test_a_reader_cannot_write(database, pictures):
    reader = Database.open_for_reading(database.path)
    with pytest.raises(LibraryProblem, match="permissions"), reader.read() as session:
        folders.add(session, pictures)
    reader.close()


def test_there_is_nothing_to_read_before_the_first_folder(path):
    with pytest.raises(LibraryProblem, match="Add a folder"):
        Database.open_for_reading(path)
    assert not path.parent.exists()


def test_an_empty_file_can_be_written_but_not_read(path):
    path.parent.mkdir()
    path.touch()
    with pytest.raises(LibraryProblem, match="once"):
        Database.open_for_reading(path)
    Database.open_for_writing(path).close()
    Database.open_for_reading(path).close()


@pytest.mark.parametrize("reopen", [Database.open_for_writing, Database.open_for_reading])
def test_a_newer_library_is_left_untouched(path, reopen):
    Database.open_for_writing(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryNewer, match="Update PhotoSeek"):
        reopen(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("reopen", [Database.open_for_writing, Database.open_for_reading])
def test_another_programs_database_is_left_untouched(path, reopen):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged, match="not made by PhotoSeek"):
        reopen(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("reopen", [Database.open_for_writing, Database.open_for_reading])
def test_a_file_that_is_no_library_says_what_to_do(path, reopen):
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 1000)
    with pytest.raises(LibraryDamaged, match="Move that file") as caught:
        reopen(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == b"no database at all " * 1000


@pytest.mark.logs_errors
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_a_library_cut_short_is_noticed_when_it_is_opened(path, pictures, part):
    _filled(path, pictures)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(LibraryDamaged, match="Move that file"):
        Database.open_for_writing(path)


@pytest.mark.logs_errors
def test_a_page_overwritten_is_noticed_when_it_is_opened(path, pictures):
    _filled(path, pictures)
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 4))
    with pytest.raises(LibraryDamaged, match="Move that file"):
        Database.open_for_writing(path)


@pytest.mark.logs_errors
def test_damage_that_sqlite_cannot_even_name_is_noticed(path, pictures):
    _filled(path, pictures)
    content = path.read_bytes()
    begin = content.index(b"CREATE INDEX photos_by_added")
    path.write_bytes(content[: begin + 2] + b"\xc5" + content[begin + 3 :])
    for use in (Database.open_for_writing, Database.open_for_reading, lambda _: backup.copy(path, pictures)):
        with pytest.raises(LibraryDamaged, match="damaged"):
            use(path)


def test_damage_that_is_met_while_reading_says_the_same(path, pictures):
    _filled(path, pictures)
    content = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(len(content) * 3 // 4)  # well behind the header and the list of tables
        file.write(bytes(len(content) // 4))
    reader = Database.open_for_reading(path)
    with pytest.raises(LibraryDamaged, match="Move that file"), reader.read() as session:
        embeddings.load_all(session, EMBEDDING)
    reader.close()


def test_a_library_that_another_program_holds_is_named_so(path, monkeypatch):
    monkeypatch.setattr("photoseek.library.database._WRITER_PATIENCE_MS", 50)
    database = Database.open_for_writing(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryLocked, match="Another program"), database.write():
        pass
    other.close()
    database.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")
def test_a_folder_without_permission_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(LibraryProblem, match="permissions"):
        Database.open_for_writing(tmp_path / "base" / "library.db")


def test_a_base_that_is_a_file_is_named(tmp_path):
    (tmp_path / "base").touch()
    with pytest.raises(LibraryProblem, match="cannot be made"):
        Database.open_for_writing(tmp_path / "base" / "library.db")


def test_names_with_special_characters_are_no_obstacle(tmp_path):
    path = tmp_path / "my photos? 100%#1 ü" / "library.db"
    Database.open_for_writing(path).close()
    assert path.exists()
    Database.open_for_reading(path).close()


def _filled(path, pictures):
    database = Database.open_for_writing(path)
    with database.write() as session:
        take_in(session, pictures, [f"{number}.jpg" for number in range(200)])
    database.close()
