"""Themes of the map of photos."""

import numpy as np

from photoseek.gui.map.map_themes import divided, themes


def test_what_lies_together_is_one_theme_named_by_its_own_words() -> None:
    random = np.random.default_rng(0)
    beach, dogs = random.normal(0, 0.1, (14, 2)), random.normal(5, 0.1, (14, 2))
    points = np.concatenate([beach, dogs]).astype(np.float32)
    words = {id_: ["photo", "beach", "sea"] if id_ < 14 else ["photo", "dog", "grass"] for id_ in range(28)}
    found = themes(points, range(28), words)
    first, last = found.names[found.groups[0]], found.names[found.groups[27]]
    assert len({first, last, ""}) == 3
    assert not set(first.split(", ")) & {"dog", "grass", "photo"}
    assert not set(last.split(", ")) & {"beach", "sea", "photo"}


def test_a_few_photos_are_one_theme_without_a_name() -> None:
    found = themes(np.zeros((5, 2), np.float32), range(5), {})
    assert found.names == ("",)
    assert found.groups.tolist() == [0] * 5


def test_heaps_are_told_apart_and_equal_points_stay_together() -> None:
    random = np.random.default_rng(1)
    heaps = [random.normal((5 * heap, -3 * heap), 0.1, (30, 2)) for heap in range(4)]
    groups = divided(np.concatenate(heaps), 4).reshape(4, 30)
    assert len({int(heap[0]) for heap in groups}) == 4
    assert (groups == groups[:, :1]).all()
    assert len(set(divided(np.ones((20, 2)), 3).tolist())) == 1
