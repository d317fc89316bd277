"""What the worker tells unasked."""

from dataclasses import dataclass
from typing import Literal


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
    waiting: Literal["", "battery", "busy", "elsewhere"] = ""
    """Why the work waits although it is not paused: the settings want it so, or another workstation that
    shares the library is at work."""


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
