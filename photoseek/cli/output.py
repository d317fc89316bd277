"""How the verbs speak: one JSON object a line for scripts, aligned text for people, notes for both."""

import json
import re
import sys
from collections.abc import Iterator, Mapping

_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    """One line for a terminal. A file's name may hold line ends and what terminals take for commands, or turn
    the text round; such characters are shown as Python writes them."""
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), str(text))


def json_line(fields: Mapping[str, object]) -> None:
    """Print one JSON object and flush it, since a script may wait for it before it asks again."""
    # ASCII: a file name that is not valid text becomes \udcXX, which every JSON reader takes.
    print(json.dumps(fields, ensure_ascii=True), flush=True)


def note(message: str) -> None:
    """A line for whoever watches, beside the results."""
    print(f"photoseek: {plain(message)}", file=sys.stderr, flush=True)


def lines_of_stdin() -> Iterator[str]:
    """Each line as soon as it is there, without its end."""
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def limit(text: str) -> int:
    """An argparse type: how many results, 1 or more."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def word_rows(words: list[tuple[str, float]]) -> str:
    """Words and their similarities, in columns."""
    width = max((len(word) for word, _ in words), default=0)
    return "\n".join(f"  {word:{width}}  {similarity:.3f}" for word, similarity in words)


def as_objects(words: list[tuple[str, float]]) -> list[dict[str, object]]:
    """Words and their similarities, for JSON."""
    return [{"word": word, "similarity": round(similarity, 6)} for word, similarity in words]
