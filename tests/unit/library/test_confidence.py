import math

import pytest

from photoseek.library.confidence import LEAST_CONFIDENCE, confidence, is_confident


def test_the_confidence_is_the_geometric_mean():
    assert confidence([math.log(0.9), math.log(0.4)]) == pytest.approx(0.6)


def test_what_a_person_wrote_is_certain():
    assert confidence(()) == 1.0
    assert is_confident(())


def test_a_sentence_is_shown_from_the_threshold_on():
    assert is_confident([math.log(LEAST_CONFIDENCE) + 1e-9])
    assert not is_confident([math.log(LEAST_CONFIDENCE) - 1e-9])
