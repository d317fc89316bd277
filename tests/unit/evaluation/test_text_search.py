from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.text_search import (
    inversion,
    photo_to_text,
    photo_to_text_reranked,
    rank,
    text_to_photo,
    text_to_photo_reranked,
)
from photoseek.search.answer import Answer, ScoredPhoto


def test_sentences_find_one_of_the_two_photos_of_their_colour(gallery: Gallery) -> None:
    found = text_to_photo(gallery)
    assert found["queries"] == 24
    assert found["recall_at_5"] == 100
    assert found["median_rank"] <= 2
    assert found["recall_at_1"] < 100  # two photos of a colour: only one can be first


def test_photos_find_a_sentence_about_them(gallery: Gallery) -> None:
    found = photo_to_text(gallery)
    assert found["queries"] == 8
    assert found["recall_at_10"] == 100


def test_the_program_is_asked_as_a_user_would(gallery: Gallery) -> None:
    found = text_to_photo_reranked(gallery)
    assert found["queries"] == 24
    assert found["recall_at_5"] == 100
    assert found["joint"]["recall_at_5"] == 100
    assert found["median_ms"] > 0


def test_the_captioner_puts_the_sentences_of_a_photo_in_order(gallery: Gallery) -> None:
    found = photo_to_text_reranked(gallery)
    assert found["queries"] == 8
    assert found["joint"]["recall_at_10"] == found["recall_at_10"] == 100


def test_inversion_is_measured_in_both_directions_beside_other_ways(gallery: Gallery) -> None:
    found = inversion(gallery)
    assert found["queries"] == 24
    assert found["text_to_photo"]["recall_at_5"] == 100
    assert found["text_to_photo"]["reranked"]["recall_at_5"] == 100
    assert found["photo_to_text"]["recall_at_10"] == 100


def test_a_photo_that_was_left_out_ranks_below_all() -> None:
    answer = Answer((ScoredPhoto(4, 0.9, "strong"), ScoredPhoto(2, 0.5, "possible")))
    assert rank(answer, 2, 10) == 2
    assert rank(answer, 3, 10) == 11
