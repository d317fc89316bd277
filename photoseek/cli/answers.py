"""Asking the library from the command line: opened read-only, answered as JSON lines or text."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from photoseek import settings
from photoseek.cli import output
from photoseek.errors import LibraryProblem, UnknownWords, UserError
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.library.records import Photo
from photoseek.models.inference import Inference
from photoseek.paths import Paths
from photoseek.search.answer import Answer, ScoredPhoto, WordReason
from photoseek.search.answering import answering_model
from photoseek.search.searcher import Searcher
from photoseek.search.vector_index import VectorIndex

_LET_IT_SEE = "Run 'photoseek index FOLDER', or open PhotoSeek."


@dataclass(frozen=True)
class Found:
    """A photo of an answer, and which words of the query it shows, if that was asked."""

    photo: Photo
    hit: ScoredPhoto
    reasons: tuple[WordReason, ...]


@dataclass(frozen=True)
class Questions:
    """A library that is open for questions, and how its answers are printed."""

    searcher: Searcher
    database: Database
    inference: Inference

    def answer(self, query: str, ask: Callable[[], Answer], *, as_json: bool, why: bool = False) -> int:
        """Ask, print the answer, and return an exit code: 1 when there is none and why was said.

        A question without an answer still gets its JSON line, so that lines stay in step. With
        ``why``, each hit says which words of the query it shows.
        """
        code: int = 0
        hits: list[Found] = []
        started = time.perf_counter()
        try:
            answer = ask()
            hits = self._with_photos(answer, query if why else "")
        except UnknownWords as error:
            output.note(str(error))
            code = 1
        except UserError as error:
            output.note(f"{query}: {error}")
            code = 1
        else:
            if answer.unknown:
                output.note(f"left out: {UnknownWords(answer.unknown)}")
        took_ms = (time.perf_counter() - started) * 1000
        if as_json:
            output.json_line({"query": query, "took_ms": round(took_ms, 3), "hits": _objects(hits)})
        elif code == 0:
            _print_for_people(query, took_ms, hits)
        return code

    def _with_photos(self, answer: Answer, explained: str) -> list[Found]:
        by_id = {hit.photo_id: hit for hit in answer.hits}
        with self.database.read() as session:
            found = photos.by_ids(session, list(by_id))
        return [
            Found(photo, by_id[photo.id], self.searcher.explain(explained, photo.id) if explained else ())
            for photo in found
        ]


@contextmanager
def open_library(paths: Paths) -> Iterator[Questions]:
    """The library and the models, for reading: this works while PhotoSeek itself is running.

    Raises LibraryProblem when there is none yet.
    """
    if not paths.has_library():
        raise LibraryProblem(f"There is no library in {paths.base} yet. Run 'photoseek index FOLDER' first.")
    database = Database.open_for_reading(paths.library, paths.database)
    try:
        chosen = settings.load(paths.settings)
        name = answering_model(database, paths, chosen.model)
        if name != chosen.model:
            output.note(f"{chosen.model} has not seen all photos yet, so {name} answers. {_LET_IT_SEE}")
        inference = Inference.load(paths, chosen, name)
        index = VectorIndex.open_or_build(
            paths.vector_index, database, inference.embedding_id, inference.embedding_dimensions
        )
        with database.read() as session:
            count = photos.counts(session).photos
        if count == 0:
            output.note("The library holds no photos yet. Run 'photoseek index FOLDER'.")
        if count > len(index):
            left = count - len(index)
            output.note(f"{left} of {count} photos cannot be searched yet. Run 'photoseek index FOLDER'.")
        yield Questions(Searcher(database, inference, index), database, inference)
    finally:
        database.close()


def _objects(hits: list[Found]) -> list[dict[str, object]]:
    objects: list[dict[str, object]] = []
    for found in hits:
        objects.append(
            {
                "path": os.fspath(found.photo.path),
                "score": round(found.hit.score, 6),
                "band": found.hit.band,
                "caption": found.photo.caption,
            }
        )
        if found.reasons:
            objects[-1]["reasons"] = [
                {"word": reason.word, "confidence": round(reason.confidence, 4), "seen": reason.seen}
                for reason in found.reasons
            ]
    return objects


def _print_for_people(query: str, took_ms: float, hits: list[Found]) -> None:
    fitting = sum(found.hit.band != "weak" for found in hits)
    counted = {0: "no photo here fits well", 1: "1 photo"}.get(fitting, f"{fitting} photos")
    print(output.plain(f"{query}: {counted}, {took_ms:.0f} ms"))
    for rank, found in enumerate(hits, start=1):
        if rank == fitting + 1:
            print("      nothing below fits well")
        print(f"{rank:4}  {found.hit.score:6.3f}  {found.hit.band:8}  {output.plain(found.photo.path)}")
        if found.photo.description:
            print(f"{'':24}{output.plain(found.photo.description)}")
        if found.reasons:
            print(f"{'':24}{', '.join(map(_in_words, found.reasons))}")


def _in_words(reason: WordReason) -> str:
    return f"{reason.word} {reason.confidence:.0%}" if reason.seen else f"{reason.word}: not seen"
