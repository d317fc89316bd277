"""What window and worker say to each other: frozen dataclasses, ids and small values, no pixels.

A *request* goes to the worker and carries an ``id``; exactly one *reply* with that id comes back
(``Failed`` when it could not be answered). An *event* comes unasked. On the wire each is one JSON
object per line with its class name under ``"type"`` (see ``codec``); the worker's first line is
``Hello``, so that two versions notice each other.
"""

from dataclasses import dataclass
from typing import Literal

from photoseek.library.records import EVERYTHING, Scope
from photoseek.models.vocabulary import Language

PROTOCOL_VERSION = 3

# --- requests ---------------------------------------------------------------------------------


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


# --- replies ----------------------------------------------------------------------------------


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
    relation: Literal["same", "wider", "narrower", "beside", "with"] = "beside"
    """``beside``: alike, such as cat and dog; ``with``: not alike, but often said of the same photos."""
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


# --- events -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hello:
    """The worker's first line."""

    protocol_version: int
    program_version: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The models are loaded; searches are answered from now on (earlier ones waited)."""

    runtime: str  # "OpenVINO float32 on CPU"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is. ``idle`` when nothing is left to do."""

    stage: Literal["scanning", "looking", "embedding", "tagging", "captioning", "mapping", "idle"]
    done: int  # taken in and set aside, so that it always reaches ``total``
    total: int
    failed: int
    photos_per_second: float
    paused: bool
    waiting: Literal["", "battery", "busy"] = ""
    """Why the work waits although it is not paused: the settings want it so."""


@dataclass(frozen=True, slots=True)
class LibraryChanged:
    """Rows were committed: what shows them may want to look again."""

    photos_added: bool  # photos or files came, went or moved
    captions_added: bool
    folders_changed: bool
    albums_changed: bool = False  # albums, favourites


@dataclass(frozen=True, slots=True)
class MapReady:
    """A map was made, or made again."""

    of: Literal["photos", "words"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know, one line that says what happened and what to do."""

    text: str


Request = (
    Search
    | ExplainHit
    | SuggestWords
    | Analogy
    | AlignWords
    | FindParts
    | FindDuplicates
    | MakeMap
    | AddFolder
    | RemoveFolder
    | Rescan
    | SetIgnored
    | RetryFailures
    | SetPaused
    | UserActive
    | EditCaption
    | SetFavourite
    | Rotate
    | MakeAlbum
    | RenameAlbum
    | SetAlbumDeleted
    | AddToAlbum
    | RemoveFromAlbum
    | BackUp
    | ReloadSettings
)
Reply = Hits | Reasons | Suggestions | Regions | Duplicates | Changed | AlbumMade | Done | Failed
Event = Hello | Ready | Progress | LibraryChanged | MapReady | Notice
Message = Request | Reply | Event
