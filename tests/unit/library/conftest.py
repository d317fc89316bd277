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


@pytest.fixture
def shared_database(tmp_path, shared_url):
    database = Database.open_for_writing(tmp_path / "base" / "library.db", shared_url)
    with database.write() as session:  # emptying it is much quicker than making it anew
        session.execute(text("TRUNCATE photos, shared_folders, albums, word_points RESTART IDENTITY CASCADE"))
        session.execute(text("DELETE FROM library_state WHERE key NOT IN ('generation', 'version')"))
        session.execute(text("UPDATE library_state SET value = 0 WHERE key = 'generation'"))
    yield database
    database.close()


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
