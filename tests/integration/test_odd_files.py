"""Whatever lies in a folder: taken in or set aside with a reason, and nothing beside it is lost."""

import os
import threading
from pathlib import Path

import pytest

from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest.pipeline import take_in
from photoseek.ingest.scanner import scan
from photoseek.library import files
from tests.support.indexing import Indexing, write_colour
from tests.support.odd_files import write_all
from tests.support.photos import write_photo


@pytest.fixture
def indexing(tmp_path: Path) -> Indexing:
    return Indexing(tmp_path / "base", tmp_path / "photos")


def test_two_hundred_odd_files_are_taken_in_or_set_aside_and_nothing_else_is_lost(indexing: Indexing) -> None:
    good = [write_photo(indexing.folder / "good" / f"{seed}.jpg", 50_000 + seed) for seed in range(20)]
    odd = write_all(indexing.folder)
    assert len(odd) >= 200
    before = {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in (*odd, *good)}
    report = indexing.index()
    with indexing.database.read() as session:
        known = files.known(session, indexing.watched().id)
        reasons = {failure.path: failure.reason for failure in files.failures(session)}
        assert files.pending(session, 10) == []
    taken_in = {indexing.folder / path for path, file in known.items() if file.photo_id is not None}
    assert taken_in | set(reasons) == set(before)
    assert not taken_in & set(reasons)
    assert set(good) <= taken_in
    assert all(reasons.values())
    assert not [reason for reason in reasons.values() if "PhotoSeek failed" in reason]
    assert (len(report.failed), report.unreadable_folders) == (len(reasons), ())
    assert {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in before} == before
    names = {path.relative_to(indexing.folder).as_posix() for path in taken_in}
    for kind in ("modes/", "animated/", "small/", "shapes/", "profiles/", "names/", "wrong ending/"):
        assert not [path for path in reasons if path.relative_to(indexing.folder).as_posix().startswith(kind)]
        assert any(name.startswith(kind) for name in names)
    for path, reason in reasons.items():
        if path.parent.name == "truncated" and path.name.startswith("0"):
            assert reason == "empty file"
        if path.name in ("25000 x 20000.png", "screen.gif", "frame.jpg", "500 megapixels.tiff"):
            assert "too large" in reason


def test_files_that_change_or_vanish_while_they_are_read_spoil_nothing(indexing: Indexing) -> None:
    good = [write_colour(indexing.folder / f"good {shade}.png", "red", shade=shade) for shade in range(8)]
    restless = write_colour(indexing.folder / "restless.png", "blue")
    vanishing = [write_colour(indexing.folder / f"v {shade}.png", "green", shade=shade) for shade in range(8)]
    indexing.watch()
    scan(indexing.database, indexing.watched())
    stop = threading.Event()

    def trouble() -> None:
        for path in vanishing:
            path.unlink()
        with restless.open("ab") as file:
            while not stop.wait(0.001):
                file.write(b"more")
                file.flush()

    thread = threading.Thread(target=trouble)
    thread.start()
    try:
        for _ in take_in(indexing.database, indexing.inference, ThumbnailStore(indexing.paths.thumbnails)):  # type: ignore[arg-type]
            pass
    finally:
        stop.set()
        thread.join()
    with indexing.database.read() as session:
        known = files.known(session, indexing.watched().id)
        (failure,) = files.failures(session)
        assert files.pending(session, 10) == []
    assert "keeps changing" in failure.reason
    assert {path.name for path in good} <= {
        file.relative_path.name for file in known.values() if file.photo_id
    }
    os.utime(restless)
    assert indexing.index().failed == ()
    assert set(indexing.shown()) == {path.name for path in good} | {"restless.png"}
