"""What the scripted worker was asked so far."""

from photoseek.paths import Paths


def requests(paths: Paths) -> str:
    """A line for each request, in order; empty as long as the worker is still starting."""
    try:
        return (paths.base / "requests.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
