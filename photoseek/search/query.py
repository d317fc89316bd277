"""What somebody typed, parsed: ``red ball -people "black dog"^2`` becomes weighted terms.

- words side by side are one term: a phrase is embedded whole, in order, as the text encoder learnt;
- ``"in quotes"`` is a term of its own;
- ``-word`` (or ``-"a phrase"``) pushes photos away;
- ``word^2`` makes a term of its own and counts it twice; ``^0.5`` half.

Every string is a legal query; what is neither a word nor one of these marks only separates words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from photoseek.models.vocabulary import tokenize

MAX_WORDS = 64  # of one query; the longest caption in Flickr8k has 38, a pasted page has thousands
MAX_WEIGHT = 10.0  # beyond that the other terms cannot be heard

# A minus only counts at the start of an item, so that "black-and-white" stays three plain words.
_ITEM = re.compile(
    r"""(?P<minus>-*)
        (?: "(?P<phrase>[^"]*)"? | (?P<plain>[^\s"^]+) | \^ )
        (?:\^(?P<weight>\d+(?:\.\d+)?))?""",
    re.VERBOSE,
)
_LOOKALIKES = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """What stands between two spaces of a query, or within quotes, without its marks."""

    text: str
    excluded: bool
    quoted: bool
    weight: float | None
    """None: none is written."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words meant together, and how much they count: below zero pushes away."""

    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a query, in the order typed."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every word that should be in the photo, in order, each once."""
        return tuple(dict.fromkeys(word for term in self.terms if term.weight > 0 for word in term.words))

    @property
    def unwanted(self) -> tuple[str, ...]:
        """Every word that should not be, in order, each once."""
        return tuple(dict.fromkeys(word for term in self.terms if term.weight < 0 for word in term.words))


def items(text: str) -> Iterator[Item]:
    """The items of a query, in order, those without any word, too. Never raises."""
    for found in _ITEM.finditer(text.translate(_LOOKALIKES)):
        weight = min(float(found["weight"]), MAX_WEIGHT) if found["weight"] else None
        plain = found["phrase"] or found["plain"] or ""
        yield Item(plain, bool(found["minus"]), bool(found["phrase"]), weight)


def parse(text: str) -> Query:
    """Cut ``text`` into terms; words beyond MAX_WORDS are left out. Never raises."""
    terms: list[Term] = []
    phrase: list[str] = []  # plain words side by side, still growing
    room = MAX_WORDS

    def close_phrase() -> None:
        if phrase:
            terms.append(Term(tuple(phrase), 1.0))
            phrase.clear()

    for item in items(text):
        words = tokenize(item.text)[:room]
        room -= len(words)
        if not words:
            continue
        if item.excluded or item.quoted or item.weight is not None:
            close_phrase()
            weight = 1.0 if item.weight is None else item.weight
            if weight > 0:
                terms.append(Term(tuple(words), -weight if item.excluded else weight))
        else:
            phrase.extend(words)
    close_phrase()
    return Query(tuple(terms))
