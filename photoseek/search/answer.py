"""What a search answers with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from photoseek.search.relevance import Band
from photoseek.search.rows import Ids, Vectors


class ScoredPhoto(NamedTuple):
    """One photo of an answer; a higher score is a better hit, comparable within one answer."""

    photo_id: int
    score: float
    band: Band


@dataclass(frozen=True)
class Answer:
    """Photos, best first; ``unknown`` maps each word that was left out to known ones near it."""

    hits: tuple[ScoredPhoto, ...]
    unknown: dict[str, list[str]] = field(default_factory=dict)


class WordReason(NamedTuple):
    """How sure the model is, 0 to 1, that a photo shows a word of the query; ``seen`` if sure enough."""

    word: str
    confidence: float
    seen: bool


def scored(ids: Ids, scores: Vectors, bands: Iterable[Band]) -> tuple[ScoredPhoto, ...]:
    """Hits from what was computed of them, in that order."""
    return tuple(map(ScoredPhoto, ids.tolist(), scores.tolist(), bands))
