"""The command ``photoseek``: finds the verb, runs its module, turns errors into lines and exit codes.

Exit codes: 0 fine; 1 a problem, one line on standard error; 2 wrong usage; 130 interrupted.
Verbs are imported only when they are asked for, so that ``--help`` does not load a network.
"""

import argparse
import difflib
import importlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from photoseek import __version__, logs, settings
from photoseek.cli import output
from photoseek.errors import UserError
from photoseek.paths import BASE_VARIABLE, DATABASE_VARIABLE, Paths, default_base

VERBS = {
    "index": "take the photos of folders into the library",
    "search": "find photos by words",
    "similar": "find photos like an image",
    "caption": "describe images",
    "regions": "find where in an image words are",
    "words": "find the words nearest to a word",
    "analogy": "A is to B as C is to which word?",
    "map": "lay photos or words out so that what is alike lies close together",
    "backup": "copy the library into one file",
    "restore": "put a backup in the library's place",
    "status": "say what the library holds",
    "doctor": "check that everything PhotoSeek needs is there",
    "evaluate": "measure search and captions on a data set",
    "benchmark": "measure how fast this machine runs the program",
    "train": "train the models",
    "model": "list, choose and install models",
}
_ONLY_LOOK = frozenset({"search", "similar", "backup", "status", "doctor"})  # these make no base directory
_INTERRUPTED = 130  # 128 + SIGINT, what shells expect
_PIPE_CLOSED = 141  # 128 + SIGPIPE

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. SystemExit(2) is raised for wrong usage."""
    _make_streams_take_any_name()
    before, first, after = _split(list(sys.argv[1:] if argv is None else argv))
    verb = first if first in VERBS else None
    module = importlib.import_module(f"photoseek.cli.{verb or 'window'}")
    if verb is None:
        arguments = _parse_for_window(before, first, after, module)
    else:
        arguments = _parse_for_verb(before, verb, after, module)
    base = Path(arguments.base_dir).expanduser().absolute() if arguments.base_dir else default_base()
    paths = settings.located(base, arguments.database or "")
    if verb is not None:  # the window starts programs that write the user's own files
        os.umask(0o077)
    try:
        if verb not in _ONLY_LOOK or paths.base.is_dir():
            _prepare(paths)
        code = module.run(arguments, paths)
        sys.stdout.flush()
    except UserError as error:
        _log.info("%s: %s", type(error).__name__, error)
        return _fail(str(error))
    except BrokenPipeError:
        # The reader has had enough (``| head``). Python would stumble over it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        _log.exception("photoseek %s failed", verb or "window")
        if not paths.log.is_file():
            traceback.print_exc()
        where = f"The details are in {paths.log}."
        return _fail(f"PhotoSeek made a mistake ({type(error).__name__}: {_one_line(error)}). {where}")
    return int(code)


def _split(words: list[str]) -> tuple[list[str], str | None, list[str]]:
    """The options before the first word that is none, that word, and what follows.

    Only that word can be a verb: behind ``--`` or another folder it is a folder's name.
    """
    position = 0
    while position < len(words) and words[position].startswith("-") and words[position] != "--":
        position += 2 if words[position] in ("--base-dir", "--database") else 1
    if position >= len(words) or words[position] == "--":
        return words, None, []
    return words[:position], words[position], words[position + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="photoseek",
        description="A photo library that is searched by photo and by words. Nothing leaves this computer.",
        epilog="commands (photoseek COMMAND --help tells more):\n"
        + "\n".join(f"  {name:10} {summary}" for name, summary in VERBS.items())
        + "\n\nA folder that is called like a command: photoseek -- index",
        usage="photoseek [--base-dir DIR] [FOLDER ...]\n       photoseek [--base-dir DIR] COMMAND ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"PhotoSeek {__version__}")
    _add_places(parser, default=None)
    return parser


def _parse_for_window(
    before: list[str], folder: str | None, after: list[str], module: ModuleType
) -> argparse.Namespace:
    parser = _parser()
    module.add_arguments(parser)
    near = difflib.get_close_matches(folder or "", VERBS, 1, cutoff=0.75)
    if folder is None:
        return parser.parse_args(before)
    if near and not Path(folder).exists():
        parser.error(f"{folder!r} is neither a command nor a folder. Did you mean {near[0]!r}?")
    return parser.parse_args([*before, folder, *after])


def _parse_for_verb(before: list[str], verb: str, after: list[str], module: ModuleType) -> argparse.Namespace:
    parser = _parser()
    arguments = parser.parse_args(before)
    # The verb's parser is used directly: as part of the whole, argparse would lose a --base-dir or
    # --database given before the verb and a -- after it.
    verbs = parser.add_subparsers()
    module.add_parser(verbs)
    verb_parser: argparse.ArgumentParser = verbs.choices[verb]
    verb_parser.prog = f"photoseek {verb}"
    _add_places(verb_parser, default=argparse.SUPPRESS)
    arrange = getattr(module, "arrange", list)
    return verb_parser.parse_args(arrange(after), arguments)


def _add_places(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--base-dir",
        metavar="DIR",
        default=default,
        help=f"where library, settings and caches live (or set {BASE_VARIABLE})",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        default=default,
        help=f"a library shared on PostgreSQL: postgresql://user@host/database (or set {DATABASE_VARIABLE})",
    )


def _prepare(paths: Paths) -> None:
    try:
        paths.create()
    except OSError as error:
        raise UserError(
            f"PhotoSeek cannot keep its data in {paths.base} ({error.strerror or error}). "
            "Choose another folder with --base-dir."
        ) from error
    # The terminal gets one line from here for what goes wrong; the log keeps the rest.
    logs.start(paths.log, terminal_level=logging.CRITICAL)


def _make_streams_take_any_name() -> None:
    """File names need not be valid text: let their bytes pass through standard input and output."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_utf8 = stream.encoding.lower().replace("-", "") == "utf8"
            stream.reconfigure(errors="surrogateescape" if is_utf8 else "backslashreplace")


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _fail(message: str) -> int:
    output.note(message)
    return 1


if __name__ == "__main__":
    sys.exit(main())
