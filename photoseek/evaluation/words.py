"""Similar words: against what people judged, and by examples whose answers are plain."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from photoseek.errors import UnusableDataset
from photoseek.models.word_sources import SOURCES, Source, WordSources
from photoseek.models.word_vectors import WordVectors

_FIRST = 10
_JUDGEMENTS = ("human", "simlex", "score", "similarity", "rating", "mean")  # how such columns are called

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "boy": ("kid", "kids", "child", "toddler", "girl"),
    "chasing": ("chases", "chase", "running"),
    "dog": ("dogs", "puppy"),
    "beach": ("sand", "ocean", "shore"),
    "guitar": ("guitars", "guitarist"),
}
"""What should be among the first ten words near each of these."""

ANALOGIES: dict[tuple[str, str, str], tuple[str, ...]] = {
    ("man", "men", "woman"): ("women",),
    ("grass", "green", "sky"): ("blue", "gray", "grey", "white", "color", "colour", "colors", "colours"),
    ("man", "king", "woman"): ("queen",),
    ("dog", "puppy", "cat"): ("kitten",),
    ("run", "running", "jump"): ("jumping",),
    ("paris", "france", "london"): ("england", "britain", "uk"),
}
"""A is to B as C is to one of these; a good answer is first or second."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two words, and how alike people found them on some scale."""

    first: str
    second: str
    judgement: float


def load_word_pairs(file: Path) -> list[JudgedPair]:
    """Two words and a number a line, parted by tabs, commas or spaces: WordSim-353, SimLex-999, MEN, ...

    Lines that begin with ``#`` are left out; a line of headings, if there is one, may say which
    column is the judgement (SimLex-999's is the fourth). Raises UnusableDataset.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableDataset(f"{file} cannot be read ({error}).") from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    delimiter = next((mark for mark in "\t," if mark in "".join(lines[:1])), " ")
    rows = list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    column = 2
    if rows and len(rows[0]) > 2 and not _is_number(rows[0][2]):
        headings = [heading.lower() for heading in rows[0]]
        told = [number for number, heading in enumerate(headings) if heading.startswith(_JUDGEMENTS)]
        column = told[0] if told else 2
        rows = rows[1:]
    try:
        pairs = [
            JudgedPair(row[0].strip().lower(), row[1].strip().lower(), float(row[column])) for row in rows
        ]
    except (IndexError, ValueError) as error:
        raise UnusableDataset(f"{file} must hold two words and a number in every line ({error}).") from error
    if len(pairs) < 2:
        raise UnusableDataset(f"{file} holds fewer than two pairs of words.")
    return pairs


def word_pairs(sources: WordSources, pairs: Sequence[JudgedPair]) -> dict[str, object]:
    """Spearman's rank correlation of cosine and judgement over the pairs whose words are both known."""
    return {source: _correlation(sources.choose(source, ()), pairs) for source in SOURCES}


def words(sources: WordSources) -> dict[str, object]:
    """Neighbours and analogies whose answers are plain: how many are found, and what came."""
    return {source: _examples(sources, source) for source in SOURCES}


def _correlation(vectors: WordVectors, pairs: Sequence[JudgedPair]) -> dict[str, object]:
    known = [pair for pair in pairs if pair.first in vectors and pair.second in vectors]
    figures: dict[str, object] = {
        "known_percent": round(100 * len(known) / len(pairs), 2),
        "pairs": len(pairs),
    }
    if len(known) < 2:
        return figures
    firsts = vectors.lookup([pair.first for pair in known])
    seconds = vectors.lookup([pair.second for pair in known])
    cosines = (firsts * seconds).sum(axis=1)
    judged = np.array([pair.judgement for pair in known])
    return {"spearman": round(float(spearmanr(cosines, judged).statistic), 4), **figures}


def _examples(sources: WordSources, source: Source) -> dict[str, object]:
    near: dict[str, list[str]] = {}
    for word in NEIGHBOURS:
        vectors = sources.choose(source, [word])
        if word in vectors:
            near[word] = _words(vectors.neighbours(word, _FIRST))
    answers: dict[tuple[str, str, str], list[str]] = {}
    for question in ANALOGIES:
        vectors = sources.choose(source, question)
        if all(word in vectors for word in question):
            answers[question] = _words(vectors.analogy(*question, 2))
    found = [word in near[asked] for asked in near for word in NEIGHBOURS[asked]]
    right = [bool(set(ANALOGIES[question]) & set(answers[question])) for question in answers]
    return {
        "neighbours_found": f"{sum(found)} of {len(found)}",
        "analogies_right": f"{sum(right)} of {len(right)}",
        **{word: " ".join(others) for word, others in near.items()},
        **{f"{a}:{b}::{c}": " ".join(others) for (a, b, c), others in answers.items()},
    }


def _words(scored: Sequence[tuple[str, float]]) -> list[str]:
    return [word for word, _ in scored]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
