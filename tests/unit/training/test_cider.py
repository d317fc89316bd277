import pytest
from pycocoevalcap.cider.cider import Cider

from photoseek.training.cider import CiderReward

MEANT = {
    1: ["a dog runs on the beach", "the brown dog is running over sand", "dog at the sea"],
    2: ["two children play football", "kids with a ball on the grass", "a boy kicks a ball"],
    3: ["a man rides a bicycle", "somebody on a red bicycle in the street", "a man on the beach"],
}
SAID = {1: "a dog on the beach", 2: "a boy kicks a ball on the grass", 3: "two dogs play with a red ball"}


def test_it_is_the_score_that_the_field_uses() -> None:
    _, scores = Cider().compute_score(MEANT, {photo: [text] for photo, text in SAID.items()})
    reward = CiderReward({photo: [text.split() for text in texts] for photo, texts in MEANT.items()})
    ours = [reward(photo, text.split()) for photo, text in SAID.items()]
    assert ours == pytest.approx(list(scores), abs=1e-9)


def test_a_sentence_that_shares_nothing_scores_nothing() -> None:
    reward = CiderReward({1: [["a", "dog"]], 2: [["two", "cats"]]})
    assert reward(1, ["green", "apples"]) == 0
    assert reward(1, []) == 0
