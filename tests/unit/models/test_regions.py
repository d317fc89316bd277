import numpy as np
import pytest
from numpy.typing import NDArray

from photoseek.models.regions import WHOLE, Box, likeliest_path, locate, look_closer, with_evidence


def pointing(*places: int | None, strength: float = 6.0) -> NDArray[np.float32]:
    """Log probabilities (T, 25) of words that point at these places, or nowhere."""
    logits = np.zeros((len(places), 25), np.float32)
    for row, place in zip(logits, places, strict=True):
        if place is not None:
            row[place] = strength
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


def test_a_word_is_hottest_where_it_points() -> None:
    word = locate(["dog"], pointing(7), 1.0).words[0]
    assert word.words == ("dog",)
    assert word.heat.shape == (5, 5)
    assert word.heat[1, 2] == word.heat.max() == 1
    assert word.heat.min() >= 0
    assert tuple(word.box) == pytest.approx((0.4, 0.2, 0.6, 0.4))


def test_a_box_leans_to_the_warmer_side() -> None:
    logits = np.full((5, 5), -8.0, np.float32)
    logits[:, 2], logits[:, 3] = 0.0, -0.2
    box = locate(["dog"], logits.reshape(1, 25), 1.0).words[0].box
    assert box.left == pytest.approx(0.4)
    assert 0.6 < box.right < 0.8
    assert (box.top, box.bottom) == (0.0, 1.0)


def test_a_box_holds_the_hot_places_that_hang_together_and_no_others() -> None:
    logits = np.full((1, 5, 5), -8.0, np.float32)
    logits[0, 1:3, 0] = 1.0
    logits[0, 2, 1] = 0.9
    logits[0, 4, 4] = 0.9  # as hot, but elsewhere
    box = locate(["dog"], logits.reshape(1, 25), 1.0).words[0].box
    assert tuple(box) == pytest.approx((0.0, 0.2, 0.4, 0.6), abs=0.11)


def test_words_that_lead_to_another_join_it() -> None:
    words = ["a", "black", "dog", "near", "a", "house"]
    misled = pointing(24, 6, 6, 6, 6, 24)  # what they point at themselves does not count
    phrases = locate(words, misled, 0.5).phrases
    assert [" ".join(phrase.words) for phrase in phrases] == ["a black dog", "near a house"]
    assert [int(phrase.heat.argmax()) for phrase in phrases] == [6, 24]


def test_words_that_lead_nowhere_stay_or_stand_for_themselves() -> None:
    assert [phrase.words for phrase in locate(["dog", "with"], pointing(6, 24), 0.5).phrases] == [
        ("dog", "with")
    ]
    assert int(locate(["near"], pointing(7), 0.5).phrases[0].heat.argmax()) == 7


def test_a_doubtful_word_stays_where_its_neighbours_are() -> None:
    weak = pointing(6, None, 6)
    weak[1, 20] += 0.5
    assert [len(locate(["big", "red", "ball"], weak, by).phrases) for by in (0.0, 1.0)] == [3, 1]


def test_the_likeliest_path_is_the_best_of_all_paths() -> None:
    random = np.random.default_rng(0)
    for _ in range(20):
        log_probs = random.normal(size=(4, 3)).astype(np.float32)
        paths = np.array(list(np.ndindex(3, 3, 3, 3)))
        worth = log_probs[np.arange(4), paths].sum(axis=1) + 0.7 * (paths[:, 1:] == paths[:, :-1]).sum(axis=1)
        assert likeliest_path(log_probs, np.full(3, 0.7)) == paths[worth.argmax()].tolist()


def test_looking_closer_at_the_whole_changes_nothing() -> None:
    grid = np.random.default_rng(0).normal(size=(25, 7)).astype(np.float32)
    np.testing.assert_allclose(look_closer(grid, WHOLE), grid, atol=1e-6)


def test_looking_closer_sees_only_that_part() -> None:
    grid = np.zeros((5, 5, 2), np.float32)
    grid[:, :2, 0] = 1
    grid[:, 3:, 1] = 1
    closer = look_closer(grid.reshape(25, 2), Box(0.0, 0.0, 0.4, 1.0))
    np.testing.assert_allclose(closer, np.tile([1, 0], (25, 1)), atol=1e-6)


def test_evidence_moves_a_region_to_where_it_is_seen_and_is_not_alone_in_it() -> None:
    odds = np.full((1, 25), -4, np.float32)
    odds[0, 7] = 4
    (unsure,) = locate(["dog"], with_evidence(pointing(None), odds), 1.0).words
    assert int(unsure.heat.argmax()) == 7
    assert tuple(unsure.box) == pytest.approx((0.4, 0.2, 0.6, 0.4))
    (sure,) = locate(["dog"], with_evidence(pointing(20, strength=30.0), odds), 1.0).words
    assert int(sure.heat.argmax()) == 20
