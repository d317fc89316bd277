"""What the library hands out and takes in: frozen records, never rows.

A *photo* is its content, named by ``content_hash``; a *file* is a place where that content lies.
Two equal files are one photo; a moved or renamed file keeps its photo, and with it captions and
vectors. A photo whose last file has gone is kept, unseen, in case the file comes back.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

Step = Literal["read", "decode", "embed", "caption"]
Order = Literal["newest", "oldest", "name", "added"]

SHOWN_TAGS = 5  # of a photo in one line
LEAST_TAG = 0.1  # confidence below which a tag is more noise than help


@dataclass(frozen=True, slots=True)
class Folder:
    """A watched folder. Offline: not there at the moment (unmounted); its files are kept."""

    id: int
    path: Path
    online: bool
    photo_count: int


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the disk shows it, ``relative_path`` below its watched folder."""

    relative_path: Path
    size: int  # bytes
    modified_ns: int  # st_mtime_ns


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the library remembers it. ``photo_id`` is None until its content was taken in."""

    id: int
    relative_path: Path
    size: int
    modified_ns: int
    photo_id: int | None
    failed: bool


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
    """A photo to be stored, with the representation that its encoder gave it."""

    content_hash: str  # hex
    width: int  # pixels, upright
    height: int
    format: str  # "JPEG", "PNG", ...
    taken_at: datetime | None  # the camera's local time, without a zone
    camera: str | None
    exposure: str | None  # "1/250 s, f/2.8, ISO 400"
    latitude: float | None  # degrees north
    longitude: float | None  # degrees east
    encoder_id: str
    representation: bytes
    embedding_id: str
    embedding: bytes  # float16 little-endian, unit length


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
