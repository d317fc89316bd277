"""Parts of the library: which photos are in each, in every order."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from photoseek.library import albums, files, folders, photos, scopes, timeline
from photoseek.library.directories import list_all as list_directories
from photoseek.library.records import EVERYTHING, RECENT_DAYS, Directory, Month, Scope, WordCount
from photoseek.library.schema import PhotoRow
from tests.support.libraries import found, new_photo, take_in

TAKEN = {
    "Trips/Alps/a.jpg": datetime(2021, 1, 31, 23, 59, 59),
    "Trips/Alps/b.jpg": datetime(2021, 2, 1),
    "Trips/c.jpg": datetime(2021, 2, 28, 12),
    "Tripsters/d.jpg": datetime(2022, 2, 1),
    "e.jpg": None,
}
FILE_DATE = 1_700_000_000 * 10**9  # November 2023


@pytest.fixture
def ids(session, pictures):
    folder = folders.add(session, pictures)
    files.add(session, folder.id, [found(name, modified_ns=FILE_DATE) for name in TAKEN])
    made = {}
    for name, file in files.known(session, folder.id).items():
        made[name] = photos.add(session, new_photo(file.relative_path.name, TAKEN[name]))
        files.link(session, file.id, made[name])
    return made


@pytest.fixture
def folder_id(session, ids):
    return folders.list_all(session)[0].id


def names(session, ids, scope, order="oldest"):
    by_id = {photo_id: Path(name).stem for name, photo_id in ids.items()}
    return "".join(by_id[id_] for id_ in photos.list_ids(session, order, scope))


def test_a_directory_holds_everything_below_it_and_nothing_beside_it(session, ids, folder_id):
    assert names(session, ids, Scope(folder_id=folder_id)) == "abcde"
    assert names(session, ids, Scope(folder_id=folder_id, below=Path("Trips"))) == "abc"
    assert names(session, ids, Scope(folder_id=folder_id, below=Path("Trips/Alps"))) == "ab"
    assert names(session, ids, Scope(folder_id=folder_id, below=Path("Trip"))) == ""
    assert names(session, ids, Scope(folder_id=folder_id + 1)) == ""


def test_days_are_whole_and_the_last_one_belongs_to_it(session, ids):
    january, february = date(2021, 1, 1), date(2021, 2, 1)
    assert names(session, ids, Scope(taken_from=january, taken_until=date(2021, 1, 31))) == "a"
    assert names(session, ids, Scope(taken_from=february)) == "bcde"  # e has its file's date
    assert names(session, ids, Scope(taken_until=february)) == "ab"
    assert names(session, ids, Scope(taken_from=date(2024, 1, 1), taken_until=date.max)) == ""
    assert names(session, ids, Scope(taken_until=date.min)) == ""


def test_everything_given_must_hold(session, ids, folder_id):
    photos.set_favourite(session, [ids["Trips/c.jpg"], ids["e.jpg"]], True)
    album_id = albums.make(session, "Best", [ids["Trips/c.jpg"], ids["Tripsters/d.jpg"]])
    assert names(session, ids, Scope(favourites=True)) == "ce"
    assert names(session, ids, Scope(album_id=album_id)) == "cd"
    assert names(session, ids, Scope(album_id=album_id, favourites=True)) == "c"
    assert names(session, ids, Scope(album_id=album_id, favourites=True, taken_from=date(2022, 1, 1))) == ""
    albums.set_deleted(session, album_id, True)
    assert names(session, ids, Scope(album_id=album_id)) == ""


def test_what_was_taken_in_lately_is_recent(session, ids):
    long_ago = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=RECENT_DAYS, minutes=1)
    session.execute(update(PhotoRow).where(PhotoRow.id == ids["e.jpg"]).values(added_at=long_ago))
    assert names(session, ids, Scope(recent=True)) == "abcd"
    assert photos.counts(session).recent == 4


def test_cameras_are_told_with_the_photos_they_took(session, ids):
    other = ids["e.jpg"]
    session.execute(update(PhotoRow).where(PhotoRow.id == other).values(camera=None))
    assert photos.cameras(session) == [WordCount("Acme One", 4)]
    assert names(session, ids, Scope(camera="Acme One")) == "abcd"


def test_photos_that_are_not_shown_are_in_no_part(session, ids, folder_id):
    photos.set_favourite(session, list(ids.values()), True)
    files.remove(session, [file.id for file in files.known(session, folder_id, Path("Trips")).values()])
    for scope in (EVERYTHING, Scope(favourites=True), Scope(recent=True), Scope(folder_id=folder_id)):
        assert names(session, ids, scope) == "de"
        assert scopes.ids(session, scope).tolist() == sorted(photos.list_ids(session, "name", scope))


@pytest.mark.parametrize("order", ["newest", "oldest", "name", "added"])
def test_every_order_holds_in_a_part_and_for_chosen_photos(session, ids, folder_id, order):
    everything = photos.list_ids(session, order)
    inside = photos.list_ids(session, "added", Scope(folder_id=folder_id, below=Path("Trips")))
    assert photos.list_ids(session, order, Scope(folder_id=folder_id, below=Path("Trips"))) == [
        id_ for id_ in everything if id_ in inside
    ]
    assert photos.sort(session, [*inside, 99_999], order) == [id_ for id_ in everything if id_ in inside]


def test_months_are_runs_of_the_order(session, ids):
    expected = [Month(2021, 1, 1), Month(2021, 2, 2), Month(2022, 2, 1), Month(2023, 11, 1)]
    assert timeline.months(session, "oldest") == expected
    assert timeline.months(session, "newest") == expected[::-1]
    assert timeline.months(session, "newest", Scope(taken_until=date(2021, 2, 1))) == [
        Month(2021, 2, 1),
        Month(2021, 1, 1),
    ]
    with pytest.raises(ValueError, match="name"):
        timeline.months(session, "name")


def test_dates_beyond_every_calendar_are_of_no_month(session, pictures):
    folder = folders.add(session, pictures)
    odd = {"past.jpg": -(10**21), "today.jpg": FILE_DATE, "future.jpg": 10**21}
    files.add(session, folder.id, [found(name, modified_ns=date_) for name, date_ in odd.items()])
    for name, file in files.known(session, folder.id).items():
        files.link(session, file.id, photos.add(session, new_photo(name)))
    assert timeline.months(session, "oldest") == [Month(0, 1, 1), Month(2023, 11, 1), Month(0, 1, 1)]


def test_directories_are_told_parents_first_with_all_below_them(session, ids, folder_id, pictures):
    photo_id = ids["Trips/Alps/a.jpg"]
    files.add(session, folder_id, [found("Trips/Alps/copy of a.jpg"), found("Trips/Alps 2/x/copy of a.jpg")])
    for file in files.known(session, folder_id).values():
        if file.relative_path.name.startswith("copy"):
            files.link(session, file.id, photo_id)
    other = folders.add(session, _made(pictures.parent / "another"))
    assert list_directories(session) == [
        Directory(other.id, Path(), 0),
        Directory(folder_id, Path(), 5),
        Directory(folder_id, Path("Trips"), 3),
        Directory(folder_id, Path("Trips/Alps"), 2),
        Directory(folder_id, Path("Trips/Alps 2"), 1),
        Directory(folder_id, Path("Trips/Alps 2/x"), 1),
        Directory(folder_id, Path("Tripsters"), 1),
    ]


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_directory_whose_name_is_no_text_can_be_looked_into(session, pictures):
    name = os.fsdecode(b"caf\xe9")
    photo_id = take_in(session, pictures, [f"{name}/a.jpg"])[f"{name}/a.jpg"]
    directory = list_directories(session)[-1]
    assert directory.relative_path == Path(name)
    scope = Scope(folder_id=directory.folder_id, below=directory.relative_path)
    assert photos.list_ids(session, "newest", scope) == [photo_id]


def _made(folder):
    folder.mkdir()
    return folder
