"""What the window asks of the worker. Each has an ``id``, and its docstring names the reply."""

from dataclasses import dataclass
from typing import Literal

from photoseek.library.records import EVERYTHING, Scope
from photoseek.models.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the photo that is asked about: a box in fractions of its sides, and how much photos like
    it are wanted; below zero they are pushed away."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Search:
    """Photos for a question; at least one of ``words``, ``photo_id`` and ``path``. Answered by ``Hits``.

    Words alone, such as ``dog beach -people``, find what they describe. A photo, of the library or any
    image file, finds photos like it: with words like a mixture of both, with ``about``, such as ``dog``,
    like what these words name in it, and with ``parts`` like these parts of it.
    """

    id: int
    words: str = ""
    photo_id: int | None = None
    path: str | None = None
    about: str = ""
    parts: tuple[Part, ...] = ()
    scope: Scope = EVERYTHING
    limit: int = 200
    photo_weight: float = 1.0
    """How much the photo counts beside ``words``; above zero."""


@dataclass(frozen=True, slots=True)
class ExplainHit:
    """How well a photo shows each word of a query. Answered by ``Reasons``."""

    id: int
    photo_id: int
    text: str


@dataclass(frozen=True, slots=True)
class SuggestWords:
    """Words to add to the words typed so far. Answered by ``Suggestions``."""

    id: int
    text: str
    limit: int = 40


@dataclass(frozen=True, slots=True)
class Analogy:
    """``a`` is to ``b`` as ``c`` is to what? Answered by ``Suggestions``."""

    id: int
    a: str
    b: str
    c: str
    limit: int = 10


@dataclass(frozen=True, slots=True)
class AlignWords:
    """Where in a photo of the library the words of a sentence are. Answered by ``Regions``."""

    id: int
    photo_id: int
    text: str


@dataclass(frozen=True, slots=True)
class FindParts:
    """What is where in a photo of the library or in any image file, in its own words. Answered by
    ``Regions``: the phrases, best first."""

    id: int
    photo_id: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class FindDuplicates:
    """Photos that are there more than once. Answered by ``Duplicates``; searches are not held up."""

    id: int
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class MakeMap:
    """Lay photos or words out in two dimensions, in the background; ``MapReady`` follows, or a ``Notice``.
    Answered by ``Done`` at once."""

    id: int
    of: Literal["photos", "words"]


@dataclass(frozen=True, slots=True)
class AddFolder:
    """Watch a folder and take its photos in. Answered by ``Done`` once it is noted."""

    id: int
    path: str


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """Stop watching a folder; the files stay where they are. Answered by ``Done``."""

    id: int
    folder_id: int


@dataclass(frozen=True, slots=True)
class Rescan:
    """Look at every folder again. Answered by ``Done`` at once; progress follows."""

    id: int


@dataclass(frozen=True, slots=True)
class SetIgnored:
    """What to leave out below a watched folder, as .gitignore writes it. Answered by ``Done``."""

    id: int
    folder_id: int
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetryFailures:
    """Try these files again that were set aside; none named: all of them. Answered by ``Done``."""

    id: int
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SetPaused:
    """Pause or go on with taking photos in; searching is not affected. Answered by ``Done``."""

    id: int
    paused: bool


@dataclass(frozen=True, slots=True)
class UserActive:
    """The user is doing something just now; told when the work is to wait for it. Answered by ``Done``."""

    id: int


@dataclass(frozen=True, slots=True)
class EditCaption:
    """The user's own caption; an empty text goes back to the model's. Answered by ``Done``."""

    id: int
    photo_id: int
    text: str
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class SetFavourite:
    """Answered by ``Changed``: the photos for which this is new."""

    id: int
    photo_ids: tuple[int, ...]
    favourite: bool


@dataclass(frozen=True, slots=True)
class Rotate:
    """Turn photos clockwise, in the library only. Answered by ``Changed``."""

    id: int
    photo_ids: tuple[int, ...]
    quarter_turns: int


@dataclass(frozen=True, slots=True)
class MakeAlbum:
    """Answered by ``AlbumMade``."""

    id: int
    name: str
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RenameAlbum:
    """Answered by ``Done``."""

    id: int
    album_id: int
    name: str


@dataclass(frozen=True, slots=True)
class SetAlbumDeleted:
    """Delete an album, or bring it back as it was; its photos stay. Answered by ``Done``."""

    id: int
    album_id: int
    deleted: bool


@dataclass(frozen=True, slots=True)
class AddToAlbum:
    """Answered by ``Changed``: the photos that were not in it before."""

    id: int
    album_id: int
    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RemoveFromAlbum:
    """Answered by ``Changed``: the photos that were in it."""

    id: int
    album_id: int
    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BackUp:
    """Copy the library into a file, which is replaced if it is there. Answered by ``Done`` when it is
    written."""

    id: int
    path: str


@dataclass(frozen=True, slots=True)
class ReloadSettings:
    """The settings file has changed. Answered by ``Done``."""

    id: int
