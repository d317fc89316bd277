import numpy as np
import pytest

from photoseek.search import ranking


def floats(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def ids(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


NONE = floats(0, 0)


def test_a_made_caption_that_says_it_decides_between_equal_cosines() -> None:
    scores = ranking.fuse(floats(0.4, 0.4), made=floats(0, 1), told=NONE, unwanted=NONE)
    assert scores[1] > scores[0]


def test_a_made_caption_that_says_it_does_not_bury_a_much_better_cosine() -> None:
    scores = ranking.fuse(floats(0.5, 0.1), made=floats(0, 1), told=NONE, unwanted=NONE)
    assert scores[0] > scores[1]


def test_what_the_user_told_counts_more_than_a_made_caption() -> None:
    scores = ranking.fuse(floats(0.2, 0.2), made=floats(1, 0), told=floats(0, 1), unwanted=NONE)
    assert scores[1] > scores[0]


def test_a_photo_that_says_the_unwanted_falls_below_its_peers() -> None:
    scores = ranking.fuse(floats(0.5, 0.4), made=floats(1, 0), told=NONE, unwanted=floats(1, 0))
    assert scores[0] < scores[1]


def test_a_photo_without_a_vector_counts_as_the_farthest() -> None:
    nothing = floats(0, 0, 0)
    scores = ranking.fuse(floats(0.4, np.nan, 0.2), made=nothing, told=nothing, unwanted=nothing)
    assert scores.tolist() == pytest.approx([0.4, 0.2, 0.2])


def test_ties_go_by_photo_id() -> None:
    best, _ = ranking.best(ids(7, 3, 9, 5), floats(0.5, 0.5, 0.9, 0.5), 3)
    assert best.tolist() == [9, 3, 5]


def test_coverage_is_the_share_of_the_query_that_a_text_holds() -> None:
    holders = {"dog": ids(1, 2), "beach": ids(2)}
    covered = ranking.coverage(holders, {"dog": 0.25, "beach": 0.75})
    assert ranking.at(ids(1, 2, 3), covered).tolist() == [0.25, 1.0, 0.0]


def test_nothing_is_said_where_there_are_no_words() -> None:
    assert ranking.at(ids(0, 7), ranking.coverage({}, {})).tolist() == [0.0, 0.0]
    assert ranking.at(ids(0, 7), ranking.coverage({"dog": ids()}, {"dog": 1.0})).tolist() == [0.0, 0.0]


def test_a_rare_word_tells_more_than_a_common_one_even_in_a_tiny_library() -> None:
    assert ranking.rarity(1, 4) > ranking.rarity(3, 4) > ranking.rarity(4, 4) > 0


def test_wanted_directions_are_joined_by_weight() -> None:
    x, y = floats(1, 0), floats(0, 1)
    joined = ranking.combine([(3.0, x), (1.0, y)], [])
    assert joined is not None
    assert np.linalg.norm(joined) == pytest.approx(1.0)
    assert joined @ x == pytest.approx(3 * (joined @ y))


def test_an_unwanted_direction_is_turned_away_from_but_not_followed_backwards() -> None:
    x, y = floats(1, 0), floats(0, 1)
    joined = ranking.combine([(1.0, x)], [(1.0, y)])
    assert joined is not None
    assert joined @ y < 0 < -(joined @ y) < joined @ x


def test_a_heavier_unwanted_word_pushes_harder() -> None:
    x, y = floats(1, 0), floats(0, 1)
    once, twice = (ranking.combine([(1.0, x)], [(weight, y)]) for weight in (1.0, 2.0))
    assert once is not None
    assert twice is not None
    assert twice @ y < once @ y


def test_with_only_unwanted_words_the_opposite_is_wanted() -> None:
    joined = ranking.combine([], [(1.0, floats(0, 1))])
    assert joined is not None
    assert joined.tolist() == [0, -1]


def test_no_direction_is_no_vector() -> None:
    assert ranking.combine([], []) is None
    assert ranking.combine([(1.0, floats(1, 0)), (1.0, floats(-1, 0))], []) is None
