"""Every error the program raises on purpose.

    UserError                 their world went wrong; the text says what to do, no traceback is shown
    |-- UnreadablePhoto       one photo cannot be read; it is set aside with this reason
    |   `-- NoAnswer          its disk, or a decoder, takes too long over it
    |-- CannotDecode          no process can be started that opens photos
    |-- UnusableFolder        a folder is missing, is no folder, or may not be read
    |-- LibraryProblem        the library cannot be opened
    |   |-- LibraryLocked     another PhotoSeek is writing to it
    |   |-- LibraryNewer      a newer PhotoSeek made it
    |   `-- LibraryDamaged    its file is not a healthy library
    |-- UnusableDataset       a training or evaluation data set does not have the expected layout
    |-- UnknownWords          a query holds no word that the program knows
    |-- BadSettings           the settings file holds a value that is not allowed
    |-- CannotExport          copies of photos cannot be written where they should go
    |-- UnusableModel         a model is not installed, or cannot be
    `-- DamagedWeights        a file of model weights is missing or not the one expected

Anything else is a bug of ours: it is logged with its traceback.
"""

from collections.abc import Mapping, Sequence


class UserError(Exception):
    """Something in the user's world went wrong. ``str(error)`` is one line that says what to do."""


class UnreadablePhoto(UserError):
    """A photo cannot be read. The text is the reason alone, without the path: "empty file"."""


class NoAnswer(UnreadablePhoto):
    """A photo cannot be read in time. That may be its disk's fault: it is worth another try later."""


class CannotDecode(UserError):
    """No photo can be opened at the moment, through no fault of any."""


class UnusableFolder(UserError):
    """A folder cannot be watched or indexed."""


class LibraryProblem(UserError):
    """The library cannot be opened."""


class LibraryLocked(LibraryProblem):
    """Another PhotoSeek process holds the library's write lock."""


class LibraryNewer(LibraryProblem):
    """The library was made by a newer PhotoSeek; it was left untouched."""


class LibraryDamaged(LibraryProblem):
    """The library's file is damaged or is not a library."""


class UnusableDataset(UserError):
    """A data set for training or evaluation cannot be read."""


class UnknownWords(UserError):
    """No word of a query is known. ``suggestions`` maps each unknown word to known ones near it."""

    def __init__(self, suggestions: Mapping[str, Sequence[str]]) -> None:
        self.suggestions = {word: tuple(near) for word, near in suggestions.items()}
        parts = []
        for word, near in self.suggestions.items():
            hint = f" (nearest known: {', '.join(near)})" if near else ""
            parts.append(f"'{word}' is not a word this program knows{hint}")
        super().__init__("; ".join(parts) or "The query holds no words")


class BadSettings(UserError):
    """The settings file holds a value that is not allowed."""


class CannotExport(UserError):
    """A copy of a photo cannot be written."""


class UnusableModel(UserError):
    """A model is not installed, or cannot be installed from where the user says."""


class DamagedWeights(UserError):
    """A file of model weights is missing, damaged or of another version."""
