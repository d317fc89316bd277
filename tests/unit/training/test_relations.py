"""Which words are related, learnt from a few made-up photos and a dictionary of three words."""

import numpy as np
import pytest

from photoseek.models.word_sources import WordSources
from photoseek.models.word_vectors import WordVectors
from photoseek.training.dictionary import Sense
from photoseek.training.relations import Said, basic_forms, by_commonest_form, count, relate

WORDS = (
    "dog",
    "hound",
    "terrier",
    "collar",
    "cat",
    "puppy",
    "rowboat",
    "boat",
    "row",
    "bike",
    "bicycle",
    "grass",
)
PHOTOS = [
    *(20 * [[["a", "dog", "with", "a", "collar"], ["a", "terrier"], ["a", "dog", "on", "grass"]]]),
    *(20 * [[["a", "dog", "with", "a", "collar"], ["dogs", "with", "a", "collar"], ["a", "dog"]]]),
    *(20 * [[["a", "cat"], ["a", "cat"]]]),
    *(60 * [[["grass"], ["grass"]]]),
]
SENSES = [
    Sense(("puppy",), ("a", "young", "dog"), "dog"),
    Sense(("bicycle", "bike"), ("a", "vehicle"), "vehicle"),
    *(Sense((word,), (), "") for word in WORDS if word not in ("puppy", "bicycle", "bike")),
]


def near(groups: list[tuple[str, ...]], likeness: float) -> WordVectors:
    """Words of one group are as near to each other as ``likeness``, others not at all."""
    rows = np.zeros((len(WORDS), 2 * len(WORDS)), np.float32)
    for row, word in enumerate(WORDS):
        rows[row, row] = np.sqrt(1 - likeness)
        group = next((number for number, words in enumerate(groups) if word in words), None)
        rows[row, len(WORDS) + (row if group is None else group)] = np.sqrt(likeness)
    return WordVectors(WORDS, rows, {word: row for row, word in enumerate(WORDS)})


@pytest.fixture
def said() -> Said:
    return count(PHOTOS, {"dogs": "dog"}, WORDS)


@pytest.fixture
def sources() -> WordSources:
    groups = [
        ("dog", "hound", "terrier", "collar", "cat", "puppy"), ("rowboat", "boat"), ("bike", "bicycle"),
    ]  # fmt: skip
    nothing = WordVectors((), np.zeros((0, 4), np.float32), {})
    return WordSources(near(groups, 0.7), nothing)


def test_forms_of_one_word_are_counted_together(said: Said) -> None:
    assert said.captions[said.rows["dog"]] == 20 * 2 + 20 * 3


def test_what_others_say_instead_is_told_from_what_is_said_beside_it(said: Said) -> None:
    dog, terrier, collar = (said.rows[word] for word in ("dog", "terrier", "collar"))
    assert said.instead[dog, terrier] == pytest.approx(1.0)
    assert said.together[dog, terrier] == 0
    assert said.together[dog, collar] == pytest.approx(1.0)


def test_who_says_less_says_something_wider(said: Said, sources: WordSources) -> None:
    related = relate(said, {}, sources, SENSES)
    assert "dog" in related["terrier"]["wider"]
    assert "terrier" in related["dog"]["narrower"]


def test_a_part_is_not_narrower_than_what_it_is_seen_on(said: Said, sources: WordSources) -> None:
    related = relate(said, {}, sources, SENSES)
    assert "dog" not in related["collar"].get("wider", [])
    assert "collar" not in related["dog"].get("narrower", [])


def test_a_definition_makes_wider_and_two_names_of_one_meaning_the_same(
    said: Said, sources: WordSources
) -> None:
    related = relate(said, {}, sources, SENSES)
    assert related["puppy"]["wider"] == ["dog"]
    assert related["bike"]["same"] == ["bicycle"]


def test_a_compound_is_what_it_ends_with(said: Said, sources: WordSources) -> None:
    related = relate(said, {}, sources, SENSES)
    assert related["rowboat"]["wider"] == ["boat"]


def test_what_is_said_of_the_same_photos_goes_with_it_unless_it_is_alike(said: Said) -> None:
    nothing = WordVectors((), np.zeros((0, 4), np.float32), {})
    related = relate(said, {}, WordSources(near([], 0.0), nothing), SENSES)
    assert "collar" in related["dog"]["with"]
    assert "grass" not in related["dog"].get("with", [])  # it is everywhere


def test_a_form_is_told_by_its_meaning() -> None:
    alike = {("glasses", "glass"): 0.2, ("dogs", "dog"): 0.9, ("building", "build"): 0.6, ("men", "man"): 0.1}
    counts = dict.fromkeys([word for pair in alike for word in pair], 10)
    assert basic_forms(counts, lambda word, base: alike[word, base]) == {"dogs": "dog", "men": "man"}


def test_nothing_said_is_no_error() -> None:
    assert count([], {}, ("dog",)).captions.tolist() == [0]


def test_a_word_is_called_by_the_form_that_is_said_most() -> None:
    counts = {"build": 1, "building": 9, "house": 5}
    bases, related = by_commonest_form({"building": "build"}, {"house": {"wider": ["build"]}}, counts)
    assert bases == {"build": "building"}
    assert related == {"house": {"wider": ["building"]}}
