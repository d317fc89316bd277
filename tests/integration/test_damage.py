"""Damage to what the program keeps: found and named, or made anew, and never an answer that is wrong."""

import json
import random
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import LibraryDamaged, LibraryProblem
from photoseek.library import albums, backup, captions, fulltext, photos
from photoseek.library.database import Database
from photoseek.paths import Paths
from photoseek.search import graph as graphs
from photoseek.search.graph import Graph, stamp_file
from photoseek.settings import DAMAGED, load, load_or_mend
from tests.support.libraries import take_in

COUNT = 120
DAMAGES = 60


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base directory with a library, user's work in it, and a backup of that day."""
    paths = Paths(tmp_path_factory.mktemp("healthy"))
    paths.create()
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        ids = take_in(session, paths.base, [f"{number}.jpg" for number in range(COUNT)])
        for name, photo_id in ids.items():
            captions.edit(session, photo_id, "en", f"my words of {name}")
        albums.make(session, "Mine", list(ids.values())[:9])
    assert backup.daily(paths, date(2024, 5, 1)) is not None
    database.close()
    return paths.base


def look_at_everything(path: Path) -> set[str]:
    """All captions, having asked for all else as well."""
    database = Database.open_for_writing(path)
    try:
        with database.read() as session:
            found = photos.by_ids(session, photos.list_ids(session))
            fulltext.search(session, "words")
            fulltext.vocabulary(session, "", 500)
            albums.list_all(session)
            photos.counts(session)
        with database.write() as session:
            for photo in found[:5]:
                captions.edit(session, photo.id, "en", "new words")
    finally:
        database.close()
    return {photo.caption or "" for photo in found}


def damaged(content: bytes, seed: int) -> bytes:
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


@pytest.mark.logs_errors
def test_a_damaged_library_is_named_so_or_still_reads(healthy: Path, tmp_path: Path) -> None:
    whole = Paths(healthy).library.read_bytes()
    told = []
    for seed in (*range(DAMAGES), 549, 584):  # those two hit the version and the way of writing
        path = tmp_path / f"{seed}.db"
        path.write_bytes(damaged(whole, seed))
        with suppress(LibraryProblem):
            look_at_everything(path)
            continue
        with pytest.raises(LibraryProblem, match=re.escape(str(path))) as problem:
            look_at_everything(path)
        told.append(problem.type)
    assert told.count(LibraryDamaged) > DAMAGES / 3


@pytest.mark.logs_errors
def test_the_backup_of_the_day_brings_the_user_s_work_back(healthy: Path, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "base")
    paths.create()
    paths.backups.mkdir()
    (made,) = backup.automatic(Paths(healthy))
    (paths.backups / made.name).write_bytes(made.read_bytes())
    paths.library.write_bytes(damaged(Paths(healthy).library.read_bytes(), 2))
    with pytest.raises(LibraryDamaged, match="backups"):
        look_at_everything(paths.library)
    (copy,) = backup.automatic(paths)
    kept = backup.restore(paths, copy)
    assert kept is not None
    assert look_at_everything(paths.library) == {f"my words of {number}.jpg" for number in range(COUNT)}


def test_without_its_log_a_library_is_as_it_was_before(healthy: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(Paths(healthy).library.read_bytes())
    database = Database.open_for_writing(path)
    with database.write() as session:
        captions.edit(session, photos.list_ids(session)[0], "en", "the last words")
    lost = tmp_path / "lost.db"
    lost.write_bytes(path.read_bytes())  # as it is, without the -wal beside it
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(lost.read_bytes())
    (tmp_path / "foreign.db-wal").write_bytes(random.Random(1).randbytes(9000))
    database.close()
    before = {f"my words of {number}.jpg" for number in range(COUNT)}
    for one in (lost, foreign):
        assert look_at_everything(one) == before


def test_a_damaged_index_file_is_never_loaded(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(300, 8)).astype(np.float32)
    graph = Graph(8)
    graph.add(np.arange(300), vectors)
    file = tmp_path / "vectors.hnsw"
    graph.save(file, "embedding", 1)
    whole, stamp = file.read_bytes(), stamp_file(file).read_bytes()
    assert graphs.load(file, "embedding", 8) is not None
    for seed in range(60):
        file.write_bytes(damaged(whole, seed))
        assert graphs.load(file, "embedding", 8) is None
        file.write_bytes(whole)
        if seed < 20:
            stamp_file(file).write_bytes(damaged(stamp, seed))
            loaded = graphs.load(file, "embedding", 8)  # only where what is damaged does not matter
            assert loaded is None or len(loaded) == 300
        stamp_file(file).write_bytes(stamp)
    stamp_file(file).unlink()
    assert graphs.load(file, "embedding", 8) is None


def test_damaged_settings_are_named_and_kept_beside_and_what_is_sound_holds(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    whole = json.dumps({"appearance": "dark", "beam_size": 3}).encode()
    mended = 0
    for seed in range(100):
        broken = damaged(whole, seed)
        path.write_bytes(broken)
        chosen, problem = load_or_mend(path)
        assert load(path) == chosen
        if problem:
            assert str(path) in problem
            assert (tmp_path / DAMAGED).read_bytes() == broken
            mended += 1
    assert mended > 50
    path.write_text('{"appearance": "pink", "beam_size": 3}')
    assert load_or_mend(path)[0].beam_size == 3
