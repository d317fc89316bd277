"""Disk against library."""

import os
import shutil
from pathlib import Path

import pytest

from photoseek.images.decoder_pool import TOO_SLOW
from photoseek.images.photo_file import is_present
from photoseek.ingest import scanner
from photoseek.ingest.scanner import ScanResult, scan
from photoseek.library import files, folders
from tests.support.indexing import Indexing, touch_later, write_colour


def looked(indexing: Indexing, below: Path = Path()) -> ScanResult:
    indexing.watch()
    return scan(indexing.database, indexing.watched(), below)


def noted(indexing: Indexing) -> set[str]:
    with indexing.database.read() as session:
        return set(files.known(session, indexing.watched().id))


def test_only_photos_are_noted(indexing: Indexing) -> None:
    for name in ("a.JPG", "b.heic", "notes.txt", ".hidden.jpg", "._a.JPG", "c.jpg.part"):
        (indexing.folder / name).write_bytes(b"x")
    assert looked(indexing).added == 2
    assert noted(indexing) == {"a.JPG", "b.heic"}


@pytest.mark.parametrize(
    "junk", [".thumbnails", "@eaDir", "#recycle", "$RECYCLE.BIN", "lost+found", "__MACOSX"]
)
def test_folders_of_thumbnails_and_bins_are_passed_by(indexing: Indexing, junk: str) -> None:
    write_colour(indexing.folder / junk / "deep" / "a.png", "red")
    write_colour(indexing.folder / "plain" / "b.png", "red")
    looked(indexing)
    assert noted(indexing) == {"plain/b.png"}


def leave_out(indexing: Indexing, *patterns: str) -> ScanResult:
    with indexing.database.write() as session:
        folders.set_ignored(session, indexing.watched().id, patterns)
    return scan(indexing.database, indexing.watched())


def test_what_is_left_out_goes_from_view_and_comes_back_with_the_user_s_work(indexing: Indexing) -> None:
    for name in ("a.png", "screens/b.png", "screens/deep/c.png", "d.tmp.png"):
        write_colour(indexing.folder / name, "red", shade=len(name))
    indexing.index()
    indexing.edit_caption(indexing.shown()["screens/b.png"], "my own words")
    result = leave_out(indexing, "screens/", "*.tmp.png")
    assert (result.removed, result.photos_changed) == (3, True)
    assert set(indexing.shown()) == noted(indexing) == {"a.png"}
    indexing.index()
    assert set(indexing.shown()) == {"a.png"}
    assert leave_out(indexing, "*.tmp.png").added == 2
    indexing.index()
    assert indexing.shown()["screens/b.png"].caption == "my own words"
    assert "d.tmp.png" not in indexing.shown()


def test_a_part_that_is_left_out_is_not_looked_through(indexing: Indexing) -> None:
    write_colour(indexing.folder / "screens" / "a.png", "red")
    indexing.watch()
    leave_out(indexing, "screens/")
    assert looked(indexing, Path("screens")).added == 0


