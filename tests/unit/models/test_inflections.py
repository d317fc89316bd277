import pytest

from photoseek.models.inflections import base_forms, is_irregular


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("dogs", "dog"),
        ("puppies", "puppy"),
        ("beaches", "beach"),
        ("horses", "horse"),
        ("buses", "bus"),
        ("running", "run"),
        ("chasing", "chase"),
        ("walking", "walk"),
        ("carried", "carry"),
        ("stopped", "stop"),
        ("calling", "call"),
        ("men", "man"),
        ("sat", "sit"),
    ],
)
def test_a_form_proposes_its_basic_form(word: str, base: str) -> None:
    assert base in base_forms(word)


@pytest.mark.parametrize("word", ["dog", "grass", "bus", "king", "red", "bed", "tennis"])
def test_a_basic_form_is_no_form_of_another_word(word: str) -> None:
    assert base_forms(word) == []


def test_what_no_rule_could_tell_is_known_to_be_irregular() -> None:
    assert is_irregular("children")
    assert not is_irregular("dogs")
