"""A question in words as chips, and back: ``a dog, -people "red ball"^2`` is three of them.

A chip is what can be moved, weighed and removed as one: words side by side, a phrase in quotes, or what
has a minus or a weight. A comma ends a chip and means nothing else: the search reads ``dog, beach`` as
it reads ``dog beach`` (``search.query``). Knows no Qt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from photoseek.models.vocabulary import tokenize
from photoseek.search.query import items

WEIGHTS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""What a turn of the wheel goes through; beyond five times nothing else is heard."""
_COMMAS = re.compile("[,\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}]")
_BARE = re.compile(r"[^\s\"^-][^\s\"^]*")  # needs no quotes to stay one item
_QUOTES = re.compile('["\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}]')


@dataclass(frozen=True, slots=True)
class WordChip:
    """Words as typed, without marks and commas; there is always a word in them."""

    text: str
    weight: float = 1.0  # above zero
    excluded: bool = False
    quoted: bool = False
    """In quotes although nothing else sets it apart from its neighbours."""

    @property
    def is_plain(self) -> bool:
        return not (self.excluded or self.quoted or self.weight != 1.0)


def chips_of(text: str) -> list[WordChip]:
    """The chips of a text, in order. Never raises; what holds no word is left out."""
    chips: list[WordChip] = []
    growing: list[str] = []  # plain words side by side

    def end() -> None:
        if growing:
            chips.append(WordChip(" ".join(growing)))
            growing.clear()

    for item in items(_COMMAS.sub(", ", text)):  # a minus counts after a comma, too
        if item.excluded or item.quoted or item.weight is not None:
            plain = " ".join(_COMMAS.sub(" ", item.text).split())
            if not tokenize(plain):
                continue
            end()
            weight = 1.0 if item.weight is None else item.weight
            apart = weight == 1.0 and not item.excluded
            if weight > 0:
                chips.append(WordChip(plain, weight, item.excluded, quoted=apart))
            continue
        if tokenize(item.text):
            growing.append(item.text.removesuffix(","))
        if item.text.endswith(","):
            end()
    end()
    return chips


def text_of(chips: Sequence[WordChip]) -> str:
    """The chips as one types them: ``chips_of`` makes the same ones of it."""
    text = ""
    for number, chip in enumerate(chips):
        if number:
            text += ", " if chip.is_plain and chips[number - 1].is_plain else " "
        text += written(chip)
    return text


def written(chip: WordChip) -> str:
    """One chip as one types it: ``-"red ball"^2``."""
    if chip.is_plain:
        return chip.text
    text = f'"{chip.text}"' if chip.quoted or not _BARE.fullmatch(chip.text) else chip.text
    weight = f"^{chip.weight:g}" if chip.weight != 1.0 else ""
    return f"{'-' if chip.excluded else ''}{text}{weight}"


def wanted_and_unwanted(chips: Sequence[WordChip]) -> tuple[str, str]:
    """What is looked for and what is pushed away, each as a person lists it, without weights."""
    lists = ([chip.text for chip in chips if chip.excluded is away] for away in (False, True))
    wanted, unwanted = (", ".join(texts) for texts in lists)
    return wanted, unwanted


def finished(typed: str) -> tuple[list[WordChip], str]:
    """What of a text that is being typed is done with, as chips, and the rest, which stays text.

    A comma ends a chip, and so does a space after a closing quote, after a word with a minus and after
    a weight; other spaces are part of a sentence.
    """
    cut = 0
    for comma in _COMMAS.finditer(typed):
        if len(_QUOTES.findall(typed, 0, comma.start())) % 2 == 0:
            cut = comma.end()
    done, rest = chips_of(typed[:cut]), typed[cut:].lstrip() if cut else typed
    if rest != rest.rstrip() and len(_QUOTES.findall(rest)) % 2 == 0:
        found = chips_of(rest)
        if found and not found[-1].is_plain:
            return done + found, ""
    return done, rest


def heavier(chip: WordChip, steps: int) -> WordChip:
    """Counting ``steps`` more, or less where below zero."""
    return replace(chip, weight=next_weight(chip.weight, steps), quoted=False)


def next_weight(weight: float, steps: int) -> float:
    """The weight so many steps on; it stops at the ends."""
    nearest = min(range(len(WEIGHTS)), key=lambda number: abs(WEIGHTS[number] - weight))
    return WEIGHTS[max(0, min(len(WEIGHTS) - 1, nearest + steps))]


def turned(chip: WordChip) -> WordChip:
    """Excluded if it was wanted, wanted if it was excluded."""
    return replace(chip, excluded=not chip.excluded, quoted=False)


def with_word(chips: Sequence[WordChip], word: str) -> list[WordChip]:
    """One more word at the end, ``-word`` to push it away; wherever else the word stands it leaves."""
    added = chips_of(word)
    gone = {chip.text.lower() for chip in added}
    kept = []
    for chip in chips:
        words = [part for part in chip.text.split() if part.lower() not in gone]
        if words and chip.text.lower() not in gone:
            kept.append(replace(chip, text=" ".join(words)))
    return kept + added


def replaced(chips: Sequence[WordChip], unknown: str, known: str) -> list[WordChip]:
    """The same chips with a known word in the place of an unknown one, whatever its case."""
    whole = re.compile(rf"(?<!\w){re.escape(unknown)}(?!\w)", re.IGNORECASE)
    changed = [replace(chip, text=whole.sub(lambda _found: known, chip.text)) for chip in chips]
    if changed == list(chips):  # a word of a script without spaces, within others
        changed = [replace(chip, text=chip.text.replace(unknown, known)) for chip in chips]
    return changed
