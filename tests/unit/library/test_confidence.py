from photoseek.library.confidence import LEAST_CONFIDENCE, is_confident


def test_a_sentence_is_shown_from_the_least_confidence_on() -> None:
    assert is_confident(LEAST_CONFIDENCE)
    assert not is_confident(LEAST_CONFIDENCE - 0.01)
