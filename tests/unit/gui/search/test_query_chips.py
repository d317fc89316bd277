"""Typed text and chips are two ways to write the same question."""

import random

import pytest

from photoseek.gui.search.query_chips import (
    WEIGHTS,
    WordChip,
    chips_of,
    finished,
    heavier,
    replaced,
    text_of,
    turned,
    with_word,
    written,
)
from photoseek.search.query import parse


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("a dog on the beach", [WordChip("a dog on the beach")]),
        ("dog, beach", [WordChip("dog"), WordChip("beach")]),
        ("dog,-beach", [WordChip("dog"), WordChip("beach", excluded=True)]),
        ("dog,beach", [WordChip("dog"), WordChip("beach")]),
        ("dog -people", [WordChip("dog"), WordChip("people", excluded=True)]),
        ('"black dog"^2 snow', [WordChip("black dog", 2.0), WordChip("snow")]),
        ('red "ball"', [WordChip("red"), WordChip("ball", quoted=True)]),
        ('-"black, dog"^0.5', [WordChip("black dog", 0.5, excluded=True)]),
        ("dog^0 cat", [WordChip("cat")]),
        ("well-lit room", [WordChip("well-lit room")]),
        ("a dog - on a beach", [WordChip("a dog on a beach")]),
        ("狗，猫、鸟", [WordChip("狗"), WordChip("猫"), WordChip("鸟")]),
        ("", []),
        ('- ^ "" , !?', []),
    ],
)
def test_a_text_is_cut_into_chips(text: str, chips: list[WordChip]) -> None:
    assert chips_of(text) == chips


def test_any_text_means_the_same_as_its_chips_and_they_come_back_from_their_text() -> None:
    pieces = [
        "dog",
        "Cat",
        "red ball",
        '"',
        "-",
        "^2",
        "^0.5",
        "^",
        ",",
        " ",
        "  ",
        "well-lit",
        "狗",
        "!",
        "'s",
    ]
    chance = random.Random(7)
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randint(0, 9)))
        chips = chips_of(text)
        assert parse(text_of(chips)) == parse(text.replace(",", ", ")), text
        assert chips_of(text_of(chips)) == chips, text


@pytest.mark.parametrize(
    ("chip", "text"),
    [
        (WordChip("red ball"), "red ball"),
        (WordChip("red ball", quoted=True), '"red ball"'),
        (WordChip("red ball", 2.0), '"red ball"^2'),
        (WordChip("dog", 1.5, excluded=True), "-dog^1.5"),
    ],
)
def test_a_chip_is_written_as_one_types_it(chip: WordChip, text: str) -> None:
    assert written(chip) == text


@pytest.mark.parametrize(
    ("typed", "chips", "rest"),
    [
        ("a dog on", [], "a dog on"),
        ("a dog on ", [], "a dog on "),
        ("a dog,", [WordChip("a dog")], ""),
        ("a dog, be", [WordChip("a dog")], "be"),
        ('"black dog"', [], '"black dog"'),
        ('"black dog" ', [WordChip("black dog", quoted=True)], ""),
        ('"black, dog', [], '"black, dog'),
        ('"black dog ', [], '"black dog '),
        ("dog -people ", [WordChip("dog"), WordChip("people", excluded=True)], ""),
        ("- ", [], "- "),
        ("dog^2 ", [WordChip("dog", 2.0)], ""),
        (", ", [], ""),
    ],
)
def test_what_is_finished_becomes_chips_and_the_rest_stays_text(
    typed: str, chips: list[WordChip], rest: str
) -> None:
    assert finished(typed) == (chips, rest)


def test_a_weight_goes_up_and_down_and_stops_at_the_ends() -> None:
    chip = WordChip("dog", quoted=True)
    assert heavier(chip, 2) == WordChip("dog", 2.0)
    assert heavier(chip, -1).weight == 0.5
    assert heavier(chip, 99).weight == WEIGHTS[-1]
    assert heavier(chip, -99).weight == WEIGHTS[0]
    assert heavier(WordChip("dog", 10.0), -1).weight == 3.0


def test_a_chip_is_turned_and_turned_back() -> None:
    assert turned(WordChip("dog", 2.0)) == WordChip("dog", 2.0, excluded=True)
    assert turned(turned(WordChip("dog"))) == WordChip("dog")


def test_a_word_is_added_pushed_away_and_not_doubled() -> None:
    chips = chips_of("dog beach")
    chips = with_word(chips, "sand")
    assert text_of(chips) == "dog beach, sand"
    chips = with_word(chips, "-beach")
    assert text_of(chips) == "dog, sand -beach"
    chips = with_word(chips, "sand")
    assert text_of(chips) == "dog -beach sand"


def test_an_unknown_word_is_replaced_where_it_stands() -> None:
    chips = chips_of('Dogg beach -"well-lit dogg"^2 doggy')
    assert text_of(replaced(chips, "dogg", "dog")) == 'dog beach -"well-lit dog"^2 doggy'
    assert text_of(replaced(chips_of("黑狗"), "狗", "猫")) == "黑猫"
