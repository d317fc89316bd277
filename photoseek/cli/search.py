"""``photoseek search QUERY``: photos of the library for words."""

import argparse
from functools import partial

from photoseek.cli import filters, output
from photoseek.paths import Paths

_TAKE_A_VALUE = filters.TAKE_A_VALUE | {"--limit", "--by", "--base-dir", "--database"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "search",
        description='Find photos by words. -word pushes photos away, "quoted words" stay together, '
        "word^2 counts twice.",
    )
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words; - alone reads one query per line")
    parser.add_argument("--limit", type=output.limit, default=20, metavar="N", help="photos per query (20)")
    parser.add_argument(
        "--by",
        choices=("words", "inversion"),
        default="words",
        help="how to search: by inversion asks what the captioner would have to see to say this (words)",
    )
    parser.add_argument("--why", action="store_true", help="say which words of the query each photo shows")
    parser.add_argument("--json", action="store_true", help="print one JSON object per query")
    filters.add_filters(parser)


def arrange(words: list[str]) -> list[str]:
    """Options first, the query behind ``--``, or argparse would take ``-word`` for an option."""
    options: list[str] = []
    query: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--":
            query.extend(remaining)
        elif word in _TAKE_A_VALUE:
            options += [word, *(value for value in [next(remaining, None)] if value is not None)]
        elif word == "-h" or word.startswith("--"):
            options.append(word)
        else:
            query.append(word)
    return [*options, "--", *query]


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Answer one query, or one per line of standard input, in order."""
    from photoseek.cli.answers import open_library

    query = " ".join(arguments.query)
    with open_library(paths) as questions:
        searcher, limit, why = questions.searcher, arguments.limit, arguments.why
        with questions.database.read() as session:
            scope = filters.scope(session, arguments)
        ask = searcher.by_words if arguments.by == "words" else searcher.by_inversion
        if query != "-":
            return questions.answer(query, partial(ask, query, limit, scope), as_json=arguments.json, why=why)
        lines = output.lines_of_stdin()
        codes = [
            questions.answer(line, partial(ask, line, limit, scope), as_json=True, why=why) for line in lines
        ]
    return max(codes, default=0)
