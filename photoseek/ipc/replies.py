"""How the worker answers: exactly one reply to each request, with its ``id``."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Hit:
    """One photo of an answer; a higher score is a better hit."""

    photo_id: int
    score: float
    band: Literal["strong", "possible", "weak"]


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A typed word that the program does not know, and the nearest it does."""

    word: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to a search, best first, with the typed words that had to be left out."""

    id: int
    hits: tuple[Hit, ...]
    unknown_words: tuple[UnknownWord, ...]
    took_ms: float


@dataclass(frozen=True, slots=True)
class Reason:
    """How sure the model is, 0 to 1, that the photo shows a word; ``seen`` if sure enough."""

    word: str
    confidence: float
    seen: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """The answer to ``ExplainHit``, in the order typed; words that are not known are left out."""

    id: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word, how near it is to what was typed (cosine), how many captions here hold it, and how it is
    related to what was typed."""

    word: str
    similarity: float
    count: int
    relation: Literal["same", "wider", "narrower", "beside", "with", "longer"] = "beside"
    """``beside``: alike, such as cat and dog; ``with``: not alike, but often said of the same photos;
    ``longer``: it begins like what was typed."""
    photo_ids: tuple[int, ...] = ()
    """Some photos of this library that show it."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer to ``SuggestWords`` and ``Analogy``: best first; and the words that are not known."""

    id: int
    suggestions: tuple[Suggestion, ...]
    unknown_words: tuple[UnknownWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Where a word or a phrase is: a box, in fractions of the photo's sides, and the heat, 0 to 1, of
    5 x 5 places, row by row from the upper left."""

    words: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float
    heat: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """The answer to ``AlignWords``, in the sentence's order; words that are not known are left out."""

    id: int
    words: tuple[Region, ...]
    phrases: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Photos that are the same shot or scene, or one photo that lies in several files; the one most worth
    keeping comes first."""

    reason: Literal["file", "shot", "scene"]
    photo_ids: tuple[int, ...]
    sizes: tuple[int, ...]
    """Bytes of each photo with all its files; of each file, where the reason is "file"."""
    paths: tuple[str, ...] = ()
    """The files of the one photo, where the reason is "file"."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The answer to ``FindDuplicates``, the surest reasons first. Groups of one reason have no photo in
    common; a photo that lies in several files may be in a group of shots or scenes, too."""

    id: int
    groups: tuple[DuplicateGroup, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The request was carried out, and was news for these photos; undoing concerns them alone."""

    id: int
    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AlbumMade:
    """The answer to ``MakeAlbum``."""

    id: int
    album_id: int


@dataclass(frozen=True, slots=True)
class Done:
    """The request was carried out."""

    id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The request could not be carried out. ``theirs``: the user can mend it (a UserError), and
    ``message`` says how; else it is a bug of ours and ``details`` holds the traceback."""

    id: int
    message: str
    theirs: bool
    details: str = ""
