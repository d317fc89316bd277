"""What the grid is asked: which part of the library, and what in it. A value; ``searching`` answers it."""

from dataclasses import dataclass, replace
from pathlib import Path

from photoseek.ipc.messages import Part
from photoseek.library.records import EVERYTHING, Scope


@dataclass(frozen=True, slots=True)
class AskedPhoto:
    """The photo that is the question: one of the library, or any image file."""

    name: str  # as a person reads it
    photo_id: int | None = None
    path: Path | None = None
    about: str = ""
    """Words that name what in it is meant."""
    parts: tuple[Part, ...] = ()
    """Parts of it that are meant, or to be pushed away."""
    weight: float = 1.0
    """How much it counts beside the words."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words, a photo, or both, within a scope; or a selection somebody made. Empty: the whole library."""

    words: str = ""
    photo: AskedPhoto | None = None
    scope: Scope = EVERYTHING
    scope_name: str = ""
    """What a person calls the scope: an album's name, a folder's."""
    chosen: tuple[int, ...] | None = None
    """Photos that were chosen elsewhere, on the map for instance; nothing is searched."""

    @property
    def is_search(self) -> bool:
        """Whether there is something to ask the worker."""
        return bool(self.words) or self.photo is not None

    def everywhere(self) -> "Question":
        """The same, in the whole library."""
        return replace(self, scope=EVERYTHING, scope_name="", chosen=None)
