"""What is asked often must not look at every photo: SQLite's own plans tell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from photoseek.library import fulltext, photos, scopes, timeline
from photoseek.library.records import Scope


@pytest.fixture
def database(sqlite_database):
    """SQLite's own: PostgreSQL plans by how many rows there are."""
    return sqlite_database


def plans(session: Session, ask: Callable[[], object]) -> list[str]:
    """The steps that SQLite takes for each statement, most of them "SEARCH ..." or "SCAN ..."."""
    connection = session.connection()
    asked = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    event.listen(connection.engine, "before_cursor_execute", note)
    ask()
    event.remove(connection.engine, "before_cursor_execute", note)
    assert asked
    return [
        row[3]
        for statement, parameters in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]


def test_counting_takes_an_index_of_what_is_counted(session):
    steps = plans(session, lambda: photos.counts(session))
    assert {step.split(" INDEX ")[1].split()[0] for step in steps if step.split()[1] == "photos"} == {
        "photos_by_time",
        "photos_uncaptioned",
        "photos_favourite",
        "photos_by_added",
    }


@pytest.mark.parametrize(
    ("scope", "index"),
    [
        (Scope(), "photos_by_time"),
        (Scope(favourites=True), "photos_favourite"),
        (Scope(camera="Acme One"), "photos_by_camera"),
        (Scope(taken_from=date(2020, 1, 1), taken_until=date(2020, 2, 1)), "photos_by_time"),
        (Scope(folder_id=1, below=Path("trip")), "sqlite_autoindex_files_1"),
        (Scope(album_id=1), "sqlite_autoindex_album_photos_1"),
    ],
)
def test_a_part_of_the_library_is_found_by_an_index(session, scope, index):
    for ask in (
        lambda: photos.list_ids(session, "newest", scope),
        lambda: timeline.months(session, "newest", scope),
        lambda: scopes.ids(session, scope),
    ):
        steps = plans(session, ask)
        assert any(index in step for step in steps), steps
        assert not any(step in ("SCAN photos", "SCAN files") for step in steps), steps


@pytest.mark.parametrize("order", ["newest", "oldest", "name"])
def test_all_photos_are_listed_in_order_without_sorting_them(session, order):
    steps = plans(session, lambda: photos.list_ids(session, order))
    assert not any("TEMP B-TREE" in step for step in steps)


def test_words_that_begin_so_are_read_by_their_beginning(session):
    steps = plans(session, lambda: fulltext.vocabulary(session, "do", 9))
    assert any("caption_vocabulary VIRTUAL TABLE INDEX" in step for step in steps)
