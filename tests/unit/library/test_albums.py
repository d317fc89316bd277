"""Albums: made, filled, renamed, deleted and brought back."""

import pytest

from photoseek.errors import UserError
from photoseek.library import albums, files, folders, photos
from photoseek.library.records import Album
from tests.support.libraries import take_in

GONE = 99_999


@pytest.fixture
def ids(session, pictures):
    return list(take_in(session, pictures, ["a.jpg", "b.jpg", "c.jpg"]).values())


def test_an_album_holds_what_it_was_made_with_and_its_cover_is_the_last(session, ids):
    album_id = albums.make(session, "  Trip to\nLisbon ", ids[:2])
    assert albums.list_all(session) == [Album(album_id, "Trip to Lisbon", 2, ids[1])]
    assert albums.add(session, album_id, [ids[0], ids[2], ids[2], GONE]) == [ids[2]]
    assert albums.list_all(session) == [Album(album_id, "Trip to Lisbon", 3, ids[2])]


def test_albums_are_listed_by_name_and_an_empty_one_has_no_cover(session):
    for name in ("zoo", "Alps", "beach"):
        albums.make(session, name)
    assert [(album.name, album.photo_count, album.cover_id) for album in albums.list_all(session)] == [
        ("Alps", 0, None),
        ("beach", 0, None),
        ("zoo", 0, None),
    ]


def test_taking_photos_out_tells_which_were_in_it(session, ids):
    album_id = albums.make(session, "Trip", ids[:2])
    assert albums.remove(session, album_id, [ids[1], ids[2], GONE]) == [ids[1]]
    assert albums.remove(session, album_id, [ids[1]]) == []
    assert [album.name for album in albums.of_photo(session, ids[0])] == ["Trip"]
    assert albums.of_photo(session, ids[1]) == []


def test_a_deleted_album_comes_back_as_it_was(session, ids):
    album_id = albums.make(session, "Trip", ids)
    before = albums.list_all(session)
    albums.set_deleted(session, album_id, True)
    assert (albums.list_all(session), albums.of_photo(session, ids[0])) == ([], [])
    assert photos.details(session, ids[0]).albums == ()
    albums.set_deleted(session, album_id, False)
    assert albums.list_all(session) == before


def test_a_photo_without_a_file_is_not_counted(session, pictures, ids):
    albums.make(session, "Trip", ids)
    folder = folders.list_all(session)[0]
    files.remove(session, [max(file.id for file in files.known(session, folder.id).values())])
    (album,) = albums.list_all(session)
    assert (album.photo_count, album.cover_id) == (2, ids[1])


@pytest.mark.parametrize("name", ["", " \n ", "trip"])
def test_a_name_that_is_empty_or_taken_is_refused_with_what_to_do(session, name):
    albums.make(session, "Trip")
    other = albums.make(session, "Other")
    for attempt in (lambda: albums.make(session, name), lambda: albums.rename(session, other, name)):
        with pytest.raises(UserError, match=r"needs a name|Choose another name"):
            attempt()


def test_an_album_may_change_the_capitals_of_its_name_and_take_that_of_a_deleted_one(session):
    deleted = albums.make(session, "Old")
    albums.set_deleted(session, deleted, True)
    album_id = albums.make(session, "trip")
    albums.rename(session, album_id, "Trip")
    albums.rename(session, album_id, "Old")
    assert [album.name for album in albums.list_all(session)] == ["Old"]


def test_an_album_that_is_not_there_says_so(session, ids):
    deleted = albums.make(session, "Old")
    albums.set_deleted(session, deleted, True)
    for album_id in (deleted, GONE):
        for attempt in (
            lambda id_=album_id: albums.add(session, id_, ids),
            lambda id_=album_id: albums.remove(session, id_, ids),
            lambda id_=album_id: albums.rename(session, id_, "New"),
        ):
            with pytest.raises(UserError, match="no longer in the library"):
                attempt()
    with pytest.raises(UserError, match="no longer in the library"):
        albums.set_deleted(session, GONE, True)