def test_links_to_folders_are_not_followed_and_links_to_photos_are(
    indexing: Indexing, tmp_path: Path
) -> None:
    elsewhere = write_colour(tmp_path / "elsewhere" / "b.png", "red")
    (indexing.folder / "circle").symlink_to(indexing.folder, target_is_directory=True)
    (indexing.folder / "linked.png").symlink_to(elsewhere)
    (indexing.folder / "broken.png").symlink_to(tmp_path / "nothing")
    looked(indexing)
    assert noted(indexing) == {"linked.png"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_pipe_with_the_name_of_a_photo_is_no_photo(indexing: Indexing) -> None:
    os.mkfifo(indexing.folder / "pipe.jpg")
    assert looked(indexing).added == 0


def test_a_file_with_another_size_or_date_is_changed(indexing: Indexing) -> None:
    resized, dated, same = (write_colour(indexing.folder / f"{name}.png", "red") for name in "abc")
    looked(indexing)
    status = resized.stat()
    resized.write_bytes(resized.read_bytes() + b"more")
    os.utime(resized, ns=(status.st_atime_ns, status.st_mtime_ns))
    touch_later(dated)
    result = looked(indexing)
    assert (result.changed, result.unchanged, result.added) == (2, 1, 0)
    assert same.exists()


def test_only_the_part_asked_for_is_compared(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a" / "1.png", "red")
    write_colour(indexing.folder / "b" / "2.png", "red")
    looked(indexing)
    shutil.rmtree(indexing.folder / "a")
    (indexing.folder / "b" / "2.png").unlink()
    assert looked(indexing, Path("a")).removed == 1
    assert noted(indexing) == {"b/2.png"}


def test_a_swap_of_two_names_is_noticed_as_two_changes(indexing: Indexing) -> None:
    first = write_colour(indexing.folder / "1.png", "red")
    second = write_colour(indexing.folder / "2.png", "blue")
    touch_later(second)
    indexing.index()
    before = {name: photo.id for name, photo in indexing.shown().items()}
    first.rename(indexing.folder / "3.png")
    second.rename(first)
    (indexing.folder / "3.png").rename(second)
    indexing.index()
    after = {name: photo.id for name, photo in indexing.shown().items()}
    assert after == {"1.png": before["2.png"], "2.png": before["1.png"]}


def test_equal_size_and_date_do_not_make_a_move_of_another_content(indexing: Indexing) -> None:
    old = write_colour(indexing.folder / "old.png", "red")
    indexing.index()
    status = old.stat()
    content = bytearray(old.read_bytes())
    old.unlink()
    content[-1] ^= 1
    new = indexing.folder / "new.png"
    new.write_bytes(content)
    write_colour(indexing.folder / "other.png", "blue")
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    result = looked(indexing)
    assert (result.moved, result.removed, result.added) == (0, 1, 2)


def test_a_move_can_be_seen_before_the_models_are_there(indexing: Indexing) -> None:
    write_colour(indexing.folder / "a.png", "red")
    indexing.index()
    before = indexing.shown()["a.png"]
    (indexing.folder / "deep").mkdir()
    (indexing.folder / "a.png").rename(indexing.folder / "deep" / "b.png")
    result = looked(indexing)
    assert (result.moved, result.removed, result.added) == (1, 0, 0)
    assert indexing.shown()["deep/b.png"].id == before.id


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may list everything")
def test_a_folder_that_may_not_be_listed_keeps_its_files(indexing: Indexing) -> None:
    write_colour(indexing.folder / "locked" / "a.png", "red")
    looked(indexing)
    (indexing.folder / "locked").chmod(0)
    try:
        result = looked(indexing)
    finally:
        (indexing.folder / "locked").chmod(0o700)
    assert [path.name for path, _ in result.unreadable] == ["locked"]
    assert result.removed == 0


def test_a_folder_that_cannot_be_listed_keeps_its_files(
    indexing: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_colour(indexing.folder / "broken disk" / "a.png", "red")
    write_colour(indexing.folder / "b.png", "red")
    looked(indexing)
    (indexing.folder / "b.png").unlink()
    whole = os.scandir

    def fail_there(path: Path) -> object:
        if Path(path).name == "broken disk":
            raise OSError(5, "Input/output error")
        return whole(path)

    monkeypatch.setattr(scanner.os, "scandir", fail_there)
    result = looked(indexing)
    assert [(path.name, reason) for path, reason in result.unreadable] == [
        ("broken disk", "Input/output error")
    ]
    assert result.removed == 1
    assert noted(indexing) == {"broken disk/a.png"}


def test_a_drive_that_goes_away_during_the_scan_loses_nothing(
    indexing: Indexing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_colour(indexing.folder / "deep" / "a.png", "red")
    looked(indexing)
    whole = os.scandir

    def unplug(path: Path) -> object:
        if Path(path).name == "deep":
            indexing.folder.rename(tmp_path / "unplugged")
        return whole(path)

    monkeypatch.setattr(scanner.os, "scandir", unplug)
    result = scan(indexing.database, indexing.watched())
    assert not result.online
    assert noted(indexing) == {"deep/a.png"}


def test_a_new_empty_folder_is_online(indexing: Indexing) -> None:
    result = looked(indexing)
    assert result.online
    assert indexing.watched().online


def test_an_empty_folder_is_not_present_and_one_with_anything_in_it_is(tmp_path: Path) -> None:
    assert not is_present(tmp_path)
    (tmp_path / "notes.txt").touch()
    assert is_present(tmp_path)
    assert not is_present(tmp_path / "missing")
    assert not is_present(tmp_path / "notes.txt")


def test_what_on_found_raises_ends_the_scan(indexing: Indexing) -> None:
    for number in range(150):
        (indexing.folder / f"{number}.jpg").write_bytes(b"x")
    indexing.watch()

    def stop(count: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        scan(indexing.database, indexing.watched(), on_found=stop)


def test_a_move_beyond_doubt_is_not_read_again(indexing: Indexing, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_colour(indexing.folder / "there" / "a.png", "red")
    write_colour(indexing.folder / "b.png", "blue")
    os.utime(path, ns=(0, 1_600_000_000_123_456_789))
    indexing.index()

    def opened(path: Path) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(scanner, "hash_file", opened)
    path.parent.rename(indexing.folder / "here")
    assert looked(indexing).moved == 1


def test_a_file_that_was_not_read_in_time_is_tried_again_some_times(indexing: Indexing) -> None:
    write_colour(indexing.folder / "slow.png", "red")
    looked(indexing)
    with indexing.database.write() as session:
        (file,) = files.pending(session, 9)

    def give_up() -> None:
        with indexing.database.write() as session:
            files.begin_attempt(session, [file.id])
            files.set_aside(session, file.id, "read", TOO_SLOW)

    def waiting() -> int:
        with indexing.database.read() as session:
            return len(files.pending(session, 9))

    for _ in range(2):
        give_up()
        looked(indexing)
        assert waiting() == 1
    give_up()
    looked(indexing)
    assert waiting() == 0
