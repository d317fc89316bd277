"""What the library hands out and takes in: frozen records, never rows.

A *photo* is its content, named by ``content_hash``; a *file* is a place where that content lies.
Two equal files are one photo; a moved or renamed file keeps its photo, and with it captions and
vectors. A photo whose last file has gone is kept, unseen, in case the file comes back.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Step = Literal["read", "decode", "embed", "caption"]
Order = Literal["newest", "oldest", "name", "added"]

RECENT_DAYS = 30
SHOWN_TAGS = 5  # of a photo in one line
LEAST_TAG = 0.1  # confidence below which a tag is more noise than help


@dataclass(frozen=True, slots=True)
class Folder:
    """A watched folder. Offline: not there at the moment (unmounted); its files are kept."""

    id: int
    path: Path
    online: bool
    photo_count: int
    ignored: tuple[str, ...] = ()
    """Patterns, as .gitignore writes them, of what is left out below it."""


@dataclass(frozen=True, slots=True)
class Directory:
    """A folder on disk: a watched one, or one below it."""

    folder_id: int
    relative_path: Path  # below the watched folder; Path(".") is that folder itself
    photo_count: int  # with everything below it


@dataclass(frozen=True, slots=True)
class Album:
    """Photos that the user put together."""

    id: int
    name: str
    photo_count: int
    cover_id: int | None
    """The photo that stands for it: the one added last."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which photos were taken, and how many. ``year`` is 0 for photos without any date."""

    year: int
    month: int  # 1 to 12
    photo_count: int


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word of this library's captions and tags, and how many photos hold it."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the library: photos for which everything that is given holds. Empty: the whole library."""

    folder_id: int | None = None
    below: Path = Path()  # a directory of that folder, with everything below it
    album_id: int | None = None
    favourites: bool = False
    recent: bool = False  # taken in within the last RECENT_DAYS days
    camera: str | None = None
    taken_from: date | None = None
    taken_until: date | None = None  # inclusive

    @property
    def is_everything(self) -> bool:
        return self == EVERYTHING


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the disk shows it, ``relative_path`` below its watched folder."""

    relative_path: Path
    size: int  # bytes
    modified_ns: int  # st_mtime_ns


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the library remembers it. ``photo_id`` is None until its content was taken in.

    A scan compares all of a library: texts are compared several times as fast as paths.
    """

    id: int
    name: str  # its relative path, with "/" between the parts
    size: int
    modified_ns: int
    photo_id: int | None
    failed: bool

    @property
    def relative_path(self) -> Path:
        """Below its watched folder."""
        return Path(self.name)


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file whose content waits to be taken in. ``attempts`` counts the tries begun so far."""

    id: int
    path: Path
    attempts: int
    previous_photo_id: int | None
    """The photo this file held before it changed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file set aside, and why."""

    file_id: int
    path: Path
    step: Step
    reason: str
    attempts: int


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo to be stored; with the representation that its encoder gave it, if one has seen it yet."""

    content_hash: str  # hex
    width: int  # pixels, upright
    height: int
    format: str  # "JPEG", "PNG", ...
    taken_at: datetime | None  # the camera's local time, without a zone
    camera: str | None
    exposure: str | None  # "1/250 s, f/2.8, ISO 400"
    latitude: float | None  # degrees north
    longitude: float | None  # degrees east
    encoder_id: str = ""
    representation: bytes = b""  # empty: no encoder has seen it
    embedding_id: str = ""
    embedding: bytes = b""  # float16 little-endian, unit length


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that fits a photo, and how sure the model is of it, 0 to 1."""

    word: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Photo:
    """What the grid and a list of hits show."""

    id: int
    path: Path
    online: bool
    content_hash: str
    width: int
    height: int
    taken_at: datetime | None
    caption: str | None
    """The sentence, however sure the captioner was of it."""
    tags: tuple[Tag, ...] = ()  # best first
    is_sure: bool = True
    """Whether the caption is sure enough to stand alone."""
    favourite: bool = False
    rotation: int = 0
    """Quarter turns clockwise, 0 to 3, that the user gave it beyond what the file says. The sizes above
    are those before it."""

    @property
    def description(self) -> str | None:
        """What to show of it in one line: its caption, or tags where the caption is a guess."""
        if self.is_sure or not self.tags:
            return self.caption
        return ", ".join(tag.word for tag in self.likely_tags[:SHOWN_TAGS])

    @property
    def likely_tags(self) -> "tuple[Tag, ...]":
        """Those worth showing; the best one if none is."""
        return tuple(tag for tag in self.tags if tag.confidence >= LEAST_TAG) or self.tags[:1]


@dataclass(frozen=True, slots=True)
class PhotoDetails:
    """Everything the photo page shows."""

    photo: Photo
    paths: tuple[Path, ...]
    size: int  # bytes
    format: str
    camera: str | None
    exposure: str | None
    latitude: float | None
    longitude: float | None
    added_at: datetime  # UTC
    captions: "tuple[Caption, ...]"
    """The one to show in each language that has one, by language."""
    albums: tuple[Album, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption of one photo in one language. Natural logarithms."""

    photo_id: int
    language: str  # "en", "zh"
    text: str
    log_prob: float
    """Of the whole sentence, its end included."""
    word_log_probs: tuple[float, ...]
    """One for each word, as ``vocabulary.tokenize`` cuts them; empty for a caption by the user."""
    model_id: str | None
    """The captioner that made it; None: the user wrote it, and no model may replace it."""
    confidence: float = 1.0
    """How much of what it says the photo is seen to show, 0 to 1 (see ``confidence.is_confident``)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the work is."""

    photos: int  # with at least one file
    captioned: int
    pending: int  # files waiting to be taken in
    failed: int  # files set aside
    folders: int
    offline_folders: int
    favourites: int = 0
    recent: int = 0  # taken in within the last RECENT_DAYS days
