import pytest

from photoseek.errors import UserError
from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.relevance import nonsense_queries, relevance
from tests.support.inference import COLOURS

STRANGE = ["tariff", "sonnet", "plasma"]


def test_true_queries_find_strong_photos_and_nonsense_finds_none(gallery: Gallery) -> None:
    found = relevance(gallery)
    assert found["true_captions"]["own_photo_strong"] == 100
    assert 0 < found["true_captions"]["library_strong"] < 60
    assert found["plain_words"]["queries"] == 0  # no word is said of three photos or more
    assert found["nonsense"] == {
        "library_strong": 0,
        "library_strong_at_most": 0,
        "library_strong_or_possible": 0,
        "queries": 150,
    }


def test_nonsense_is_made_of_words_unlike_all_that_is_shown(gallery: Gallery, monkeypatch) -> None:
    monkeypatch.setattr("photoseek.evaluation.relevance.class_names", lambda: ["black sonnet"])
    monkeypatch.setattr("photoseek.evaluation.relevance._WORDS_AT_MOST", 2)
    queries = nonsense_queries(gallery, ["green", "a", "white", "yellow", "blue"])
    assert {word for query in queries for word in query.split()} == {"tariff", "plasma"}
    assert {len(query.split()) for query in queries} == {1, 2}
    with pytest.raises(UserError, match="too few words"):
        nonsense_queries(gallery, [*COLOURS, *STRANGE])
