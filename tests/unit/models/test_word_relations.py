"""The shipped table of related words: read, and right about words of every day."""

from pathlib import Path

import pytest

from photoseek.models.word_relations import WordRelations
from photoseek.training import relations as training


@pytest.fixture(scope="module")
def shipped() -> WordRelations:
    return WordRelations.load()


@pytest.mark.parametrize(
    ("word", "relation", "other"),
    [
        ("dog", "wider", "animal"),
        ("dog", "narrower", "puppy"),
        ("dog", "with", "leash"),
        ("boy", "wider", "people"),
        ("car", "same", "automobile"),
        ("bicycle", "same", "bike"),
        ("sofa", "wider", "furniture"),
        ("pizza", "wider", "food"),
        ("boat", "narrower", "kayak"),
        ("red", "beside", "blue"),
        ("cat", "beside", "dog"),
        ("kitchen", "with", "oven"),
        ("snow", "with", "skier"),
    ],
)
def test_words_of_every_day_are_related_rightly(
    word: str, relation: str, other: str, shipped: WordRelations
) -> None:
    assert other in shipped.of(word)[relation]  # type: ignore[index]


def test_a_word_is_wider_than_another_or_narrower_never_both(shipped: WordRelations) -> None:
    for found in shipped.related.values():
        assert set(found.get("wider", ())).isdisjoint(found.get("narrower", ()))


def test_no_word_is_related_to_itself_or_twice(shipped: WordRelations) -> None:
    for word, found in shipped.related.items():
        others = [other for several in found.values() for other in several]
        assert word not in others
        assert len(others) == len(set(others)), word


def test_any_form_of_a_word_is_related_to_the_same(shipped: WordRelations) -> None:
    assert shipped.of("dogs") == shipped.of("dog")
    assert shipped.forms("children") == shipped.forms("child")
    assert shipped.forms("child")[0] == "child"
    assert {"run", "running", "runs"} <= set(shipped.forms("running"))


def test_a_word_outside_the_table_is_related_to_nothing(shipped: WordRelations) -> None:
    assert shipped.of("xqzt") == {}
    assert shipped.forms("xqzt") == ["xqzt"]


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    related = {"dog": {"wider": ["animal"], "with": ["leash", "ball"]}, "cat": {"beside": ["dog"]}}
    training.save({"dogs": "dog"}, related, tmp_path)
    read = WordRelations.load(tmp_path)
    assert read.bases == {"dogs": "dog"}
    assert read.of("dogs") == {"wider": ("animal",), "with": ("leash", "ball")}
    assert read.of("cat") == {"beside": ("dog",)}
    assert read.of("leash") == {}
