"""What a dictionary says of nouns: their synonyms, and the genus that a definition begins with.

A definition names what its noun is a kind of: "a young dog that ...", "any of several breeds of
hound" (Chodorow, Byrd & Heidorn 1985, "Extracting semantic hierarchies from a large on-line
dictionary"). The dictionary is WordNet's part of ImageNet, 21,844 nouns that can be seen, as timm
brings it along.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from photoseek.errors import UserError
from photoseek.models.vocabulary import tokenize
from photoseek.training.datasets import read_lines

_END = re.compile(
    r"[;:,(]|\b(?:that|which|who|whose|where|when|used|made|consisting|having|with|without|for|in|on|at|by|"
    r"from|to|as|characterized|designed|formed|resembling|containing|covered|equipped|worn|capable|able|"
    r"native|found|propelled|adapted|prepared|grown|cultivated|bearing|intended|attached|set|served|bred|"
    r"between|under|over|into|than|sloping|providing|serving|filled|drawn|moved|built|played|kept|raised|"
    r"born|employed|trained|engaged|suitable|enough|driven|carrying|pointed|carried|falling|necessary|"
    r"providing|originally|usually|provided|fitted|shaped|small enough|considered|owned|whose)\b"
)
_OF_A_KIND = re.compile(
    r"\b(?:breeds?|kinds?|types?|sorts?|variet(?:y|ies)|species|forms?|pieces?|members?|examples?|strains?|"
    r"pairs?|styles?|any|one|some|several|various|numerous) of (?:the |an? |several |various |numerous )*"
)
_OFTEN = re.compile(r"\b(?:usually|often|typically|especially|sometimes|generally|chiefly) ")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of one or more nouns."""

    words: tuple[str, ...]
    """Those names of it that are a single word."""
    definition: tuple[str, ...]
    """Every word of it."""
    genus: str
    """The word that the definition is built on; empty if there is none to be found."""


def senses() -> Iterator[Sense]:
    """Every meaning whose name is a single word, in the dictionary's order."""
    definitions = dict(_rows("imagenet_synset_to_definition.txt"))
    for key, names in _rows("imagenet_synset_to_lemma.txt"):
        words = tuple(name for name in names.split(", ") if name.isalpha() and name.islower())
        definition = definitions.get(key, "")
        if words:
            yield Sense(words, tuple(tokenize(definition)), genus(definition))


def genus(definition: str) -> str:
    """The head of the first noun phrase: "dog" of "a breed of stocky medium-sized short-haired dog"."""
    text = _OFTEN.sub("", re.sub(r"\s*\([^)]*\)", "", definition.lower()))
    phrase = _OF_A_KIND.sub("", text)
    words = tokenize(_END.split(phrase)[0].partition(" of ")[0])
    return words[-1] if words else ""


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """Lines of ``key<TAB>text`` of one of timm's files."""
    spec = find_spec("timm")  # its files are enough; importing it takes seconds
    if spec is None or not spec.submodule_search_locations:
        raise UserError("The dictionary comes with timm, which is not installed: pip install timm")
    file = Path(spec.submodule_search_locations[0]) / "data" / "_info" / name
    for line in read_lines(file):
        key, tab, text = line.partition("\t")
        if tab:
            yield key, text
