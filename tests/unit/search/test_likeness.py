import numpy as np

from photoseek.search import likeness


def test_features_and_meaning_both_count() -> None:
    alike = likeness.likeness(np.array([0.9, 0.1, 0.5]), np.array([0.5, 0.9, 0.5]))
    assert alike.argsort().tolist() == [1, 2, 0]


def test_bands_fall_with_likeness() -> None:
    assert likeness.bands(np.array([0.9, 0.35, 0.1], np.float32)) == ["strong", "possible", "weak"]
