import pytest

from photoseek.evaluation.caption_scores import score

REFERENCES = [
    [["a", "dog", "runs", "on", "the", "beach"], ["the", "dog", "is", "running"]],
    [["two", "men", "play", "guitar", "on", "stage"], ["men", "with", "guitars"]],
]


def test_a_caption_equal_to_a_reference_has_full_marks() -> None:
    scores = score([one[0] for one in REFERENCES], REFERENCES)
    assert scores["bleu_1"] == pytest.approx(1.0, abs=1e-6)
    assert scores["bleu_4"] == pytest.approx(1.0, abs=1e-6)
    assert scores["rouge_l"] == pytest.approx(1.0, abs=1e-6)


def test_bleu_counts_what_captions_and_references_share() -> None:
    said = [["a", "dog", "runs", "on", "the", "street"], ["two", "men", "play", "guitar", "on", "stage"]]
    assert score(said, REFERENCES)["bleu_1"] == pytest.approx(11 / 12, abs=1e-6)
    assert score(said, REFERENCES)["bleu_2"] == pytest.approx((11 / 12 * 9 / 10) ** 0.5, abs=1e-6)


def test_captions_of_other_photos_score_low() -> None:
    right = score([one[0] for one in REFERENCES], REFERENCES)
    swapped = score([one[0] for one in reversed(REFERENCES)], REFERENCES)
    assert swapped["cider"] < right["cider"] / 4
    assert swapped["bleu_4"] < 0.01


def test_counts_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="equally many"):
        score([["a"]], REFERENCES)
