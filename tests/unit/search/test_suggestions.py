"""Words for words: how they are related, in all their forms, with what photos here hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import UnknownWords
from photoseek.library.database import Database
from photoseek.models.word_relations import WordRelations
from photoseek.models.word_vectors import WordVectors
from photoseek.paths import Paths
from photoseek.search.suggestions import MOST, Suggester
from tests.support.small_library import make_library

TEXTS = [
    "a dog with a leash",
    "two dogs and a leash",
    "a puppy with a leash",
    "a puppy",
    "a husky on a lawn",
    "a cat on a sofa",
    "a boat",
    "a boat on a lake",
    "people on a lawn",
    "a dog with a leash and a zebra",
]
RELATIONS = WordRelations(
    {"dogs": "dog", "cats": "cat", "people": "person"},
    {
        "dog": {
            "same": ("hound",),
            "wider": ("animal",),
            "narrower": ("husky", "puppy", "beagle"),
            "beside": ("cat",),
            "with": ("leash", "kennel"),
        }
    },
)
WORDS = ("dog", "dogs", "hound", "animal", "cat", "boat", "ship", "leash", "king", "queen", "man", "woman")
NONE = WordVectors((), np.zeros((0, 4), np.float32), {})


def vectors() -> WordVectors:
    rows = np.eye(len(WORDS), dtype=np.float32)
    rows[6, 5] = 2.0  # a ship is near a boat
    for row, (royal, female) in {8: (1, 0), 9: (1, 1), 10: (0, 0), 11: (0, 1)}.items():
        rows[row] = 0
        rows[row, 8], rows[row, 9], rows[row, 10] = royal, female, 1
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return WordVectors(WORDS, rows, {word: row for row, word in enumerate(WORDS)})


@pytest.fixture
def suggester(tmp_path: Path) -> Iterator[Suggester]:
    paths = Paths(tmp_path / "base")
    make_library(paths, tmp_path / "photos", len(TEXTS), TEXTS)
    database = Database.open_for_reading(paths.library)
    with database.read() as session:
        yield Suggester(session, vectors(), RELATIONS, len(TEXTS))
    database.close()


def words(suggester: Suggester, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in suggester.suggest(text, 40)[0]:
        found.setdefault(row.relation, []).append(row.word)
    return found


def test_words_are_told_by_how_they_are_related(suggester: Suggester) -> None:
    assert words(suggester, "dog ") == {
        "same": ["dogs", "hound"],
        "wider": ["animal"],
        "narrower": ["puppy", "husky", "beagle"],  # those of most photos first
        "beside": ["cat"],
        "with": ["leash"],  # no photo holds a kennel
    }


def test_another_form_of_a_word_is_related_to_the_same(suggester: Suggester) -> None:
    found = words(suggester, "dogs ")
    assert found["same"] == ["dog", "hound"]
    assert found["narrower"] == ["puppy", "husky", "beagle"]


def test_photos_and_their_number_come_with_each_word(suggester: Suggester) -> None:
    rows = {row.word: row for row in suggester.suggest("dog ", 40)[0]}
    assert rows["puppy"].count == 2
    assert len(rows["puppy"].photo_ids) == 2
    assert rows["hound"].count == 0
    assert rows["hound"].photo_ids == ()


def test_forms_are_one_word_called_by_the_commonest_here(suggester: Suggester) -> None:
    rows = suggester.suggest("", 40)[0]
    assert ("leash", 4) in [(row.word, row.count) for row in rows]
    suggester.relations.related["lawn"] = {"with": ("person",)}
    found = [row for row in suggester.suggest("lawn ", 40)[0] if row.relation == "with"]
    assert ("people", 1) in [(row.word, row.count) for row in found]
    del suggester.relations.related["lawn"]


def test_a_word_outside_the_table_has_its_nearest_beside_it(suggester: Suggester) -> None:
    assert words(suggester, "boat ")["beside"] == ["ship"]


def test_a_word_said_once_beside_another_does_not_go_with_it(suggester: Suggester) -> None:
    assert "zebra" not in words(suggester, "dog ").get("with", [])


def test_of_several_words_the_last_one_comes_first_and_none_comes_twice(suggester: Suggester) -> None:
    rows = suggester.suggest("dog boat ", 40)[0]
    assert rows[0].word == "ship"
    names = [row.word for row in rows]
    assert len(names) == len(set(names))
    assert "dog" not in names


def test_what_nobody_knows_is_said_with_the_nearest_known(suggester: Suggester) -> None:
    rows, unknown = suggester.suggest("qeen ", 40)
    assert rows == []
    assert unknown["qeen"][0] == "queen"


def test_an_unfinished_word_is_no_unknown_one(suggester: Suggester) -> None:
    rows, unknown = suggester.suggest("pup", 40)
    assert [(row.word, row.relation) for row in rows] == [("puppy", "longer")]
    assert unknown == {}


def test_a_known_word_that_no_photo_holds_has_longer_ones_after_its_neighbours(suggester: Suggester) -> None:
    hus = WordVectors(("hus",), np.ones((1, 4), np.float32) / 2, {"hus": 0})
    relations = WordRelations({}, {"hus": {"beside": ("dog",)}})
    rows, _ = replace(suggester, vectors=hus, relations=relations).suggest("hus", 40)
    assert [(row.word, row.relation) for row in rows] == [("dog", "beside"), ("husky", "longer")]


def test_a_word_that_begins_like_another_and_means_the_same_is_suggested_once(suggester: Suggester) -> None:
    pup = WordVectors(("pup",), np.ones((1, 4), np.float32) / 2, {"pup": 0})
    relations = WordRelations({}, {"pup": {"same": ("puppy",), "wider": ("animal",)}})
    rows, _ = replace(suggester, vectors=pup, relations=relations).suggest("pup", 40)
    assert [row.word for row in rows] == ["puppy", "animal"]


def test_no_relation_has_more_than_can_be_read(suggester: Suggester) -> None:
    suggester.relations.related["lake"] = {"narrower": tuple(f"lake{number}" for number in range(30))}
    assert len(words(suggester, "lake ")["narrower"]) <= MOST["narrower"]
    del suggester.relations.related["lake"]


def test_an_analogy_leaves_out_what_was_asked(suggester: Suggester) -> None:
    found = suggester.analogy("man", "king", "woman", 3, NONE)
    assert found[0].word == "queen"
    assert {"man", "king", "woman"}.isdisjoint(row.word for row in found)


def test_an_analogy_names_the_word_it_does_not_know(suggester: Suggester) -> None:
    with pytest.raises(UnknownWords) as caught:
        suggester.analogy("man", "kign", "woman", 3, NONE)
    assert caught.value.suggestions["kign"][0] == "king"


def test_words_that_are_said_of_photos_answer_among_themselves(suggester: Suggester) -> None:
    words = ("man", "king", "woman", "lady")
    spoken = WordVectors(words, np.eye(4, dtype=np.float32), {word: row for row, word in enumerate(words)})
    assert [row.word for row in suggester.analogy("man", "king", "woman", 3, spoken)] == ["lady"]
