"""What a watched folder leaves out, in the words of .gitignore."""

from collections.abc import Callable, Sequence

from pathspec import GitIgnoreSpec

from photoseek.errors import UserError

Ignores = Callable[[str], bool]
"""Whether a path below the folder is left out: "/" between its parts, and at the end of a folder's."""


def ignores(patterns: Sequence[str]) -> Ignores:
    """The test for these patterns. Raises UserError, naming the one that is none."""
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError as error:
            raise UserError(f"{pattern!r} cannot be left out: it is no pattern. Mend it.") from error
    spec = GitIgnoreSpec.from_lines(patterns)
    if not spec.patterns:
        return lambda name: False
    return spec.match_file
