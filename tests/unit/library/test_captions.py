"""Captions by models and by the user, side by side."""

import pytest

from photoseek.library import captions, files, folders, fulltext
from tests.support.libraries import CAPTIONER, ENCODER, by_model, caption, take_in


@pytest.fixture
def ids(session, pictures):
    return list(take_in(session, pictures, ["a.jpg", "b.jpg", "c.jpg"]).values())


def waiting(session, model_id=CAPTIONER, language="en", after=-1):
    return [photo_id for photo_id, _ in captions.uncaptioned(session, model_id, ENCODER, language, 9, after)]


def test_a_caption_comes_back_as_it_was_stored(session, ids):
    made = by_model(ids[0], "two dogs at a beach")
    captions.store(session, [made])
    assert captions.shown(session, ids) == {ids[0]: made}


def test_photos_wait_for_a_caption_with_their_representation(session, ids):
    assert captions.uncaptioned(session, CAPTIONER, ENCODER, "en", 2) == [
        (ids[0], b"representation of hash of a.jpg"),
        (ids[1], b"representation of hash of b.jpg"),
    ]
    assert captions.uncaptioned(session, CAPTIONER, "another encoder", "en", 9) == []
    captions.store(session, [by_model(id_, "a dog") for id_ in ids])
    assert waiting(session) == []


def test_a_new_model_captions_everything_again_and_replaces_the_old(session, ids):
    captions.store(session, [by_model(id_, "a dog") for id_ in ids])
    assert waiting(session, "captioner-2") == ids
    captions.store(session, [by_model(ids[0], "a cat", "captioner-2")])
    assert waiting(session, "captioner-2") == ids[1:]
    assert captions.shown(session, ids)[ids[0]].model_id == "captioner-2"
    assert fulltext.word_counts(session, ["dog", "cat"]) == {"dog": 2, "cat": 1}


def test_no_model_replaces_what_the_user_wrote(session, ids):
    captions.edit(session, ids[0], "en", "  Rex in\nthe snow ")
    caption(session, ids[0], "a dog")
    shown = captions.shown(session, ids)[ids[0]]
    assert (shown.text, shown.model_id, shown.word_log_probs) == ("Rex in the snow", None, ())
    assert fulltext.search(session, "rex").tolist() == [ids[0]]
    assert fulltext.search(session, "dog").tolist() == []


def test_a_photo_that_only_the_user_captioned_still_waits_for_the_model(session, ids):
    captions.edit(session, ids[0], "en", "Rex")
    captions.store(session, [by_model(id_, "a dog") for id_ in ids[1:]])
    assert waiting(session) == [ids[0]]


def test_an_empty_text_goes_back_to_the_models_caption(session, ids):
    caption(session, ids[0], "a dog")
    captions.edit(session, ids[0], "en", "Rex")
    captions.edit(session, ids[0], "en", " \n")
    assert captions.shown(session, ids)[ids[0]].text == "a dog"
    assert fulltext.search(session, "dog").tolist() == [ids[0]]
    captions.edit(session, ids[1], "en", "")
    assert ids[1] not in captions.shown(session, ids)


def test_languages_do_not_get_in_each_others_way(session, ids):
    caption(session, ids[0], "a dog")
    captions.edit(session, ids[0], "de", "ein Hund")
    assert captions.shown(session, ids)[ids[0]].text == "a dog"
    assert captions.shown(session, ids, "de")[ids[0]].text == "ein Hund"
    assert fulltext.search(session, "hund dog").tolist() == [ids[0]]


def test_a_language_without_a_caption_shows_another_ones(session, ids):
    caption(session, ids[0], "a dog")
    captions.edit(session, ids[1], "zh", "一只猫")
    shown = captions.shown(session, ids, "zh")
    assert (shown[ids[0]].text, shown[ids[1]].text) == ("a dog", "一只猫")
    assert list(captions.in_every_language(session, ids)[ids[1]]) == ["zh"]


def test_every_language_is_captioned_for_itself(session, ids):
    caption(session, ids[0], "a dog")
    assert (waiting(session), waiting(session, language="zh")) == (ids[1:], ids)
    assert waiting(session, after=ids[1]) == ids[2:]
    assert captions.count_done(session, CAPTIONER, "en") == 1
    assert captions.count_done(session, CAPTIONER, "zh") == 0


def test_a_photo_whose_captioning_failed_waits_for_the_user(session, ids):
    folder = folders.list_all(session)[0]
    known = files.known(session, folder.id)["a.jpg"]
    files.set_aside(session, known.id, "caption", "the program stopped while reading it")
    assert waiting(session) == ids[1:]
    files.retry_failed(session)
    assert waiting(session) == ids


def test_photos_that_are_not_shown_are_not_captioned(session, ids):
    folder = folders.list_all(session)[0]
    files.remove(session, [files.known(session, folder.id)["a.jpg"].id])
    assert waiting(session) == ids[1:]


def test_nothing_to_store_is_fine(session, ids):
    captions.store(session, [])
    assert captions.shown(session, ids) == {}
