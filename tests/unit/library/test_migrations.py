"""Migrations: what they make is what the rows describe, and a failed one leaves no trace."""

import sqlite3

import pytest
from sqlalchemy import Engine, inspect

from photoseek.library import fulltext, migrations
from photoseek.library.database import Database
from photoseek.library.schema import Row


@pytest.fixture
def database(sqlite_database):
    """SQLite's own."""
    return sqlite_database


@pytest.fixture
def engine(database):
    with database.read() as session:
        yield session.connection().engine


def test_the_first_release_makes_the_tables_that_the_rows_describe(engine: Engine):
    made = inspect(engine)
    for table in Row.metadata.sorted_tables:
        columns = {column["name"]: column for column in made.get_columns(table.name)}
        assert list(columns) == [column.name for column in table.columns], table.name
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, column
            kind = columns[column.name]["type"].compile(engine.dialect)
            assert kind == column.type.compile(engine.dialect), column
        assert made.get_pk_constraint(table.name)["constrained_columns"] == list(
            table.primary_key.columns.keys()
        )
        foreign = {
            tuple(key["constrained_columns"]): key["referred_table"]
            for key in made.get_foreign_keys(table.name)
        }
        assert foreign == {
            tuple(key.column_keys): key.referred_table.name for key in table.foreign_key_constraints
        }, table.name


def test_a_library_made_now_has_the_current_version_and_our_mark(database):
    connection = sqlite3.connect(database.path)
    assert connection.execute("PRAGMA user_version").fetchone() == (migrations.CURRENT_VERSION,)
    assert connection.execute("PRAGMA application_id").fetchone() == (migrations.APPLICATION_ID,)
    connection.close()


def test_chinese_text_of_the_first_release_is_found_by_its_characters(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "CURRENT_VERSION", 1)
        Database.open_for_writing(path).close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO photo_text (rowid, caption, told) VALUES (1, 'a dog', '小狗.jpg')")
    connection.execute("INSERT INTO caption_words (rowid, caption) VALUES (1, 'a dog 一只狗')")
    connection.commit()
    connection.close()
    database = Database.open_for_writing(path)
    with database.read() as session:
        assert fulltext.search(session, "狗 dog").tolist() == [1]
        assert [word for word, _ in fulltext.vocabulary(session, "", 9)] == ["a", "dog"]
    database.close()


def test_tags_of_an_older_library_are_counted_among_its_words(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "CURRENT_VERSION", 2)
        Database.open_for_writing(path).close()
    connection = sqlite3.connect(path)
    for photo_id, words, confidences in (
        (1, '["dog", "frisbee"]', "[0.9, 0.05]"),
        (2, '["dog"]', "[0.01]"),
        (3, "[]", "[]"),
    ):
        connection.execute("INSERT INTO tags VALUES (?, 'tagger', ?, ?)", (photo_id, words, confidences))
        connection.execute("INSERT INTO caption_words (rowid, caption) VALUES (?, 'a cat')", (photo_id,))
    connection.commit()
    connection.close()
    database = Database.open_for_writing(path)
    with database.read() as session:
        assert fulltext.vocabulary(session, "", 9) == [("a", 3), ("cat", 3), ("dog", 1)]
    database.close()


def test_a_migration_that_fails_half_way_leaves_the_version_before(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    Database.open_for_writing(path).close()

    def breaks(connection):
        connection.exec_driver_sql("CREATE TABLE later (id INTEGER PRIMARY KEY)")
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrations, "_MIGRATIONS", (*migrations._MIGRATIONS, breaks))
    monkeypatch.setattr(migrations, "CURRENT_VERSION", migrations.CURRENT_VERSION + 1)
    with pytest.raises(RuntimeError, match="power cut"):
        Database.open_for_writing(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (migrations.CURRENT_VERSION - 1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)
    connection.close()


def test_a_later_migration_is_applied_to_an_older_library_once(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    Database.open_for_writing(path).close()

    def adds_a_table(connection):
        connection.exec_driver_sql("CREATE TABLE later (id INTEGER PRIMARY KEY)")

    monkeypatch.setattr(migrations, "_MIGRATIONS", (*migrations._MIGRATIONS, adds_a_table))
    monkeypatch.setattr(migrations, "CURRENT_VERSION", migrations.CURRENT_VERSION + 1)
    for _ in range(2):  # the second time it would fail if it were applied again
        Database.open_for_writing(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
    connection.close()
