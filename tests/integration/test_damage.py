"""Damage to what the program keeps: found and named, or made anew, and never an answer that is wrong."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import LibraryDamaged
from photoseek.library import backup
from photoseek.library.opening import open_library
from photoseek.search import graph as graphs
from photoseek.search.graph import Graph, stamp_file
from photoseek.settings import DAMAGED, load, load_or_mend
from tests.support.damage import damaged, healthy, outcome, work_in

DAMAGES = 30


@pytest.mark.logs_errors
def test_a_damaged_library_is_named_and_the_user_s_work_comes_back(tmp_path: Path) -> None:
    whole = healthy(tmp_path / "whole")
    work = work_in(whole)
    outcomes = Counter(
        outcome(whole, tmp_path / str(seed), seed, work)
        for seed in (*range(DAMAGES), 549, 584)  # those two hit the version and the way of writing
    )
    told, restored = (
        "told, and the user's work is as it was left",
        "a backup brings the user's work back whole",
    )
    assert set(outcomes) == {told, f"refused, and {restored}"}
    assert min(outcomes.values()) > DAMAGES / 6


def test_a_damaged_backup_does_not_take_the_library_s_place(tmp_path: Path) -> None:
    paths = healthy(tmp_path / "base")
    (made,) = backup.automatic(paths)
    content = made.read_bytes()
    made.write_bytes(content.replace(b"my words of 8.jpg", b"MY words of 8.jpg"))
    with pytest.raises(LibraryDamaged, match="another backup"):
        backup.restore(paths, made)
    made.write_bytes(content)
    assert backup.restore(paths, made) is not None


@pytest.mark.logs_errors
def test_backups_from_before_the_damage_are_kept(tmp_path: Path) -> None:
    paths = healthy(tmp_path / "base")
    content = paths.library.read_bytes()
    paths.library.write_bytes(content.replace(b"my words of 8.jpg", b"MY words of 8.jpg"))
    with open_library(paths, lambda _text: None):
        for day in range(2, 9):
            backup.daily(paths, date(2024, 5, day))
    assert len(backup.automatic(paths)) == 8
    backup.restore(paths, paths.backups / "library-2024-05-01.db")
    with open_library(paths, lambda _text: None):
        backup.daily(paths, date(2024, 5, 9))
    assert len(backup.automatic(paths)) == backup.KEPT


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
