import pytest

from photoseek.models.vocabulary import tokenize
from photoseek.search.things import is_thing, phrases


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("a brown dog is running through the grass", ["brown dog", "grass"]),
        (
            "two young girls in red life jackets sit on a boat",
            ["two young girls", "red life jackets", "boat"],
        ),
        ("several people are playing", ["several people"]),
        ("a group of tall buildings", ["tall buildings"]),
        ("many young and old", []),
        ("", []),
    ],
)
def test_a_sentence_names_things_with_what_tells_of_them(sentence: str, named: list[str]) -> None:
    assert [" ".join(phrase) for phrase in phrases(tokenize(sentence))] == named


@pytest.mark.parametrize("word", ["dog", "skateboard", "building", "railing", "people", "bed", "beagle"])
def test_things_can_be_pointed_at(word: str) -> None:
    assert is_thing(word)


@pytest.mark.parametrize("word", ["running", "striped", "red", "two", "the", "looks", "quickly", "12", "t"])
def test_what_only_tells_of_things_cannot(word: str) -> None:
    assert not is_thing(word)
