"""Tags by a model, and what is shown where a caption is only a guess."""

from dataclasses import replace
from pathlib import Path

import pytest

from photoseek.library import captions, files, folders, photos, tags
from photoseek.library.records import SHOWN_TAGS, Caption, Photo, Tag
from tests.support.libraries import CAPTIONER, ENCODER, by_model, take_in

DOG = (Tag("dog", 0.9), Tag("grass", 0.4))


@pytest.fixture
def ids(session, pictures):
    return list(take_in(session, pictures, ["a.jpg", "b.jpg"]).values())


def waiting(session, model_id="tagger"):
    return [photo_id for photo_id, _ in tags.untagged(session, model_id, ENCODER, 9)]


def test_tags_come_back_as_they_were_stored_and_replace_older_ones(session, ids):
    assert waiting(session) == ids
    tags.store(session, "tagger", {ids[0]: DOG, ids[1]: ()})
    assert tags.of_photos(session, ids) == {ids[0]: DOG, ids[1]: ()}
    assert (waiting(session), waiting(session, "another")) == ([], ids)
    tags.store(session, "another", {ids[0]: DOG[1:]})
    assert tags.of_photos(session, ids)[ids[0]] == DOG[1:]
    assert waiting(session, "another") == ids[1:]


def test_photos_that_are_not_shown_are_not_tagged(session, ids):
    known = files.known(session, folders.list_all(session)[0].id)
    files.remove(session, [file.id for file in known.values() if file.photo_id == ids[0]])
    assert waiting(session) == ids[1:]


@pytest.mark.parametrize(("confidence", "shown"), [(0.4, "a dog"), (0.05, "dog, grass")])
def test_tags_are_shown_instead_of_a_guess(session, ids, confidence, shown):
    captions.store(session, [Caption(ids[0], "en", "a dog", -9.0, (), CAPTIONER, confidence)])
    tags.store(session, "tagger", {ids[0]: DOG})
    photo = photos.by_ids(session, ids)[0]
    assert (photo.caption, photo.description) == ("a dog", shown)


def test_what_the_user_wrote_is_always_shown(session, ids):
    tags.store(session, "tagger", {ids[0]: DOG})
    captions.store(session, [by_model(ids[0], "a cat")])
    captions.edit(session, ids[0], "en", "Rex")
    assert photos.by_ids(session, ids)[0].description == "Rex"


def test_a_photo_without_a_caption_shows_its_best_tags(session, ids):
    many = tuple(Tag(f"word{number}", 0.5) for number in range(10))
    tags.store(session, "tagger", {ids[0]: many})
    first, second = photos.by_ids(session, ids)
    assert first.description == ", ".join(tag.word for tag in many[:SHOWN_TAGS])
    assert second.description is None


def test_tags_that_are_hardly_likely_are_not_shown():
    photo = Photo(1, Path("a.jpg"), True, "ab", 40, 30, None, None, (*DOG, Tag("cat", 0.01)), is_sure=False)
    assert photo.description == "dog, grass"
    assert replace(photo, tags=(Tag("cat", 0.01), Tag("owl", 0.001))).description == "cat"
