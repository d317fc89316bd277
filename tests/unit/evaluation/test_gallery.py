from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import UserError
from photoseek.evaluation.gallery import Gallery, Photograph, open_gallery


def test_the_searcher_knows_the_photos_by_their_place(gallery: Gallery) -> None:
    hits = gallery.searcher.by_words("blue").hits
    shown = {gallery.photos[hit.photo_id - 1].class_name for hit in hits[:2]}
    assert shown == {"blue"}
    assert [gallery.ids[0], gallery.ids[-1]] == [1, len(gallery)]


def test_file_names_tell_a_search_nothing(inference, photographs: list[Photograph], tmp_path: Path) -> None:
    with open_gallery(inference, photographs) as gallery:
        texts = gallery.searcher.by_words("green square", len(gallery))
    assert all(hit.score < 1.2 for hit in texts.hits)  # a name that holds the words would add 0.5


def test_a_photo_that_cannot_be_read_is_left_out_and_named(
    inference, photographs: list[Photograph], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no photo")
    with open_gallery(inference, [photographs[0], Photograph(broken, {}), photographs[1]]) as gallery:
        assert gallery.photos == photographs[:2]
        assert len(gallery.representations) == 2
        assert [path for path, _ in gallery.unreadable] == [broken]
    with pytest.raises(UserError, match="can be read"), open_gallery(inference, [Photograph(broken, {})]):
        pass


def test_sentences_belong_to_the_photos_they_were_said_of(gallery: Gallery) -> None:
    sentences, owners = gallery.sentences("en")
    assert len(sentences) == 3 * len(gallery)
    assert sentences[4] == ("green",)
    assert owners[:7].tolist() == [0, 0, 0, 1, 1, 1, 2]
    similar = gallery.similarity("en")
    assert similar.shape == (24, 8)
    assert gallery.photos[int(np.argmax(similar[4]))].class_name == "green"


def test_a_language_that_is_not_there_or_not_understood_is_said(
    inference, photographs: list[Photograph], gallery: Gallery
) -> None:
    with pytest.raises(UserError, match="captions in the language 'zh'"):
        gallery.sentences("zh")
    strange = [Photograph(photo.path, {"zh": [("红", "色")] * 3}) for photo in photographs]
    with open_gallery(inference, strange) as other, pytest.raises(UserError, match="does not understand"):
        other.similarity("zh")


def test_its_library_is_gone_afterwards(inference, photographs: list[Photograph]) -> None:
    with open_gallery(inference, photographs) as gallery:
        gallery.searcher.by_words("red")
        folder = gallery._folder
        assert (folder / "library.db").exists()
    assert not folder.exists()
