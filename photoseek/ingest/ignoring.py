"""What a watched folder leaves out, in the words of .gitignore."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pathspec import GitIgnoreSpec

from photoseek.errors import UserError

Ignores = Callable[[Path, bool], bool]
"""Whether a path below the folder is left out; the second says whether it is a folder itself."""


def ignores(patterns: Sequence[str]) -> Ignores:
    """The test for these patterns. Raises UserError, naming the one that is none."""
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError as error:
            raise UserError(f"{pattern!r} cannot be left out: it is no pattern. Mend it.") from error
    spec = GitIgnoreSpec.from_lines(patterns)
    if not spec.patterns:
        return lambda path, is_folder: False
    return lambda path, is_folder: spec.match_file(path.as_posix() + "/" * is_folder)
