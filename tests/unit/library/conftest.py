"""A fresh library and a folder to watch."""

import pytest

from photoseek.library.database import Database


@pytest.fixture
def database(tmp_path):
    database = Database.open_for_writing(tmp_path / "base" / "library.db")
    yield database
    database.close()


@pytest.fixture
def session(database):
    with database.write() as session:
        yield session


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder
