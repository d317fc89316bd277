"""Sentences about collages, word by word with the places where the word is.

Said whole, a sentence about one panel tells where all its words are, and a network would learn to
point with the sentence instead of with the word. So sentences are cut to fragments, and those about
several panels are mixed, pieces of a few words from each in turn.
"""

import random
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.training.collages import CollageTable, places_of

_PIECES = (2, 5)  # words of one panel in a row, in a mixed sentence


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a caption of a collage's panel, and which of the 25 places see what."""

    word: str
    is_placed: bool
    """Whether it names something and no other panel's captions hold it."""
    inside: tuple[bool, ...]
    """The places that see its panel alone."""
    outside: tuple[bool, ...]
    """The places that see another panel alone."""


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence about a collage, by its number; some word of it is placed."""

    collage: int
    words: tuple[PlacedWord, ...]


def place_sentences(
    collages: CollageTable, captions: Sequence[Sequence[tuple[str, ...]]], known: Container[str]
) -> list[PlacedSentence]:
    """What the ``captions`` of each photo say about the collages, in ``known`` words.

    Sentences that say nothing of one panel alone are left out.
    """
    spoken = [{word for caption in told for word in caption} for told in captions]
    placed = []
    for number, panels in enumerate(collages.panels):
        clear = [places_of(panel.box) for panel in panels]
        for panel, inside in zip(panels, clear, strict=True):
            others = [other for other in panels if other is not panel]
            elsewhere = FUNCTION_WORDS.union(*(spoken[other.photo] for other in others))
            outside = tuple(any(sides) and not own for own, *sides in zip(inside, *clear, strict=True))
            for caption in captions[panel.photo]:
                words = [word for word in caption if word in known]
                if not elsewhere.issuperset(words):
                    marked = (PlacedWord(word, word not in elsewhere, inside, outside) for word in words)
                    placed.append(PlacedSentence(number, tuple(marked)))
    return placed


def fragment(sentence: PlacedSentence, chance: random.Random) -> PlacedSentence:
    """One to three words in a row, one of them placed."""
    wanted = [place for place, word in enumerate(sentence.words) if word.is_placed]
    return PlacedSentence(sentence.collage, sentence.words[around(wanted, chance)])


def around(wanted: Sequence[int], chance: random.Random) -> slice:
    """Up to three places in a row, one of the wanted among them."""
    length = chance.choice((1, 1, 2, 3))
    begin = max(0, chance.choice(wanted) - chance.randrange(length))
    return slice(begin, begin + length)


def mix(sentences: Sequence[PlacedSentence], chance: random.Random) -> PlacedSentence:
    """Sentences about one collage as one: pieces of each in turn, which keep their order."""
    waiting = [sentence.words for sentence in sentences]
    chance.shuffle(waiting)
    mixed: list[PlacedWord] = []
    while waiting:
        words, length = waiting.pop(0), chance.randint(*_PIECES)
        mixed += words[:length]
        if words[length:]:
            waiting.append(words[length:])
    return PlacedSentence(sentences[0].collage, tuple(mixed))


def by_collage(placed: Sequence[PlacedSentence]) -> list[list[PlacedSentence]]:
    """The sentences about each collage."""
    groups: defaultdict[int, list[PlacedSentence]] = defaultdict(list)
    for sentence in placed:
        groups[sentence.collage].append(sentence)
    return list(groups.values())
