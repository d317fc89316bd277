"""Themes of the map of photos."""

import numpy as np

from photoseek.gui.map.map_themes import themes


def test_what_lies_together_is_one_theme_named_by_its_own_words() -> None:
    random = np.random.default_rng(0)
    beach, dogs = random.normal(0, 0.1, (40, 2)), random.normal(5, 0.1, (40, 2))
    points = np.concatenate([beach, dogs]).astype(np.float32)
    words = {id_: ["photo", "beach", "sea"] if id_ < 40 else ["photo", "dog", "grass"] for id_ in range(80)}
    found = themes(points, range(80), words)
    first, last = found.names[found.groups[0]], found.names[found.groups[79]]
    assert len({first, last, ""}) == 3
    assert not set(first.split(", ")) & {"dog", "grass", "photo"}
    assert not set(last.split(", ")) & {"beach", "sea", "photo"}


def test_a_few_photos_are_one_theme_without_a_name() -> None:
    found = themes(np.zeros((5, 2), np.float32), range(5), {})
    assert found.names == ("",)
    assert found.groups.tolist() == [0] * 5
