"""``photoseek words WORD``: the words nearest to a word."""

import argparse
from typing import TYPE_CHECKING

from photoseek.cli import output
from photoseek.errors import UnknownWords
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.models.word_vectors import WordVectors


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser("words", description="Find the words nearest to a word.")
    parser.add_argument("word", metavar="WORD", help="a word or a phrase; - reads one per line")
    parser.add_argument("--limit", type=output.limit, default=10, metavar="N", help="how many (10)")
    parser.add_argument("--json", action="store_true", help="print one JSON object per word")


def run(arguments: argparse.Namespace, _paths: Paths) -> int:
    """Answer one word, or one per line of standard input."""
    from photoseek.models.word_vectors import WordVectors

    vectors = WordVectors.load()
    if arguments.word != "-":
        return _answer(vectors, arguments.word, arguments.limit, as_json=arguments.json)
    codes = [_answer(vectors, line, arguments.limit, as_json=True) for line in output.lines_of_stdin()]
    return max(codes, default=0)


def _answer(vectors: "WordVectors", word: str, limit: int, *, as_json: bool) -> int:
    from photoseek.models.vocabulary import tokenize

    code, neighbours = 0, []
    try:
        asked = tokenize(word)
        if not asked:
            raise UnknownWords({})
        neighbours = vectors.neighbours(asked, limit)
    except UnknownWords as error:
        output.note(str(error))
        code = 1
    if as_json:
        output.json_line({"word": word, "neighbours": output.as_objects(neighbours)})
    elif neighbours:
        print(output.word_rows(neighbours))
    return code
