"""Keeping a search to a part of the library, by options."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from photoseek.cli import filters, search
from photoseek.errors import UserError
from photoseek.library import albums
from photoseek.library.database import Database
from photoseek.library.records import EVERYTHING, Scope
from tests.support.libraries import take_in


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = Database.open_for_writing(tmp_path / "library.db")
    (tmp_path / "photos" / "trip").mkdir(parents=True)
    with database.write() as session:
        ids = take_in(session, tmp_path / "photos", ["trip/a.jpg"])
        albums.make(session, "Lisbon 2019", list(ids.values()))
        yield session
    database.close()


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    filters.add_filters(parser)
    return parser.parse_args(words)


def test_no_option_is_the_whole_library(session: Session) -> None:
    assert filters.scope(session, parse()) == EVERYTHING


def test_every_option_narrows_it(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path / "photos")
    (album,) = albums.list_all(session)
    asked = parse(
        *("--album", "lisbon  2019", "--folder", "trip", "--favourites"),
        *("--camera", "acme one", "--from", "2019-02", "--until", "2019-02"),
    )
    assert filters.scope(session, asked) == Scope(
        folder_id=1,
        below=Path("trip"),
        album_id=album.id,
        favourites=True,
        camera="Acme One",
        taken_from=date(2019, 2, 1),
        taken_until=date(2019, 2, 28),
    )
    assert filters.scope(session, parse("--folder", ".")).below == Path()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-2", date(2020, 2, 1), date(2020, 2, 29)),
        (" 2020-02-03 ", date(2020, 2, 3), date(2020, 2, 3)),
    ],
)
def test_a_year_and_a_month_count_whole(text: str, first: date, last: date) -> None:
    assert (filters.first_day(text), filters.last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "yesterday", "2020-13", "2020-02-30", "0000", "12-05-2020", "2020-00"])
def test_what_is_no_date_is_refused_with_how_to_write_one(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse("--from", text)
    assert "write it as 2019-05-31" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (("--album", "Alps"), "Lisbon 2019"),
        (("--camera", "Leica"), "Acme One"),
        (("--folder", "/nowhere"), "photos"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(session: Session, words: tuple[str, str], there: str) -> None:
    with pytest.raises(UserError, match=there):
        filters.scope(session, parse(*words))


def test_the_values_of_options_are_no_words_of_the_query() -> None:
    words = ["dog", "--album", "Lisbon", "-people", "--favourites", "--from", "2019", "beach"]
    assert search.arrange(words) == [
        *("--album", "Lisbon", "--favourites", "--from", "2019"),
        *("--", "dog", "-people", "beach"),
    ]
