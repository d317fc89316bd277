"""A library on PostgreSQL: what its workstations see of each other, and what a server can do to them."""

import queue
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from photoseek.errors import LibraryDamaged, LibraryLocked, LibraryNewer, LibraryProblem
from photoseek.library import albums, captions, folders, photos, shared, shared_schema, vocabulary
from photoseek.library.database import Database
from photoseek.library.records import WordCount
from photoseek.library.schema import Row
from tests.support.libraries import caption, take_in

_VOCABULARY_OF_VERSION_1 = """
DROP TABLE caption_terms CASCADE;
DROP FUNCTION note_terms CASCADE;
DROP FUNCTION forget_terms CASCADE;
CREATE TABLE caption_terms (
    term text COLLATE "C",
    rowid bigint REFERENCES caption_words ON DELETE CASCADE,
    PRIMARY KEY (term, rowid)
);
CREATE INDEX caption_terms_by_photo ON caption_terms (rowid);
INSERT INTO caption_terms SELECT unnest(tsvector_to_array(words)), rowid FROM caption_words;
CREATE FUNCTION note_terms() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO caption_terms SELECT unnest(tsvector_to_array(new.words)), new.rowid;
    RETURN NULL;
END $$;
CREATE TRIGGER terms_noted AFTER INSERT ON caption_words FOR EACH ROW EXECUTE FUNCTION note_terms();
CREATE VIEW caption_vocabulary AS SELECT term, count(*) AS doc FROM caption_terms GROUP BY term;
"""


@pytest.fixture
def database(shared_database):
    return shared_database


@pytest.fixture
def other(tmp_path, shared_database, shared_url):
    """Another workstation."""
    other = Database.open_for_writing(tmp_path / "other base" / "library.db", shared_url)
    yield other
    other.close()


@pytest.fixture
def empty_url(postgresql_server):
    return postgresql_server.make_database("empty")


def reader_of(database, url):
    return Database.open_for_reading(database.path, url)


def test_an_exception_takes_everything_of_its_transaction_back(database, pictures):
    def fail_half_way():
        with database.write() as session:
            take_in(session, pictures, ["a.jpg"])
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with database.read() as session:
        assert folders.list_all(session) == []


def test_a_reader_sees_one_moment_while_the_writer_goes_on(database, shared_url, pictures):
    reader = reader_of(database, shared_url)
    with reader.read() as old:
        assert photos.list_ids(old) == []
        with database.write() as session:
            take_in(session, pictures, ["a.jpg"])
        assert photos.list_ids(old) == []
    with reader.read() as new:
        assert len(photos.list_ids(new)) == 1
    reader.close()


def test_a_reader_cannot_write(database, pictures):
    with pytest.raises(LibraryProblem, match="permissions"), database.read() as session:
        folders.add(session, pictures)


