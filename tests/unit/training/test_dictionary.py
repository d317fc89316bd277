import pytest

from photoseek.training.dictionary import genus, senses


@pytest.mark.parametrize(
    ("definition", "head"),
    [
        ("a young dog", "dog"),
        ("a breed of stocky medium-sized short-haired dog with a brindled coat", "dog"),
        ("any of several breeds of dog used for hunting typically having large drooping ears", "dog"),
        ("a wheeled vehicle that has two wheels and is moved by foot pedals", "vehicle"),
        ("a piece of furniture that provides a place to sleep", "furniture"),
        ("a large (usually four-footed) animal", "animal"),
        ("", ""),
    ],
)
def test_a_definition_is_built_on_its_genus(definition: str, head: str) -> None:
    assert genus(definition) == head


def test_the_dictionary_holds_single_words_with_their_meanings() -> None:
    found = {word: sense for sense in senses() for word in sense.words}
    assert {"bicycle", "bike"} <= set(found["bicycle"].words)
    assert "water" in found["beach"].definition
    assert all(word.isalpha() for word in found)
