"""The words of a library: those of its photos' captions and tags, and which photos hold them.

Chinese is not written with spaces, so nothing says where its words end. What begins with some
characters is read off the captions: as far as they mostly go on in the same way.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy.orm import Session

from photoseek.library import fulltext
from photoseek.library.records import WordCount

_READ = 2000  # captions that Chinese words are read off
_LONGEST = 4  # characters that a Chinese word goes on for
_MOSTLY = 0.6  # share of captions in which a word must go on in the same way to be a longer word
_ENDING = frozenset(
    "的了在是着过和与或地得上下里中旁前后一个两只条位名有从到向把被正"
)  # no word goes on with these


def completions(session: Session, prefix: str, limit: int, without: Collection[str] = ()) -> list[WordCount]:
    """Words that begin so, but some others, those of most photos first."""
    if fulltext.has_ideographs(prefix):
        return _chinese(session, prefix.strip(), limit)
    left_out = sum(word.startswith(prefix.strip().lower()) for word in without)
    found = fulltext.vocabulary(session, prefix, limit + left_out)
    return [WordCount(word, count) for word, count in found if word not in without][:limit]


def commonest(session: Session, limit: int, without: Collection[str] = ()) -> list[WordCount]:
    """The words that most photos hold, but numbers and some others."""
    # Every tenth word or so is a number, and hardly any are left out otherwise.
    found = fulltext.vocabulary(session, "", 2 * limit + len(without))
    words = [WordCount(word, count) for word, count in found if word not in without and not word.isdigit()]
    return words[:limit]


def photos_with(session: Session, words: Sequence[str], limit_each: int) -> dict[str, list[int]]:
    """Up to ``limit_each`` photos for each word that hold it, those taken in last first."""
    return fulltext.holders(session, words, limit_each)


def _chinese(session: Session, prefix: str, limit: int) -> list[WordCount]:
    texts = fulltext.texts_with(session, prefix, _READ)
    begun = Counter(found for text in texts for found in _continuations(text, prefix))
    likeliest = [_grown(word, begun) for word, _ in begun.most_common() if len(word) == len(prefix) + 1]
    words = [prefix, *likeliest[:limit]] if len(prefix) > 1 else likeliest[:limit]
    counted = [WordCount(word, fulltext.count_with(session, word)) for word in words]
    return sorted((word for word in counted if word.count), key=lambda it: (-it.count, it.word))[:limit]


def _continuations(text: str, prefix: str) -> set[str]:
    """Everything in a text that begins so and goes on for up to _LONGEST characters."""
    found = set()
    for after in text.split(prefix)[1:]:
        for length in range(1, _LONGEST + 1):
            more = after[:length]
            if len(more) < length or not fulltext.has_ideographs(more[-1]) or more[-1] in _ENDING:
                break
            found.add(prefix + more)
    return found


def _grown(word: str, counts: Counter[str]) -> str:
    """The word, as long as it mostly goes on in the same way."""
    longer = _commonest_of((it for it in counts if len(it) == len(word) + 1 and it.startswith(word)), counts)
    if longer is None or counts[longer] < _MOSTLY * counts[word]:
        return word
    return _grown(longer, counts)


def _commonest_of(words: Iterable[str], counts: Counter[str]) -> str | None:
    return max(words, key=lambda word: (counts[word], word), default=None)
