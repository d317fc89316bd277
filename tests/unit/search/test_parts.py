"""What is where in a photo, and how much several parts count together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from photoseek.errors import UnknownWords
from photoseek.models.regions import Alignment, Box, Region
from photoseek.models.tags import Evidence
from photoseek.search.parts import SHOWN, find, weigh

PHOTO = b"photo"


class Pointing:
    """Networks that know where ``boxes`` are, and are so sure (log odds) that the photo shows each."""

    def __init__(self, boxes: Mapping[str, Box], odds: Mapping[str, float] | None = None) -> None:
        self.boxes = boxes
        self.odds = dict.fromkeys(boxes, 2.0) | dict(odds or {})

    def align(self, words: Sequence[str], representation: bytes) -> Alignment:
        assert representation == PHOTO
        known = [word for word in words if word in self.boxes]
        if not known:
            raise UnknownWords({word: [] for word in words})
        regions = tuple(Region((word,), np.full((5, 5), 0.5, np.float32), self.boxes[word]) for word in known)
        return Alignment(regions, regions)

    def knows(self, word: str) -> bool:
        return word in self.boxes

    def evidence(self, words: Sequence[str]) -> Evidence:
        offsets = np.array([self.odds[word] for word in words], np.float32)
        return Evidence(len(words), np.arange(len(words)), np.zeros((len(words), 2), np.float32), offsets)

    def embed_photos(self, representations: Sequence[bytes]) -> NDArray[np.float32]:
        return np.zeros((len(representations), 2), np.float32)

    def embed_places(self, representation: bytes) -> None:
        """Nothing is known of places."""


LEFT, RIGHT, BELOW = Box(0, 0, 0.5, 0.6), Box(0.5, 0, 1, 0.6), Box(0, 0.6, 1, 1)


def found(pointing: Pointing, sentence: str, tags: Sequence[str] = ()) -> list[str]:
    return [" ".join(region.words) for region in find(pointing, PHOTO, sentence, tags)]  # type: ignore[arg-type]


def test_things_of_the_sentence_and_tags_are_found_the_surest_first() -> None:
    pointing = Pointing({"dog": LEFT, "ball": RIGHT, "grass": BELOW}, {"ball": 3.0, "grass": 4.0})
    sentence = "a brown dog is chasing a red ball"
    assert found(pointing, sentence, ["grass", "chasing"]) == ["grass", "red ball", "brown dog"]


def test_of_two_that_are_at_the_same_place_the_sentence_has_its_way() -> None:
    nearly = Box(0, 0, 0.5, 0.55)
    pointing = Pointing({"dog": LEFT, "beagle": nearly}, {"beagle": 5.0})
    assert found(pointing, "a brown dog", ["beagle"]) == ["brown dog"]


def test_a_thing_is_named_once() -> None:
    pointing = Pointing({"dog": LEFT, "dogs": RIGHT})
    assert found(pointing, "a dog beside two dogs", ["dog"]) == ["dog"]


def test_what_fills_the_photo_or_is_hardly_there_is_no_part() -> None:
    pointing = Pointing({"dog": LEFT, "cat": RIGHT, "park": Box(0, 0, 1, 1)}, {"cat": -3.0})
    assert found(pointing, "a dog and a cat in a park") == ["dog"]


def test_if_nothing_is_sure_the_surest_is_shown() -> None:
    pointing = Pointing({"dog": LEFT, "cat": RIGHT}, {"dog": -4.0, "cat": -3.0})
    assert found(pointing, "a dog and a cat") == ["cat"]


def test_no_more_are_shown_than_can_be_told_apart() -> None:
    words = [f"thing{letter}" for letter in "abcdefghijkl"]
    pointing = Pointing({word: Box(n / 12, 0, (n + 1) / 12, 1) for n, word in enumerate(words)})
    assert len(found(pointing, "", words)) == SHOWN


def test_words_that_are_not_known_are_left_out() -> None:
    assert found(Pointing({}), "a xyzzy", ["plugh"]) == []
    assert found(Pointing({}), "") == []


def test_chinese_is_found_as_it_falls_into_phrases() -> None:
    assert found(Pointing({"狗": LEFT}), "一只狗") == ["狗"]


def test_what_a_single_place_shows_surely_counts() -> None:
    class Seeing(Pointing):
        def evidence(self, words: Sequence[str]) -> Evidence:
            directions = np.array([[8.0 if word == "cat" else 0.0, 0.0] for word in words], np.float32)
            return replace(super().evidence(words), directions=directions)

        def embed_places(self, representation: bytes) -> NDArray[np.float32]:  # type: ignore[override]
            places = np.zeros((25, 2), np.float32)
            places[-1, 0] = 1
            return places

    unlikely = {"cat": -3.0, "dog": 1.0}
    assert found(Pointing({"dog": LEFT, "cat": RIGHT}, unlikely), "a dog and a cat") == ["dog"]
    assert found(Seeing({"dog": LEFT, "cat": RIGHT}, unlikely), "a dog and a cat") == ["cat", "dog"]


def test_likeness_to_several_is_their_mean_less_what_is_unwanted() -> None:
    likenesses = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]], np.float32)
    assert weigh(likenesses, [1, 1]).tolist() == [0.5, 0.5, 0.5]
    assert weigh(likenesses, [3, 1]).tolist() == [0.75, 0.5, 0.25]
    assert weigh(likenesses, [1, -1]) == pytest.approx([1.0, 0.2, -0.6])
    assert weigh(likenesses, [1, -2]) == pytest.approx([1.0, -0.1, -1.2])
