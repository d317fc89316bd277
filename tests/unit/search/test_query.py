import pytest

from photoseek.search.query import MAX_WEIGHT, MAX_WORDS, Term, parse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("red ball", [Term(("red", "ball"), 1.0)]),
        ("Dog BEACH", [Term(("dog", "beach"), 1.0)]),
        ("dog -people", [Term(("dog",), 1.0), Term(("people",), -1.0)]),
        ("-people", [Term(("people",), -1.0)]),
        ("a -b c d", [Term(("a",), 1.0), Term(("b",), -1.0), Term(("c", "d"), 1.0)]),
        ("dog^2 beach", [Term(("dog",), 2.0), Term(("beach",), 1.0)]),
        ("-dog^0.5", [Term(("dog",), -0.5)]),
        ('"black dog" snow', [Term(("black", "dog"), 1.0), Term(("snow",), 1.0)]),
        ('-"black dog"^3', [Term(("black", "dog"), -3.0)]),
        ('"never closed', [Term(("never", "closed"), 1.0)]),
        ("black-and-white photo", [Term(("black", "and", "white", "photo"), 1.0)]),
        ("a dog - on a beach", [Term(("a", "dog", "on", "a", "beach"), 1.0)]),
        ("a man's hat", [Term(("a", "man", "'s", "hat"), 1.0)]),
        ("\u201cred ball\u201d \u2212snow", [Term(("red", "ball"), 1.0), Term(("snow",), -1.0)]),
        ("\ufb01sh", [Term(("fish",), 1.0)]),
    ],
)
def test_a_query_is_cut_into_terms(text: str, terms: list[Term]) -> None:
    assert list(parse(text).terms) == terms


@pytest.mark.parametrize("text", ["", "   ", "-", '""', "^", "!?", "\udc80", "\0", '--- ^^ ""'])
def test_a_query_without_words_has_no_terms(text: str) -> None:
    assert parse(text).terms == ()


def test_a_weight_of_zero_leaves_the_word_out() -> None:
    assert parse("dog^0 cat").terms == (Term(("cat",), 1.0),)


def test_a_weight_is_limited() -> None:
    assert parse("dog^99999999999999999999").terms == (Term(("dog",), MAX_WEIGHT),)


def test_a_pasted_page_is_cut_off() -> None:
    assert sum(len(term.words) for term in parse("word other^2 " * 10_000).terms) == MAX_WORDS


def test_wanted_and_unwanted_words_are_told_apart_and_named_once() -> None:
    query = parse("dog beach dog -people -cat -people")
    assert query.wanted == ("dog", "beach")
    assert query.unwanted == ("people", "cat")
