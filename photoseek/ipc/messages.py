"""What window and worker say to each other: frozen dataclasses, ids and small values, no pixels.

A *request* goes to the worker and carries an ``id``; exactly one *reply* with that id comes back
(``Failed`` when it could not be answered). An *event* comes unasked. On the wire each is one JSON
object per line with its class name under ``"type"`` (see ``codec``); the worker's first line is
``Hello``, so that two versions notice each other.
"""

from dataclasses import dataclass
from typing import Literal

from photoseek.models.vocabulary import Language

PROTOCOL_VERSION = 2

# --- requests ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Photos for a query in words, such as ``dog beach -people``. Answered by ``Hits``."""

    id: int
    text: str
    limit: int = 200


@dataclass(frozen=True, slots=True)
class SearchPhoto:
    """Photos like a photo of the library. Answered by ``Hits``.

    With ``words``, such as ``night -people``, like a mixture of both; with ``about``, such as ``dog``,
    like what these words name in the photo.
    """

    id: int
    photo_id: int
    limit: int = 200
    words: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class SearchFile:
    """Photos like any image file; else as ``SearchPhoto``. Answered by ``Hits``."""

    id: int
    path: str
    limit: int = 200
    words: str = ""
    about: str = ""


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
class AlignWords:
    """Where in a photo of the library the words of a sentence are. Answered by ``Regions``."""

    id: int
    photo_id: int
    text: str


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
class RetryFailures:
    """Try every file again that was set aside. Answered by ``Done``."""

    id: int


@dataclass(frozen=True, slots=True)
class SetPaused:
    """Pause or go on with taking photos in; searching is not affected. Answered by ``Done``."""

    id: int
    paused: bool


@dataclass(frozen=True, slots=True)
class EditCaption:
    """The user's own caption; an empty text goes back to the model's. Answered by ``Done``."""

    id: int
    photo_id: int
    text: str
    language: Language = "en"


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
    """A word, how near it is to what was typed (cosine), and how many captions here hold it."""

    word: str
    similarity: float
    count: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer to ``SuggestWords``: best first."""

    id: int
    suggestions: tuple[Suggestion, ...]


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

    stage: Literal["scanning", "embedding", "captioning", "idle"]
    done: int  # taken in and set aside, so that it always reaches ``total``
    total: int
    failed: int
    photos_per_second: float
    paused: bool


@dataclass(frozen=True, slots=True)
class LibraryChanged:
    """Rows were committed: what shows them may want to look again."""

    photos_added: bool  # photos or files came, went or moved
    captions_added: bool
    folders_changed: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know, one line that says what happened and what to do."""

    text: str


Request = (
    SearchWords
    | SearchPhoto
    | SearchFile
    | ExplainHit
    | SuggestWords
    | AlignWords
    | AddFolder
    | RemoveFolder
    | Rescan
    | RetryFailures
    | SetPaused
    | EditCaption
    | ReloadSettings
)
Reply = Hits | Reasons | Suggestions | Regions | Done | Failed
Event = Hello | Ready | Progress | LibraryChanged | Notice
Message = Request | Reply | Event
