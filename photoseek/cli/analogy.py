"""``photoseek analogy A B C``: A is to B as C is to which word?"""

import argparse
from typing import TYPE_CHECKING

from photoseek.cli import output
from photoseek.errors import UserError
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.models.word_vectors import WordVectors

ANSWERS = 10


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "analogy",
        usage="photoseek analogy [-h] [--json] (A B C | -)",
        description="A is to B as C is to which word?",
    )
    parser.add_argument("words", nargs="+", metavar="A B C", help="three words; - reads three per line")
    parser.add_argument("--json", action="store_true", help="print one JSON object per question")
    parser.set_defaults(complain=parser.error)


def run(arguments: argparse.Namespace, _paths: Paths) -> int:
    """Answer one question, or one per line of standard input."""
    from_stdin = arguments.words == ["-"]
    if not from_stdin and len(arguments.words) != 3:
        arguments.complain("give three words, or - to read three per line")
    from photoseek.models.word_vectors import WordVectors

    vectors = WordVectors.load()
    if not from_stdin:
        return _answer(vectors, arguments.words, as_json=arguments.json)
    codes = [_answer(vectors, line.split(), as_json=True) for line in output.lines_of_stdin()]
    return max(codes, default=0)


def _answer(vectors: "WordVectors", words: list[str], *, as_json: bool) -> int:
    code, answers = 0, []
    try:
        if len(words) != 3:
            raise UserError(f"'{' '.join(words)}' is not three words")
        a, b, c = (word.lower() for word in words)
        answers = vectors.analogy(a, b, c, ANSWERS)
    except UserError as error:
        output.note(str(error))
        code = 1
    if as_json:
        a, b, c = (*words, "", "", "")[:3]
        output.json_line({"a": a, "b": b, "c": c, "answers": output.as_objects(answers)})
    elif answers:
        print(f"{words[0]} is to {words[1]} as {words[2]} is to")
        print(output.word_rows(answers))
    return code
