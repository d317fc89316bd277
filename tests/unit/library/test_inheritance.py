"""What the user made of a photo survives that its file is changed."""

import pytest

from photoseek.library import albums, captions, files, folders, fulltext, photos
from tests.support.libraries import by_model, found, new_photo, take_in


@pytest.fixture
def cared_for(session, pictures):
    """A photo that the user has worked on."""
    photo_id = take_in(session, pictures, ["a.jpg"])["a.jpg"]
    captions.store(session, [by_model(photo_id, "a dog")])
    captions.edit(session, photo_id, "en", "Rex by the sea")
    captions.edit(session, photo_id, "zh", "雷克斯")
    photos.set_favourite(session, [photo_id], True)
    photos.rotate(session, [photo_id], 1)
    albums.make(session, "Rex", [photo_id])
    return photo_id


def change(session, content, path="a.jpg", size=999):
    """Another program writes ``content`` into a file; returns its photo."""
    folder = folders.list_all(session)[0]
    file = files.known(session, folder.id)[path]
    files.mark_changed(session, [(file.id, found(path, size))])
    return take(session, file.id, content)


def take(session, file_id, content):
    photo_id = photos.add(session, new_photo(content))
    files.link(session, file_id, photo_id)
    return photo_id


def test_all_but_the_rotation_goes_over_to_the_changed_photo(session, cared_for):
    changed = change(session, "brighter")
    assert changed != cared_for
    details = photos.details(session, changed)
    assert {caption.language: caption.text for caption in details.captions} == {
        "en": "Rex by the sea",
        "zh": "雷克斯",
    }
    assert all(caption.model_id is None for caption in details.captions)
    assert (details.photo.favourite, details.photo.rotation) == (True, 0)
    assert [(album.name, album.photo_count, album.cover_id) for album in details.albums] == [
        ("Rex", 1, changed)
    ]
    assert fulltext.search(session, "rex").tolist() == [changed]


def test_what_a_model_said_does_not(session, pictures):
    photo_id = take_in(session, pictures, ["a.jpg"])["a.jpg"]
    captions.store(session, [by_model(photo_id, "a dog")])
    assert photos.details(session, change(session, "brighter")).captions == ()


def test_a_photo_that_lies_elsewhere_too_keeps_it_to_itself(session, cared_for):
    folder = folders.list_all(session)[0]
    files.add(session, folder.id, [found("copy.jpg")])
    files.link(session, files.known(session, folder.id)["copy.jpg"].id, cared_for)
    changed = photos.details(session, change(session, "brighter"))
    assert (changed.captions, changed.albums, changed.photo.favourite) == ((), (), False)


def test_a_photo_changed_again_before_it_was_looked_at_inherits_all_the_same(session, cared_for):
    folder = folders.list_all(session)[0]
    file = files.known(session, folder.id)["a.jpg"]
    files.mark_changed(session, [(file.id, found("a.jpg", 200))])
    files.mark_changed(session, [(file.id, found("a.jpg", 300))])
    assert photos.details(session, take(session, file.id, "brighter")).photo.favourite


def test_what_the_changed_photo_has_already_stays(session, pictures, cared_for):
    other = take_in(session, pictures, ["b.jpg"])["b.jpg"]
    captions.edit(session, other, "en", "another Rex")
    assert change(session, "hash of b.jpg") == other
    details = photos.details(session, other)
    assert {caption.language: caption.text for caption in details.captions} == {
        "en": "another Rex",
        "zh": "雷克斯",
    }


def test_a_file_that_is_written_again_unchanged_changes_nothing(session, cared_for):
    assert change(session, "hash of a.jpg") == cared_for
    assert photos.details(session, cared_for).photo.rotation == 1
