"""``photoseek analogy A B C``: A is to B as C is to which word?"""

import argparse
from typing import TYPE_CHECKING

from photoseek.cli import output, words
from photoseek.errors import UserError
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.models.word_sources import Source, WordSources

ANSWERS = 10


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "analogy",
        usage="photoseek analogy [-h] [--vectors {both,wide,captioner}] [--json] (A B C | -)",
        description="A is to B as C is to which word?",
    )
    parser.add_argument("words", nargs="+", metavar="A B C", help="three words; - reads three per line")
    words.add_source(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object per question")
    parser.set_defaults(complain=parser.error)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Answer one question, or one per line of standard input."""
    from_stdin = arguments.words == ["-"]
    if not from_stdin and len(arguments.words) != 3:
        arguments.complain("give three words, or - to read three per line")
    sources = words.load_sources(paths)
    if not from_stdin:
        return _answer(sources, arguments.vectors, arguments.words, as_json=arguments.json)
    codes = [
        _answer(sources, arguments.vectors, line.split(), as_json=True) for line in output.lines_of_stdin()
    ]
    return max(codes, default=0)


def _answer(sources: "WordSources", source: "Source", asked: list[str], *, as_json: bool) -> int:
    code, answers = 0, []
    try:
        if len(asked) != 3:
            raise UserError(f"'{' '.join(asked)}' is not three words")
        a, b, c = (word.lower() for word in asked)
        answers = sources.choose(source, [a, b, c]).analogy(a, b, c, ANSWERS)
    except UserError as error:
        output.note(str(error))
        code = 1
    if as_json:
        a, b, c = (*asked, "", "", "")[:3]
        output.json_line({"a": a, "b": b, "c": c, "answers": output.as_objects(answers)})
    elif answers:
        print(f"{asked[0]} is to {asked[1]} as {asked[2]} is to")
        print(output.word_rows(answers))
    return code
