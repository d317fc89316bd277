from collections.abc import Sequence

import numpy as np
import pytest

from photoseek.errors import UserError
from photoseek.evaluation.collages import alignment, distinct_words, focus, make_collages
from photoseek.evaluation.gallery import Gallery, Photograph, open_gallery
from photoseek.models.regions import Alignment, locate

LEFT = np.tile(np.arange(5, 0, -1, dtype=np.float32), 5)  # heat of the places: most in the first column


def align_left(words: Sequence[str], representation: bytes) -> Alignment:
    """Whatever is asked for is said to be on the left."""
    return locate(words, np.stack([np.log(LEFT)] * len(words)), 0.0)


def test_collages_hold_each_photo_once_and_side_by_side(gallery: Gallery) -> None:
    collages = make_collages(gallery)
    assert sorted(number for collage in collages for number in collage.sides) == list(range(8))
    for collage in collages:
        mean = np.frombuffer(collage.representation, "<f4")
        left, right = (np.frombuffer(gallery.representations[side], "<f4") for side in collage.sides)
        np.testing.assert_allclose(mean, (left + right) / 2, atol=2)


def test_words_of_both_photos_and_rare_ones_are_left_out(gallery: Gallery) -> None:
    collage = next(
        collage
        for collage in make_collages(gallery)
        if gallery.photos[collage.sides[0]].class_name != gallery.photos[collage.sides[1]].class_name
    )
    assert distinct_words(gallery, collage, 0) == {gallery.photos[collage.sides[0]].class_name}
    assert distinct_words(gallery, collage, 1, least=4) == set()


def test_pointing_left_is_right_for_the_left_photo_alone(gallery: Gallery, monkeypatch) -> None:
    monkeypatch.setattr(gallery.inference, "align", align_left, raising=False)
    found = alignment(gallery)
    assert found["words_of_captions_point_right"] == found["words_alone_by_box"] == 50
    assert found["collages"] == 4


def test_one_photo_makes_no_collage(inference, photographs: list[Photograph]) -> None:
    with open_gallery(inference, photographs[:1]) as gallery, pytest.raises(UserError, match="two photos"):
        make_collages(gallery)


def test_focus_on_a_colour_finds_the_photo_of_that_colour(gallery: Gallery) -> None:
    found = focus(gallery)
    assert found["own_photo_first"] == found["turned_around"] == 100
    assert found["words"] == 2 * found["words_to_turn"]


def test_without_its_help_focus_turns_nothing_around(gallery: Gallery, monkeypatch) -> None:
    collages = make_collages(gallery)
    plain = {
        collage.representation: gallery.searcher.by_representation(collage.representation)
        for collage in collages
    }
    monkeypatch.setattr(
        gallery.searcher, "by_representation", lambda representation, limit, about: plain[representation]
    )
    found = focus(gallery)
    assert (found["own_photo_first"], found["turned_around"]) == (50, 0)
