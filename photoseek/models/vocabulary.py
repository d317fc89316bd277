"""Words: how a text is cut into them, and the numbered list that a network speaks.

English captions and queries are cut the same way, close to the Karpathy split of Flickr8k: lower
case, runs of letters and digits, and a possessive ``'s`` as a word of its own. Chinese is not written
with spaces between words; its characters are the words here, so that nothing has to guess them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

Language = Literal["en", "zh"]

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # CJK ideographs
_WORD = re.compile(rf"'s\b|[{_HAN}]|[^\W_{_HAN}]+")
_IDEOGRAPH = re.compile(rf"[{_HAN}]")

PADDING, START, END, UNKNOWN = "<pad>", "<start>", "<end>", "<unk>"
SPECIAL = (PADDING, START, END, UNKNOWN)


def tokenize(text: str) -> list[str]:
    """``"A dog's red ball!"`` becomes ``["a", "dog", "'s", "red", "ball"]``."""
    folded = unicodedata.normalize("NFKC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower()
    return _WORD.findall(folded)


def language_of(text: str) -> Language:
    """The language a text is written in, told by its letters: Chinese if most words are ideographs."""
    words = tokenize(text)
    ideographs = sum(map(is_ideograph, words))
    return "zh" if 2 * ideographs > len(words) else "en"


def is_ideograph(word: str) -> bool:
    """Whether a word, as ``tokenize`` cuts it, is a Chinese character."""
    return _IDEOGRAPH.match(word) is not None


def join(words: Iterable[str]) -> str:
    """A sentence of these words, with spaces except between ideographs."""
    text = ""
    for word in words:
        is_close = not text or (is_ideograph(word) and is_ideograph(text[-1]))
        text += word if is_close else f" {word}"
    return text


class Vocabulary:
    """A numbered word list; the first four numbers are padding, start, end and unknown."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        if self.words[: len(SPECIAL)] != SPECIAL:
            raise ValueError(f"a vocabulary begins with {SPECIAL}")
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self.padding, self.start, self.end, self.unknown = range(len(SPECIAL))

    @classmethod
    def from_captions(cls, captions: Iterable[Sequence[str]], minimum_count: int) -> "Vocabulary":
        """Every word that occurs ``minimum_count`` times or more, most frequent first."""
        counts = Counter(word for caption in captions for word in caption)
        kept = sorted(
            (word for word, count in counts.items() if count >= minimum_count),
            key=lambda word: (-counts[word], word),
        )
        return cls((*SPECIAL, *kept))

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._numbers

    def encode(self, words: Iterable[str]) -> list[int]:
        """Numbers of ``words``; ``unknown`` for a word that is not in the list."""
        return [self._numbers.get(word, self.unknown) for word in words]

    def decode(self, numbers: Iterable[int]) -> list[str]:
        """Words of ``numbers``, up to the end mark, without the special ones."""
        words = []
        for number in numbers:
            if number == self.end:
                break
            if number >= len(SPECIAL):
                words.append(self.words[number])
        return words
