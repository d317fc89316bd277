"""Watched folders, as people and programs change them while the worker runs."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoseek.ipc import messages
from photoseek.library import files, folders, photos
from photoseek.library.database import Database
from photoseek.library.records import Photo
from tests.support.photos import jpeg_bytes, noise, write_photo
from tests.support.stand_in_worker import StandInWorker

PATIENCE = 300.0  # seconds


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[StandInWorker]:
    with StandInWorker(tmp_path / "base") as running:
        running.wait(messages.Progress)
        yield running


def watch(worker: StandInWorker, *chosen: Path) -> None:
    for folder in chosen:
        assert isinstance(worker.do(messages.AddFolder, path=str(folder)), messages.Done)


def shown(worker: StandInWorker) -> dict[Path, Photo]:
    database = Database.open_for_reading(worker.paths.library)
    try:
        with database.read() as session:
            return {photo.path: photo for photo in photos.by_ids(session, photos.list_ids(session))}
    finally:
        database.close()


def until_shown(worker: StandInWorker, expected: set[Path]) -> dict[Path, Photo]:
    deadline = time.monotonic() + PATIENCE
    while set(found := shown(worker)) != expected or worker.counts().pending:
        assert time.monotonic() < deadline, set(found) ^ expected
        time.sleep(0.1)
    return found


def until_content_is_another(worker: StandInWorker, path: Path, content_hash: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while path not in (now := shown(worker)) or now[path].content_hash == content_hash:
        assert time.monotonic() < deadline, now
        time.sleep(0.1)


def test_ten_thousand_files_within_seconds_are_all_noticed(worker: StandInWorker, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    write_photo(folder / "first.jpg", 1)
    watch(worker, folder)
    until_shown(worker, {folder / "first.jpg"})
    worker.do(messages.SetPaused, paused=True)  # what takes them in is tested elsewhere
    data = jpeg_bytes(noise(2))
    for number in range(10_000):
        place = folder / f"day {number // 500}" / f"{number % 7}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.jpg").write_bytes(data + number.to_bytes(2, "big"))
    deadline = time.monotonic() + PATIENCE
    while worker.counts().pending < 10_000:
        assert time.monotonic() < deadline, worker.counts()
        time.sleep(0.2)


def test_what_people_and_programs_do_to_files_is_followed(worker: StandInWorker, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    names = ("rename.jpg", "edit.jpg", "day/move.jpg", "day/stay.jpg", "replace.jpg", "delete.jpg")
    for seed, name in enumerate(names):
        write_photo(one / name, seed)
    write_photo(two / "other.jpg", 100)
    watch(worker, one, two)
    before = until_shown(worker, {*(one / name for name in names), two / "other.jpg"})
    for path, photo in before.items():
        worker.do(messages.EditCaption, photo_id=photo.id, text=f"my {path.name}")
    (one / "rename.jpg").rename(one / "renamed.jpg")
    (one / "day" / "move.jpg").rename(two / "move.jpg")
    (one / "day").rename(one / "holiday")
    write_photo(one / "edit.jpg", 200)  # in place
    write_photo(one / ".replace.tmp.jpg", 201).replace(one / "replace.jpg")  # as editors save
    (one / "delete.jpg").unlink()
    expected = {
        one / "renamed.jpg": before[one / "rename.jpg"],
        two / "move.jpg": before[one / "day" / "move.jpg"],
        one / "holiday" / "stay.jpg": before[one / "day" / "stay.jpg"],
        two / "other.jpg": before[two / "other.jpg"],
    }
    until_shown(worker, {*expected, one / "edit.jpg", one / "replace.jpg"})
    for name in ("edit.jpg", "replace.jpg"):
        until_content_is_another(worker, one / name, before[one / name].content_hash)
    after = shown(worker)
    for path, photo in expected.items():
        assert (after[path].id, after[path].content_hash) == (photo.id, photo.content_hash)
        assert after[path].caption == f"my {photo.path.name}"
    for name in ("edit.jpg", "replace.jpg"):
        assert after[one / name].caption == f"my {name}"
    os.utime(one / "edit.jpg", (0, 0))  # a clock that was set back
    worker.until_done()
    assert shown(worker)[one / "edit.jpg"].caption == "my edit.jpg"


def test_a_disk_that_goes_and_comes_elsewhere_takes_nothing_with_it(
    worker: StandInWorker, tmp_path: Path
) -> None:
    here, there = tmp_path / "disk", tmp_path / "elsewhere"
    write_photo(here / "a.jpg", 1)
    watch(worker, here)
    (photo,) = until_shown(worker, {here / "a.jpg"}).values()
    worker.do(messages.EditCaption, photo_id=photo.id, text="my words")
    here.rename(there)
    worker.wait(messages.Notice, lambda one: "is empty or not there" in one.text)
    assert set(shown(worker)) == {here / "a.jpg"}
    watch(worker, there)
    deadline = time.monotonic() + PATIENCE
    while not any(path == there / "a.jpg" for path in shown(worker)):
        assert time.monotonic() < deadline, shown(worker)
        time.sleep(0.1)
    (again,) = shown(worker).values()
    assert (again.id, again.caption) == (photo.id, "my words")
    database = Database.open_for_reading(worker.paths.library)
    with database.read() as session:
        (away,) = (folder for folder in folders.list_all(session) if not folder.online)
        assert len(files.known(session, away.id)) == 1
    database.close()


FEW_WATCHES = ("unshare", "--user", "--map-root-user", "sh", "-c")
LIMIT = 'echo 2 > /proc/sys/user/max_inotify_watches && exec "$0" "$@"'


def can_limit_watches() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*FEW_WATCHES, LIMIT, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_limit_watches(), reason="no user namespace with a limit of its own")
def test_beyond_the_system_s_limit_changes_are_looked_for_and_that_is_said(tmp_path: Path) -> None:
    large = tmp_path / "large"
    for number in range(5):
        write_photo(large / f"{number}" / "a.jpg", 10 + number)
    with StandInWorker(tmp_path / "base", within=(*FEW_WATCHES, LIMIT)) as worker:
        worker.wait(messages.Progress)
        watch(worker, large)
        notice = worker.wait(messages.Notice, lambda one: "are only looked for every" in one.text)
        assert str(large) in notice.text
        assert "max_user_watches" in notice.text
        expected = {large / f"{number}" / "a.jpg" for number in range(5)}
        until_shown(worker, expected)
        new = {write_photo(large / f"{number}" / "b.jpg", 20 + number) for number in range(5)}
        worker.do(messages.Rescan)  # as it does by itself after a while
        until_shown(worker, expected | new)
