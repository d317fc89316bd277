"""Words to add to a query: near what was typed, and best those that photos here are about."""

import math

from sqlalchemy.orm import Session

from photoseek.library import fulltext
from photoseek.models.vocabulary import tokenize
from photoseek.models.word_vectors import WordVectors
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.query import parse

CONSIDERED = 4  # neighbours looked at for each word suggested
COUNT_WEIGHT = 0.05  # cosine that a word gains for each factor of ten in captions that hold it


Suggested = tuple[str, float, int]
"""A word, its cosine with what was typed, and how many captions here hold it."""


def suggest(session: Session, word_vectors: WordVectors, text: str, limit: int) -> list[Suggested]:
    """Up to ``limit`` words for the words typed so far, best first.

    Nothing typed: what the captions here are about. A last word that is not finished: its endings
    first. Else the neighbours of all wanted words.
    """
    typed = [word for word in parse(text).wanted if word not in FUNCTION_WORDS]
    if not typed:
        return _frequent(session, "", limit)
    known = [word for word in typed if word in word_vectors]
    last = (tokenize(text) or [""])[-1]
    unfinished = last == typed[-1] and last not in word_vectors
    found = _frequent(session, last, limit) if unfinished else []
    if known and len(found) < limit:
        neighbours = word_vectors.neighbours(known, CONSIDERED * limit)
        counts = fulltext.word_counts(session, [word for word, _ in neighbours])
        there = {*typed, *(word for word, _, _ in found)}
        near = [
            (word, cosine, counts[word])
            for word, cosine in neighbours
            if word not in FUNCTION_WORDS and word not in there
        ]
        near.sort(key=lambda it: (-(it[1] + COUNT_WEIGHT * math.log10(1 + it[2])), it[0]))
        found += near
    return found[:limit]


def _frequent(session: Session, prefix: str, limit: int) -> list[Suggested]:
    words = fulltext.vocabulary(session, prefix, limit + len(FUNCTION_WORDS))
    return [
        (word, 0.0, count)
        for word, count in words
        if word not in FUNCTION_WORDS and word != prefix and not word.isdigit()
    ][:limit]