def test_workstations_write_one_after_the_other(database, other, pictures):
    def write(place, number):
        with place.write() as session:
            take_in(session, pictures, [f"{number}-{part}.jpg" for part in range(3)])

    places = [database, other, database, other]
    threads = [threading.Thread(target=write, args=it) for it in zip(places, range(4), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert len(photos.list_ids(session)) == 12


def test_a_writer_that_waits_too_long_says_for_whom(database, other):
    @contextmanager
    def impatient():
        with shared.Session(other._writers) as session:
            session.execute(text("SET lock_timeout = '50ms'"))
            yield session

    with (
        database.write(),
        impatient() as session,
        pytest.raises(LibraryLocked, match="Another workstation"),
        other._their_world(),
    ):
        shared._lock_until_commit(session.connection())


def test_what_one_workstation_does_is_told_to_the_others_and_not_to_itself(database, other, pictures):
    told, told_self = queue.SimpleQueue(), queue.SimpleQueue()

    def follow(place, into):
        try:
            for kinds in place.news():
                if kinds:
                    into.put(kinds)
        except Exception as error:  # the end of the test closes the connection
            into.put(error)

    for place, into in ((other, told), (database, told_self)):
        threading.Thread(target=follow, args=(place, into), daemon=True).start()
        assert into.get(timeout=30) == {"photos", "captions", "folders", "albums"}  # at first

    with database.write() as session:
        ids = take_in(session, pictures, ["a.jpg"])
    kinds = told.get(timeout=30)
    while kinds != {"photos", "folders"}:  # together or one after the other
        assert kinds < {"photos", "folders"}
        kinds |= told.get(timeout=30)
    for do, kind in (
        (lambda session: captions.edit(session, ids["a.jpg"], "en", "mine"), "captions"),
        (lambda session: albums.make(session, "Summer", [ids["a.jpg"]]), "albums"),
        (lambda session: photos.set_favourite(session, [ids["a.jpg"]], True), "albums"),
        (lambda session: photos.rotate(session, [ids["a.jpg"]], 1), "albums"),
    ):
        with database.write() as session:
            do(session)
        assert told.get(timeout=30) == {kind}
    with other.write() as session:
        albums.make(session, "Winter")
    assert told_self.get(timeout=30) == {"albums"}  # the first that was another's


def test_a_folder_is_there_for_the_workstation_that_sees_it(database, other, pictures):
    with database.write() as session:
        take_in(session, pictures, ["a.jpg"])
    for place, online in ((database, True), (other, False)):
        with place.read() as session:
            (folder,) = folders.list_all(session)
            (photo,) = photos.by_ids(session, photos.list_ids(session))
            assert (folder.online, photo.online) == (online, online)
            assert photos.counts(session).offline_folders == (not online)
    with other.write() as session:
        assert folders.set_online(session, folder.id, True)
        assert not folders.set_online(session, folder.id, True)
    with database.write() as session:
        assert folders.set_online(session, folder.id, False)
    with other.read() as session:
        assert folders.list_all(session)[0].online


def test_it_is_one_workstations_turn_until_it_gives_it_back_or_dies(database, other):
    first, second = database.lease("work"), other.lease("work")
    assert first.take()
    assert first.take()
    assert not second.take()
    assert other.lease("other work").take()
    first.give_back()
    assert second.take()
    other.close()  # as good as dead: its connections end
    second._connection.connection.driver_connection.close()
    assert first.take(wait=True)
    first.give_back()
    second.give_back()


def test_the_tables_are_those_that_the_rows_describe(database):
    with database.read() as session:
        made = inspect(session.connection())
        for table in Row.metadata.sorted_tables:
            columns = {column["name"] for column in made.get_columns(table.name)}
            assert columns >= {column.name for column in table.columns}, table.name


def test_a_phrase_does_not_go_from_what_a_model_said_to_what_the_user_told(database, pictures):
    from photoseek.library import fulltext

    with database.write() as session:
        ids = take_in(session, pictures, ["b.jpg"])
        caption(session, ids["b.jpg"], "a dog")
        captions.edit(session, ids["b.jpg"], "zh", "runs")
        assert fulltext.search(session, "a-dog").tolist() == [ids["b.jpg"]]
        assert fulltext.search(session, "dog-runs").tolist() == []


def test_there_is_nothing_to_read_before_the_first_folder(tmp_path, empty_url):
    with pytest.raises(LibraryProblem, match="Add a folder"):
        Database.open_for_reading(tmp_path / "library.db", empty_url)
    Database.open_for_writing(tmp_path / "library.db", empty_url).close()
    Database.open_for_reading(tmp_path / "library.db", empty_url).close()


def test_another_programs_database_is_left_untouched(tmp_path, empty_url):
    import psycopg

    with psycopg.connect(empty_url) as connection:
        connection.execute("CREATE TABLE notes (text text)")
    with pytest.raises(LibraryDamaged, match="not made by PhotoSeek"):
        Database.open_for_writing(tmp_path / "library.db", empty_url)
    with psycopg.connect(empty_url) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (1,)


def test_a_library_of_a_newer_version_is_refused(database, shared_url, monkeypatch):
    monkeypatch.setattr(shared_schema, "VERSION", shared_schema.VERSION - 1)
    for reopen in (Database.open_for_writing, Database.open_for_reading):
        with pytest.raises(LibraryNewer, match="Update"):
            reopen(database.path, shared_url)


def test_a_library_of_an_older_version_is_brought_up_to_date_by_whoever_writes(
    database, shared_url, pictures
):
    with database.write() as session:
        ids = take_in(session, pictures, ["a.jpg", "b.jpg"])
        for id_ in ids.values():
            caption(session, id_, "a dog")
        session.execute(text(_VOCABULARY_OF_VERSION_1))
        session.execute(text("UPDATE library_state SET value = 1 WHERE key = 'version'"))
    with pytest.raises(LibraryProblem, match="not ready for this version"):
        reader_of(database, shared_url)
    newer = Database.open_for_writing(database.path, shared_url)
    try:
        with newer.write() as session:
            assert vocabulary.completions(session, "d", 5) == [WordCount("dog", 2)]
            captions.edit(session, ids["a.jpg"], "en", "a donkey")
            assert vocabulary.completions(session, "d", 5) == [WordCount("dog", 1), WordCount("donkey", 1)]
            folders.remove(session, folders.list_all(session)[0].id)
            assert vocabulary.completions(session, "d", 5) == []
    finally:
        newer.close()
    reader_of(database, shared_url).close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://me:secret@host/photos", "PostgreSQL only"),
        ("no address: secret", "cannot be read"),
        ("postgresql://me:secret@localhost:1/photos", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line_without_its_password(tmp_path, url, said, caplog):
    with pytest.raises(LibraryProblem, match=said) as caught:
        Database.open_for_reading(tmp_path / "library.db", url)
    assert "secret" not in str(caught.value) + caplog.text
    assert "\n" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(tmp_path, postgresql_server):
    with pytest.raises(LibraryProblem, match="does not exist") as caught:
        Database.open_for_writing(
            tmp_path / "library.db", postgresql_server.url("nowhere", password="secret")
        )
    assert "secret" not in str(caught.value)


def test_all_goes_on_when_the_server_is_back(database, postgresql_server, pictures):
    with database.write() as session:
        take_in(session, pictures, ["a.jpg"])
    postgresql_server.stop()
    try:
        with pytest.raises(LibraryProblem, match="cannot be reached"), database.read() as session:
            photos.counts(session)
    finally:
        postgresql_server.start()
    with database.write() as session:
        assert photos.counts(session).photos == 1


def test_text_that_a_server_cannot_keep_is_told(database):
    with pytest.raises(LibraryProblem, match="a character"), database.write() as session:
        albums.make(session, "a\0b")


def test_a_workstation_is_named_by_its_base_directory():
    one, two = (shared.workstation(Path(f"/{name}/library.db")) for name in ("ann", "bob"))
    assert one != two
    assert one.endswith(":/ann")
