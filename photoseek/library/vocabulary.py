"""The words of a library: those of its photos' captions and tags, and which photos hold them."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from photoseek.library import fulltext
from photoseek.library.records import WordCount


def completions(session: Session, prefix: str, limit: int) -> list[WordCount]:
    """Words that begin so, those of most photos first."""
    return [WordCount(*found) for found in fulltext.vocabulary(session, prefix, limit)]


def commonest(session: Session, limit: int, without: Collection[str] = ()) -> list[WordCount]:
    """The words that most photos hold, but numbers and some others."""
    # Every tenth word or so is a number, and hardly any are left out otherwise.
    found = fulltext.vocabulary(session, "", 2 * limit + len(without))
    words = [WordCount(word, count) for word, count in found if word not in without and not word.isdigit()]
    return words[:limit]


def photos_with(session: Session, words: Sequence[str], limit_each: int) -> dict[str, list[int]]:
    """Up to ``limit_each`` photos for each word that hold it, those taken in last first."""
    return fulltext.holders(session, words, limit_each)
