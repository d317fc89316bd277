"""Paths for the screen: names need not be text."""

from pathlib import Path


def shown_path(path: Path | str) -> str:
    """A path, or a name, fit for the screen, even when it is not valid UTF-8."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
