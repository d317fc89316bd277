"""How words are related, from a table: what is the same thing, wider, narrower, alike, or goes with a word.

Made by ``training.relations`` from what people say of photos and from a dictionary. NumPy alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from photoseek.models import weights

Relation = Literal["same", "wider", "narrower", "beside", "with"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True)
class WordRelations:
    """``related``: for each basic form, the basic forms related to it, best first.

    ``bases``: the basic form of each word that has other forms, such as "dog" of "dogs".
    """

    bases: dict[str, str]
    related: dict[str, dict[Relation, tuple[str, ...]]]
    forms_of: dict[str, list[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for word, base in self.bases.items():
            forms[base].append(word)
        object.__setattr__(self, "forms_of", dict(forms))

    @classmethod
    def load(cls, folder: Path | None = None) -> "WordRelations":
        """The table in ``folder``, or the shipped one. Raises DamagedWeights.

        On disk: ``words`` in the config; ``bases`` (N,), the row of each word's basic form; ``counts``
        (N, 5), how many words are related to each in each way; ``related``, their rows one after the other.
        """
        arrays, config, _ = weights.load("relations", folder)
        words: list[str] = config["words"]
        bases = {words[row]: words[base] for row, base in enumerate(arrays["bases"]) if row != base}
        related: dict[str, dict[Relation, tuple[str, ...]]] = {}
        rows, begin = arrays["related"].tolist(), 0
        for word, counts in zip(words, arrays["counts"].tolist(), strict=True):
            found: dict[Relation, tuple[str, ...]] = {}
            for relation, count in zip(RELATIONS, counts, strict=True):
                if count:
                    found[relation] = tuple(words[row] for row in rows[begin : begin + count])
                begin += count
            if found:
                related[word] = found
        return cls(bases, related)

    def base(self, word: str) -> str:
        """The basic form of a word: itself if none is known."""
        return self.bases.get(word, word)

    def forms(self, word: str) -> list[str]:
        """Every form of a word, the basic one first."""
        base = self.base(word)
        return [base, *self.forms_of.get(base, ())]

    def of(self, word: str) -> dict[Relation, tuple[str, ...]]:
        """What is related to a word in any form: basic forms, best first; empty if nothing is known."""
        return self.related.get(self.base(word), {})
