"""A library that was damaged while nobody used it, and what its next opening says and mends."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from photoseek.errors import LibraryDamaged, LibraryProblem
from photoseek.library import albums, backup, captions, fulltext, photos, user_work
from photoseek.library.opening import open_library
from photoseek.library.user_work import Work
from photoseek.paths import Paths
from tests.support.libraries import take_in

COUNT = 120


def healthy(base: Path) -> Paths:
    """A library with the user's work in it, a backup of that day, and more work since, closed and sealed."""
    paths = Paths(base)
    paths.create()
    with open_library(paths, print) as database:
        with database.write() as session:
            ids = take_in(session, paths.base, [f"{number}.jpg" for number in range(COUNT)])
            for name, photo_id in ids.items():
                captions.edit(session, photo_id, "en", f"my words of {name}")
            albums.make(session, "Mine", list(ids.values())[:9])
            photos.set_favourite(session, list(ids.values())[3:30], True)
        assert backup.daily(paths, date(2024, 5, 1)) is not None
        with database.write() as session:
            captions.edit(session, ids["7.jpg"], "en", "words of after the backup")
            photos.rotate(session, list(ids.values())[5:9], 1)
    return paths


def damaged(content: bytes, seed: int) -> bytes:
    """A bit or a stretch flipped, the end cut off, a page zeroed, or something in the header."""
    chance = random.Random(seed)
    data = bytearray(content)
    kind = seed % 5
    place = chance.randrange(len(data))
    if kind == 0:
        data[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        data[place : place + 512] = chance.randbytes(512)
    elif kind == 2:
        del data[place:]
    elif kind == 3:
        data[place - place % 4096 : place - place % 4096 + 4096] = bytes(4096)
    else:
        data[chance.randrange(min(100, len(data)))] ^= 0xFF
    return bytes(data)


def work_in(paths: Paths) -> Work:
    """What the user did, as the library says; all else is asked for as well."""
    with open_library(paths, lambda _text: None) as database, database.read() as session:
        photos.by_ids(session, photos.list_ids(session))
        fulltext.search(session, "words")
        fulltext.vocabulary(session, "", 500)
        albums.list_all(session)
        return user_work.copy(session)


def outcome(whole: Paths, place: Path, seed: int, work: Work) -> str:
    """Damage a copy of a library, open it as its writer does, and say what became of it."""
    shutil.copytree(whole.base, place)
    paths = Paths(place)
    content = whole.library.read_bytes()
    spoilt = damaged(content, seed)
    if spoilt == content:
        return "nothing was damaged"
    paths.library.write_bytes(spoilt)
    told: list[str] = []
    try:
        with open_library(paths, told.append) as database, database.read() as session:
            mended = user_work.copy(session) == work
        if not any(str(paths.library) in text for text in told):
            return "not noticed"
        if mended:
            return "told, and the user's work is as it was left"
    except LibraryDamaged as error:
        if str(paths.backups) not in str(error):
            return "refused, without a word of the backups"
    except LibraryProblem as error:
        return f"refused: {str(error).replace(str(paths.library), '...')}"
    (newest, *_) = backup.automatic(paths)
    backup.restore(paths, newest)
    back = work_in(paths) == work
    return f"refused, and a backup brings the user's work back {'whole' if back else 'IN PART'}"


def logs(paths: Paths) -> Iterator[tuple[str, bytes | None]]:
    """Damages to the write-ahead log of a library that was cut off: what kind, and what is left of it."""
    log = paths.library.with_name("library.db-wal").read_bytes()
    yield "none", log
    yield "lost", None
    yield "its header damaged", bytes([log[0] ^ 1]) + log[1:]
    middle = len(log) // 3
    yield "a byte in it damaged", log[:middle] + bytes([log[middle] ^ 1]) + log[middle + 1 :]


def is_healthy(library: Path) -> bool:
    with closing(sqlite3.connect(library)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
