"""``photoseek words WORD``: the words nearest to a word."""

import argparse
from typing import TYPE_CHECKING

from photoseek import settings
from photoseek.cli import output
from photoseek.errors import UnknownWords
from photoseek.paths import Paths

if TYPE_CHECKING:
    from photoseek.models.word_sources import Source, WordSources


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = subparsers.add_parser("words", description="Find the words nearest to a word.")
    parser.add_argument("word", metavar="WORD", help="a word or a phrase; - reads one per line")
    parser.add_argument("--limit", type=output.limit, default=10, metavar="N", help="how many (10)")
    add_source(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object per word")


def add_source(parser: argparse.ArgumentParser) -> None:
    """The option that says whose word vectors are asked."""
    parser.add_argument(
        "--vectors",
        choices=("both", "wide", "captioner"),
        default="both",
        help="what words mean in general (wide), in what people say of photos (captioner), or both (both)",
    )


def load_sources(paths: Paths) -> "WordSources":
    """The words of the model that is chosen in the settings."""
    from photoseek.models import installed
    from photoseek.models.word_sources import WordSources

    return WordSources.load(installed.find(paths, settings.load(paths.settings).model).parts)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Answer one word, or one per line of standard input."""
    sources = load_sources(paths)
    if arguments.word != "-":
        return _answer(sources, arguments.vectors, arguments.word, arguments.limit, as_json=arguments.json)
    codes = [
        _answer(sources, arguments.vectors, line, arguments.limit, as_json=True)
        for line in output.lines_of_stdin()
    ]
    return max(codes, default=0)


def _answer(sources: "WordSources", source: "Source", word: str, limit: int, *, as_json: bool) -> int:
    from photoseek.models.vocabulary import tokenize

    code, neighbours = 0, []
    try:
        asked = tokenize(word)
        if not asked:
            raise UnknownWords({})
        neighbours = sources.choose(source, asked).neighbours(asked, limit)
    except UnknownWords as error:
        output.note(str(error))
        code = 1
    if as_json:
        output.json_line({"word": word, "neighbours": output.as_objects(neighbours)})
    elif neighbours:
        print(output.word_rows(neighbours))
    return code
