"""Texts that a person, a cat on the keyboard, or somebody who means harm may type."""

import random
import sys

OF_QUERIES = (
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "NEAR/2",
    "caption:",
    "told :",
    "^",
    "*",
    "-",
    "dog",
    "海滩",
    "café",
)
OF_SQL = (
    "'",
    '"',
    "''",
    '""',
    ";",
    "--",
    "/*",
    "*/",
    "%",
    "_",
    "\\",
    "\0",
    ":words",
    "?1",
    "$1",
    "||",
    "(",
    "}",
)
RARE = (
    "\u202e",
    "\u200d",
    "\ufeff",
    "\ud800",
    "\uffff",
    "\U0010ffff",
    "e\u0301",
    "ß",
    "ﬁ",
    "İ",
    "🐕",
    "\x1b[2J",
)


def storable(text: str) -> str:
    """What of it can be part of a library: all but NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def any_texts(count: int, seed: int = 0) -> list[str]:
    """So many texts, the same for a seed: words of query languages, of SQL, and characters of all kinds."""
    chance = random.Random(seed)
    return [_any_text(chance) for _ in range(count)]


def _any_text(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randrange(12)):
        kind = chance.randrange(5)
        if kind == 0:
            parts.append(chr(chance.randrange(sys.maxunicode + 1)))
        elif kind == 1:
            parts.append(chr(chance.randrange(32, 127)))
        else:
            parts.append(chance.choice((OF_QUERIES, OF_SQL, RARE)[kind - 2]))
        parts.append(chance.choice(("", " ", "  ", "\t", "\n")))
    return "".join(parts)
