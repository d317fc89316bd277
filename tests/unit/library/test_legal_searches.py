"""Whatever is typed is data: every text can be searched for, told and named, and comes back as it was."""

from photoseek.library import albums, captions, fulltext, photos, vocabulary
from photoseek.library.records import Scope
from tests.support.any_text import any_texts, storable
from tests.support.libraries import take_in

TEXTS = 400


def test_every_text_is_a_legal_search(session, pictures):
    ids = set(take_in(session, pictures, ["dog.jpg", "b.jpg", "海滩.jpg"]).values())
    for text in any_texts(TEXTS):
        for told in (False, True):
            assert set(fulltext.search(session, text, told=told).tolist()) <= ids
        assert set(fulltext.word_counts(session, [text])) == {text}
        assert len(fulltext.vocabulary(session, text, 5)) <= 5
        assert set(fulltext.holders(session, [text], 5)) == {text}
        assert len(fulltext.words_with(session, [text], 1, 5)) <= 5
        assert len(fulltext.texts_with(session, text, 5)) <= 5
        assert fulltext.count_with(session, text) >= 0
        assert len(vocabulary.completions(session, text, 5)) <= 5
        assert set(photos.list_ids(session, scope=Scope(camera=storable(text)))) <= ids


def test_every_text_is_a_legal_caption_and_name(session, pictures):
    (photo_id,) = take_in(session, pictures, ["a.jpg"]).values()
    for number, text in enumerate(any_texts(TEXTS // 4, seed=1)):
        captions.edit(session, photo_id, "en", storable(text))
        said = " ".join(storable(text).split())
        assert photos.by_ids(session, [photo_id])[0].caption == (said or None)
        name = f"{number} {said}"
        album = albums.make(session, name, [photo_id])
        assert {one.id: one.name for one in albums.list_all(session)}[album] == " ".join(name.split())
