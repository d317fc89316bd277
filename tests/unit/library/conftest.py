"""A fresh library and a folder to watch. What a library answers is tested on SQLite and on PostgreSQL."""

import pytest
from sqlalchemy import text

from photoseek.library.database import Database


@pytest.fixture(scope="session")
def shared_url(postgresql_server):
    return postgresql_server.make_database("library")


@pytest.fixture
def sqlite_database(tmp_path):
    database = Database.open_for_writing(tmp_path / "base" / "library.db")
    yield database
    database.close()


@pytest.fixture(scope="session")
def shared_library(tmp_path_factory, shared_url):
    """One for all tests: the database toolkit prepares every statement once for each."""
    database = Database.open_for_writing(tmp_path_factory.mktemp("ann") / "library.db", shared_url)
    yield database
    database.close()


@pytest.fixture
def shared_database(shared_library):
    with shared_library.write() as session:
        tables = "photos, shared_folders, albums, word_points, caption_terms"
        session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        session.execute(text("DELETE FROM library_state WHERE key NOT IN ('generation', 'version')"))
        session.execute(text("UPDATE library_state SET value = 0 WHERE key = 'generation'"))
    return shared_library


@pytest.fixture(params=["sqlite", "shared"])
def database(request):
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture
def session(database):
    with database.write() as session:
        yield session


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder
