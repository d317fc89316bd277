"""How long a question takes, at rest and while photos are taken in."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from photoseek.evaluation.made_library import FIRST_DATE, made_sentences
from photoseek.evaluation.speed.bench import Bench, Figures, bytes_below, costs, percentiles, times
from photoseek.evaluation.speed.worker_process import WorkerProcess, running
from photoseek.ipc.messages import AddFolder, Progress, Ready, Search
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.library.records import Scope
from photoseek.search.answer import Answer
from photoseek.search.searcher import Searcher

QUERIES = 200
OF_EACH_KIND = 40  # questions other than plain words or a photo
_CHINESE = ("海滩", "一只狗在沙滩上", "红色 汽车", "女人 拿着 相机", "两个小孩在公园里玩", "黑色的猫 -人")
_MOST_WHILE_INDEXING = 500
_TABLE_BYTES = """SELECT coalesce(tbl_name, tree.name), sum(pgsize)
    FROM dbstat AS tree LEFT JOIN sqlite_schema AS listed ON listed.name = tree.name
    WHERE aggregate = TRUE GROUP BY 1"""
_PARTS = {
    "representations": "representation",
    "embeddings": "vector",
    "photo_text": "full_text",
    "caption_words": "full_text",
}
"""What the tables whose names begin so hold; the others are rows."""


def searching(bench: Bench) -> Figures:
    """Questions to a warm searcher, from the question to its hits."""
    database = Database.open_for_reading(bench.library.library)
    began = time.perf_counter()
    with bench.opened(database, bench.library) as index:
        opened = time.perf_counter() - began
        searcher = Searcher(database, bench.inference, index)

        def rows(answer: Answer) -> None:
            with database.read() as session:
                photos.by_ids(session, [hit.photo_id for hit in answer.hits])

        first = times([partial(searcher.by_words, "a dog on the beach")])[0]
        ids = index.ids[:: max(1, len(index) // QUERIES)][:QUERIES].tolist()
        by_words = costs([partial(searcher.by_words, text) for text in _words(bench)])
        by_photo = costs([partial(searcher.by_photo, photo_id) for photo_id in ids])
        reading = times([partial(rows, searcher.by_photo(photo_id)) for photo_id in ids])
        kinds = _kinds(searcher, _words(bench), ids)
        others = {f"{kind}_ms": costs(asked) for kind, asked in kinds.items()}
    database.close()
    return {
        "photos": bench.photos,
        "opening_s": round(opened, 2),
        "first_ms": round(1000 * first, 1),
        "words_ms": by_words,
        "photo_ms": by_photo,
        **others,
        "rows_ms": percentiles(reading),  # of an answer, which the window reads itself
        "bytes_a_photo": _bytes_a_photo(bench),
    }


def _kinds(
    searcher: Searcher, words: Sequence[str], ids: Sequence[int]
) -> dict[str, list[Callable[[], object]]]:
    """Questions of all other kinds."""
    few, photo_ids = words[:OF_EACH_KIND], ids[:OF_EACH_KIND]
    unwanted = [f"{text} -{other.split()[0]}" for text, other in zip(few, words[::-1], strict=False)]
    year = Scope(taken_from=date(FIRST_DATE.year + 5, 1, 1), taken_until=date(FIRST_DATE.year + 5, 12, 31))
    since = Scope(taken_from=date(FIRST_DATE.year + 5, 1, 1))
    typed = [text[: 2 + 3 * (number % 4)] for number, text in enumerate(few)]
    return {
        "chinese": [partial(searcher.by_words, text) for text in _CHINESE * (OF_EACH_KIND // len(_CHINESE))],
        "unwanted": [partial(searcher.by_words, text) for text in unwanted],
        "photo_and_words": [
            partial(searcher.by_photo, id_, words=text) for id_, text in zip(photo_ids, few, strict=False)
        ],
        "in_a_year": [partial(searcher.by_words, text, scope=year) for text in few],
        "since_a_year": [partial(searcher.by_words, text, scope=since) for text in few],
        "photo_since_a_year": [partial(searcher.by_photo, id_, scope=since) for id_ in photo_ids],
        "typing": [partial(searcher.suggest, text) for text in typed],
    }


def busy(bench: Bench) -> Figures:
    """Questions to the worker while it takes photos in, from the request to its reply."""
    with bench.copied(bench.library) as paths, running(paths.base) as worker:
        worker.wait_for(Ready)
        words = _words(bench)
        first = worker.ask(Search(1, words[0]))
        idle = [worker.ask(Search(2 + number, text)) for number, text in enumerate(words[:50])]
        worker.ask(AddFolder(100, str(bench.jpegs)))
        worker.wait_for(Progress, stage="embedding")
        took: list[float] = []
        while len(took) < _MOST_WHILE_INDEXING and _stage(worker) in ("embedding", "scanning", "looking"):
            took.append(worker.ask(Search(1000 + len(took), words[len(took) % len(words)])))
            time.sleep(0.05)  # a person who types: asking without a pause would keep it from its work
    return {
        "photos": bench.photos,
        "first_ms": round(1000 * first, 1),
        "idle_ms": percentiles(idle),
        "while_indexing_ms": percentiles(took),
        "questions_while_indexing": len(took),
    }


def _bytes_a_photo(bench: Bench) -> dict[str, int]:
    """On disk, all included; a thumbnail's as if made photos had their own."""
    paths = bench.library
    index = sum(file.stat().st_size for file in paths.cache.glob(f"{paths.vector_index.name}*"))
    parts = {**_library_parts(paths.library), "index": index, "thumbnail": bytes_below(paths.thumbnails)}
    each = {name: round(size / bench.photos) for name, size in parts.items()}
    return {**each, "all": sum(each.values())}


def _library_parts(library: Path) -> dict[str, int]:
    """Bytes of a library's file by what they hold; in one number where this SQLite cannot tell."""
    parts: Counter[str] = Counter()
    with closing(sqlite3.connect(f"{library.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            for table, size in connection.execute(_TABLE_BYTES):
                parts[next((part for begin, part in _PARTS.items() if table.startswith(begin)), "rows")] += (
                    size
                )
        except sqlite3.OperationalError:
            parts["library"] = library.stat().st_size
    return parts


def _words(bench: Bench) -> list[str]:
    sentences = made_sentences(bench.basis, QUERIES, seed=1)
    return [" ".join(sentence.split()[: 1 + number % 4]) for number, sentence in enumerate(sentences)]


def _stage(worker: WorkerProcess) -> str:
    return [message.stage for message in worker.said(Progress) if isinstance(message, Progress)][-1]
