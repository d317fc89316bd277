"""Wishes for rescans, from real events of the file system."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from watchdog.observers.api import BaseObserver

from photoseek.ingest import watcher
from photoseek.ingest.watcher import Watcher, common_part, is_network_folder
from photoseek.library.records import Folder
from tests.support.indexing import write_colour

PATIENCE = 20.0  # seconds; only a failing test waits that long


class Watching:
    def __init__(self, *, poll_every: float = 3600, observe: bool = True) -> None:
        self.wishes: SimpleQueue[tuple[int, Path]] = SimpleQueue()
        self.notices: SimpleQueue[str] = SimpleQueue()
        self.watcher = Watcher(
            lambda folder_id, below: self.wishes.put((folder_id, below)),
            self.notices.put,
            poll_every=poll_every,
            observe=observe,
        )

    def begin(self, *folders: Path) -> None:
        self.watcher.set_folders([Folder(id_, path, True, 0) for id_, path in enumerate(folders, 1)])
        for _ in folders:
            _, below = self.next()
            assert below == Path()

    def next(self) -> tuple[int, Path]:
        return self.wishes.get(timeout=PATIENCE)

    def assert_quiet(self) -> None:
        with pytest.raises(Empty):
            self.wishes.get(timeout=3 * watcher.QUIET)


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    monkeypatch.setattr(watcher, "QUIET", 0.1)
    monkeypatch.setattr(watcher, "PRESENCE_EVERY", 0.1)
    made = Watching()
    yield made
    made.watcher.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_colour(tmp_path / "photos" / "first.png", "red")
    return tmp_path / "photos"


def test_a_new_photo_is_noticed_where_it_lies(watching: Watching, folder: Path) -> None:
    (folder / "2024").mkdir()
    watching.begin(folder)
    write_colour(folder / "2024" / "new.png", "blue")
    assert watching.next() == (1, Path("2024"))


def test_reading_a_photo_is_no_change(watching: Watching, folder: Path) -> None:
    watching.begin(folder)
    (folder / "first.png").read_bytes()
    watching.assert_quiet()


def test_files_that_are_no_photos_are_of_no_interest(watching: Watching, folder: Path) -> None:
    watching.begin(folder)
    (folder / "notes.txt").write_text("hello")
    watching.assert_quiet()


def test_changes_in_what_is_left_out_are_of_no_interest(watching: Watching, folder: Path) -> None:
    (folder / "screens").mkdir()
    watching.begin(folder)
    watching.watcher.set_folders([Folder(1, folder, True, 0, ("screens/",))])
    write_colour(folder / "screens" / "new.png", "blue")
    watching.assert_quiet()
    write_colour(folder / "new.png", "blue")
    assert watching.next() == (1, Path())


def test_a_group_of_changes_becomes_one_wish(
    watching: Watching, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "QUIET", 1.0)
    watching.begin(folder)
    for shade in range(20):
        write_colour(folder / f"{shade}.png", "red", shade=shade)
    assert watching.next() == (1, Path())
    watching.assert_quiet()


def test_after_very_many_changes_the_whole_folder_is_wished_for(
    watching: Watching, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "QUIET", 1.0)
    monkeypatch.setattr(watcher, "BURST", 30)
    watching.begin(folder)
    for _ in range(29):
        watching.watcher.note(1, folder / "2024" / "a.png")
    assert watching.next() == (1, Path("2024"))
    for _ in range(30):
        watching.watcher.note(1, folder / "2024" / "a.png")
    assert watching.next() == (1, Path())


def test_a_move_between_two_parts_is_one_wish_for_both(
    watching: Watching, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "QUIET", 0.5)
    path = write_colour(folder / "years" / "2023" / "a.png", "red")
    (folder / "years" / "2024").mkdir()
    watching.begin(folder)
    path.rename(folder / "years" / "2024" / "a.png")
    assert watching.next() == (1, Path("years"))


def test_a_deleted_photo_and_a_deleted_folder_are_noticed(watching: Watching, folder: Path) -> None:
    write_colour(folder / "deep" / "a.png", "red")
    watching.begin(folder)
    (folder / "first.png").unlink()
    assert watching.next() == (1, Path())
    shutil.rmtree(folder / "deep")
    assert watching.next()[0] == 1


def test_a_folder_that_goes_and_one_that_comes_back_are_noticed(watching: Watching, folder: Path) -> None:
    watching.begin(folder)
    away = folder.rename(folder.parent / "unplugged")
    assert watching.next() == (1, Path())
    away.rename(folder)
    assert watching.next() == (1, Path())
    (folder / "deep").mkdir()
    write_colour(folder / "deep" / "new.png", "blue")  # it is watched again
    assert watching.next()[0] == 1


def test_a_folder_no_longer_watched_is_left_alone(watching: Watching, folder: Path, tmp_path: Path) -> None:
    write_colour(tmp_path / "other" / "a.png", "red")
    watching.begin(folder, tmp_path / "other")
    watching.watcher.set_folders([Folder(2, tmp_path / "other", True, 0)])
    write_colour(tmp_path / "other" / "b.png", "red", shade=1)
    assert watching.next() == (2, Path())
    write_colour(folder / "new.png", "blue")
    watching.assert_quiet()


def test_beyond_the_system_s_limit_a_folder_is_polled_and_that_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", refuse)
    monkeypatch.setattr(watcher, "PRESENCE_EVERY", 0.1)
    watching = Watching(poll_every=0.2)
    try:
        watching.begin(folder)
        assert "fs.inotify.max_user_watches" in watching.notices.get(timeout=PATIENCE)
        assert watching.next() == (1, Path())
        assert watching.next() == (1, Path())
    finally:
        watching.watcher.close()


def test_a_network_folder_is_polled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "is_network_folder", lambda path: True)
    monkeypatch.setattr(watcher, "PRESENCE_EVERY", 0.1)
    watching = Watching(poll_every=0.2)
    try:
        watching.begin(folder)
        assert watching.next() == (1, Path())
        assert watching.notices.empty()
    finally:
        watching.watcher.close()


def test_changes_are_not_noticed_when_the_settings_say_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "QUIET", 0.1)
    watching = Watching(observe=False)
    try:
        watching.begin(folder)
        write_colour(folder / "new.png", "blue")
        watching.assert_quiet()
        monkeypatch.setattr(watcher, "PRESENCE_EVERY", 0.1)
        watching.watcher.configure(poll_every=3600, observe=True)
        assert watching.next() == (1, Path())
    finally:
        watching.watcher.close()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/me/Pictures", False),
        ("/mnt/nas", True),
        ("/mnt/nas/photos", True),
        ("/mnt/nas/photos/local", False),
        ("/mnt/nasty", False),
        ("/media/my disk/photos", True),
    ],
)
def test_a_network_drive_is_known_by_its_mount(tmp_path: Path, path: str, expected: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/photos /mnt/nas nfs4 rw 0 0\n"
        "/dev/sdb1 /mnt/nas/photos/local ext4 rw 0 0\n"
        "//server/share /media/my\\040disk cifs rw 0 0\n"
    )
    assert is_network_folder(Path(path), mounts) == expected


def test_without_a_table_of_mounts_every_folder_counts_as_local(tmp_path: Path) -> None:
    assert not is_network_folder(Path("/mnt/nas"), tmp_path / "missing")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("a/b", "a/c", "a"), ("a", "b", "."), ("a/b", "a/b", "a/b"), (".", "a", "."), ("a", "a/b", "a")],
)
def test_two_parts_have_a_common_part(first: str, second: str, expected: str) -> None:
    assert common_part(Path(first), Path(second)) == Path(expected)
