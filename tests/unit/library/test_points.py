"""The maps of photos and words."""

import pytest

from photoseek.library import files, folders, points
from tests.support.libraries import take_in


@pytest.fixture
def ids(session, pictures):
    return list(take_in(session, pictures, ["a.jpg", "b.jpg", "c.jpg"]).values())


def test_a_new_map_takes_the_place_of_the_old_one(session, ids):
    assert points.learnt_from(session) == 0
    points.replace_photos(session, "old", dict.fromkeys(ids, (0.0, 1.0)), learnt_from=3)
    points.replace_photos(session, "new", {ids[0]: (0.5, -2.0)}, learnt_from=1)
    points.add_photos(session, "new", {ids[1]: (3.0, 4.0)})
    assert points.photos(session, "new") == {ids[0]: (0.5, -2.0), ids[1]: (3.0, 4.0)}
    assert points.photos(session, "old") == {}
    assert points.learnt_from(session) == 1


def test_photos_that_are_not_shown_are_not_on_the_map(session, ids):
    points.replace_photos(session, "map", dict.fromkeys(ids, (0.0, 0.0)), learnt_from=3)
    known = files.known(session, folders.list_all(session)[0].id)
    files.remove(session, [file.id for file in known.values() if file.photo_id == ids[1]])
    assert list(points.photos(session, "map")) == [ids[0], ids[2]]


def test_words_keep_their_order(session):
    points.replace_words(session, "old", {"cat": (0.0, 0.0)})
    points.replace_words(session, "new", {"the": (1.0, 2.0), "dog": (3.0, 4.0), "cat": (5.0, 6.0)})
    assert list(points.words(session, "new").items()) == [
        ("the", (1.0, 2.0)),
        ("dog", (3.0, 4.0)),
        ("cat", (5.0, 6.0)),
    ]
    assert points.words(session, "old") == {}
