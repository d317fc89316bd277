from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photoseek.models.tags import BORROWED_FROM, Tag, WordDetectors, WordSight, merge
from photoseek.models.word_vectors import WordVectors

WORDS = ("dog", "puppy", "tabby", "tax")


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


VECTORS = np.stack([unit(1, 0, 0), unit(0.8, 0.6, 0), unit(0, 0, 1), unit(0, 1, 0)])
DETECTORS = WordDetectors(
    words=("dog",),
    directions=np.array([[10, 0, 0]], np.float32),
    offsets=np.array([-5], np.float32),
    class_slope=8.0,
    class_offset=-6.0,
    embedding_id="joint-1",
)


@pytest.fixture
def sight() -> WordSight:
    vocabulary = WordVectors(WORDS, VECTORS, {word: row for row, word in enumerate(WORDS)})
    as_it_is: Callable[[np.ndarray], np.ndarray] = lambda vector: vector  # noqa: E731
    return WordSight(DETECTORS, vocabulary, as_it_is)


DOG, TABBY = unit(1, 0, 0), unit(0, 0, 1)


def test_a_detected_word_is_seen_where_it_is(sight: WordSight) -> None:
    odds = sight.evidence(["dog"]).log_odds(np.stack([DOG, TABBY]), unseen=-9)
    assert odds[:, 0].tolist() == pytest.approx([5, -5])


def test_the_word_of_a_class_needs_no_detector(sight: WordSight) -> None:
    odds = sight.evidence(["tabby"]).log_odds(np.stack([DOG, TABBY]), unseen=-9)
    assert odds[:, 0].tolist() == pytest.approx([-6, 2])


def test_a_word_near_a_detected_one_borrows_its_detector_and_is_less_sure(sight: WordSight) -> None:
    assert BORROWED_FROM <= 0.8
    odds = sight.evidence(["puppy", "dog"]).log_odds(np.stack([DOG, TABBY]), unseen=-9)
    assert odds[1, 0] < odds[0, 0] < odds[0, 1]


def test_a_word_that_nothing_shows_is_unseen_in_every_photo(sight: WordSight) -> None:
    evidence = sight.evidence(["tax", "dog", "xyzzy"])
    assert evidence.seen.tolist() == [False, True, False]
    odds = evidence.log_odds(np.stack([DOG, TABBY]), unseen=-9)
    assert odds[:, [0, 2]].tolist() == [[-9, -9], [-9, -9]]


def test_no_words_are_no_evidence(sight: WordSight) -> None:
    assert sight.evidence([]).log_odds(DOG[None], unseen=-9).shape == (1, 0)


def test_detectors_of_another_embedding_detect_nothing() -> None:
    assert DETECTORS.fitting("joint-1", 3) is DETECTORS
    others = DETECTORS.fitting("joint-2", 3)
    assert others.words == ()
    assert others.probabilities(DOG[None]).shape == (1, 0)


def test_probabilities_lie_between_nothing_and_certainty() -> None:
    dog, tabby = DETECTORS.probabilities(np.stack([DOG, TABBY]))[:, 0].tolist()
    assert 0 < tabby < 0.01 < 0.99 < dog < 1


def test_tags_are_words_and_classes_by_confidence_each_name_once() -> None:
    classes = np.zeros(1000, np.float32)
    classes[[281, 282]] = 0.6, 0.3  # tabby, tiger cat
    tags = merge(("dog", "tabby", "cat"), np.array([0.1, 0.2, 0.9], np.float32), classes, 4)
    assert [tag.word for tag in tags] == ["cat", "tabby", "tiger cat", "dog"]
    assert tags[1] == Tag("tabby", pytest.approx(0.6))  # type: ignore[arg-type]


def test_they_survive_being_written(tmp_path: Path) -> None:
    DETECTORS.save(tmp_path)
    loaded, identity = WordDetectors.load(tmp_path)
    assert identity.startswith("tags-")
    assert (loaded.words, loaded.class_slope, loaded.embedding_id) == (("dog",), 8.0, "joint-1")
    np.testing.assert_array_equal(loaded.directions, DETECTORS.directions)
