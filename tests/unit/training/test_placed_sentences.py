import random
from itertools import pairwise

import numpy as np
import pytest

from photoseek.models.regions import Box
from photoseek.training.collages import CollageTable, Panel
from photoseek.training.placed_sentences import PlacedSentence, by_collage, fragment, mix, place_sentences

LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)


@pytest.fixture
def placed() -> list[PlacedSentence]:
    panels = ((Panel(0, LEFT), Panel(1, RIGHT)), (Panel(1, LEFT), Panel(2, RIGHT)))
    collages = CollageTable(np.zeros((2, 1280), np.float16), np.zeros((2, 25, 256), np.int8), panels)
    captions = [
        [("a", "big", "red", "dog", "runs", "on", "grass")],
        [("a", "black", "cat", "on", "a", "sofa")],
        [("the", "black", "cat", "on", "a", "sofa")],
    ]
    return place_sentences(collages, captions, set().union(*(words for (words,) in captions)) - {"red"})


def test_words_that_name_something_of_one_panel_alone_are_placed(placed: list[PlacedSentence]) -> None:
    left, right = placed  # the second collage's panels share all their words
    assert left.collage == right.collage == 0
    assert [word.word for word in left.words] == ["a", "big", "dog", "runs", "on", "grass"]
    assert [word.word for word in left.words if word.is_placed] == ["big", "dog", "runs", "grass"]
    dog, cat = left.words[2], right.words[2]
    assert dog.inside == cat.outside == (True, True, False, False, False) * 5
    assert dog.outside == cat.inside == (False, False, False, True, True) * 5


def test_a_fragment_is_short_and_holds_a_placed_word(placed: list[PlacedSentence]) -> None:
    chance = random.Random(0)
    for _ in range(50):
        short = fragment(placed[0], chance)
        assert len(short.words) <= 3
        assert any(word.is_placed for word in short.words)


def test_a_mixture_holds_both_sentences_in_their_order(placed: list[PlacedSentence]) -> None:
    chance = random.Random(0)
    mixtures = [mix(placed, chance) for _ in range(20)]
    for mixed in mixtures:
        for sentence in placed:
            side = sentence.words[0].inside
            assert tuple(word for word in mixed.words if word.inside == side) == sentence.words
    changes = [sum(a.inside != b.inside for a, b in pairwise(one.words)) for one in mixtures]
    assert max(changes) > 1


def test_sentences_are_grouped_by_collage(placed: list[PlacedSentence]) -> None:
    other = PlacedSentence(7, placed[0].words)
    assert by_collage([placed[0], other, placed[1]]) == [placed, [other]]
