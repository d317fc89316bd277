from photoseek.evaluation.gallery import Gallery
from photoseek.evaluation.neighbours import neighbours


def test_neighbours_share_more_words_than_chance(gallery: Gallery, monkeypatch) -> None:
    monkeypatch.setattr("photoseek.evaluation.neighbours._NEIGHBOURS", 1)
    found = neighbours(gallery)
    # Each photo's words: its colour, "picture" and "square"; the last two are everybody's.
    assert found["words_in_common"] == 100
    assert 60 < found["with_random_photos"] < 100
    assert found["photos"] == 8
