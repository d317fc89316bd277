"""The seal: a library that is not as it was left is noticed, and so is a log that is gone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import photoseek
from photoseek.errors import LibraryDamaged, LibraryNewer, LibraryProblem
from photoseek.library import captions, opening, photos, seal
from photoseek.library.opening import open_library
from photoseek.paths import Paths
from tests.support.damage import healthy, logs, work_in


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return healthy(tmp_path_factory.mktemp("left") / "base")


@pytest.fixture
def paths(left: Paths, tmp_path: Path) -> Paths:
    shutil.copytree(left.base, tmp_path / "base")
    return Paths(tmp_path / "base")


def opened(paths: Paths) -> list[str]:
    """What is told when it is opened."""
    told: list[str] = []
    with open_library(paths, told.append):
        pass
    return told


def flip(library: Path, text: bytes, *, every: bool = True) -> None:
    """Damage a text of a library wherever it stands."""
    content = library.read_bytes()
    assert text in content
    library.write_bytes(content.replace(text, text.swapcase(), -1 if every else 1))


def test_a_library_that_was_left_alone_is_opened_without_a_word(paths: Paths) -> None:
    assert opened(paths) == []
    assert opened(paths) == []
    assert seal.is_whole(paths.library)
    if os.name == "posix":
        for file in (seal.seal_file(paths.library), paths.user_work):
            assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("file", [Path, seal.log_file])
def test_what_is_no_file_is_neither_waited_for_nor_opened(paths: Paths, file: Callable[[Path], Path]) -> None:
    pipe = file(paths.library)
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    with pytest.raises(LibraryProblem, match="is no file"):
        opened(paths)
    assert pipe.is_fifo()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20 << 30)


def _depth(path: Path) -> None:
    path.write_text("[" * 200_000)


@pytest.mark.parametrize("put", [_pipe, _device, _gigabytes, _depth, Path.mkdir])
@pytest.mark.parametrize("name", ["seal", "work"])
def test_what_stands_in_the_place_of_its_seal_or_of_the_users_work_holds_nobody_up(
    paths: Paths, name: str, put: Callable[[Path], None]
) -> None:
    place = seal.seal_file(paths.library) if name == "seal" else paths.user_work
    place.unlink()
    put(place)
    opened(paths)
    with open_library(paths, print) as database, database.write() as session:
        captions.edit(session, photos.list_ids(session)[0], "en", "other words")
    with open_library(paths, print) as database, database.read() as session:
        assert captions.shown(session, photos.list_ids(session)[:1]).popitem()[1].text == "other words"


def test_a_library_that_was_moved_away_makes_room_for_a_new_one(paths: Paths) -> None:
    work = paths.user_work.read_text()
    paths.library.rename(paths.base / "damaged.db")
    (told,) = opened(paths)
    assert "a new library was begun" in told
    assert (paths.base / "kept-user-work.json").read_text() == work
    assert opened(paths) == []


def test_a_library_that_nobody_wrote_to_is_not_read_again_at_its_end(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seal.read(paths.library)
    with open_library(paths, print):
        monkeypatch.setattr(seal, "digest", None)  # would fail
    assert seal.read(paths.library) == before
    monkeypatch.undo()
    with open_library(paths, print) as database, database.write() as session:
        captions.edit(session, photos.list_ids(session)[0], "en", "other words")
    assert seal.read(paths.library) != before
    assert opened(paths) == []


@pytest.mark.logs_errors
@pytest.mark.parametrize("large", [False, True])
def test_a_caption_that_was_damaged_is_put_right(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    work = work_in(paths)
    if large:
        monkeypatch.setattr(opening, "AT_ONCE", 0)
    flip(paths.library, b"my words of 8.jpg")
    told: list[str] = []
    with open_library(paths, told.append) as database:
        if large:  # it is read through while the library is in use
            with database.write() as session:
                captions.edit(session, photos.list_ids(session)[0], "zh", "一句话")
    (text,) = told
    assert str(paths.library) in text
    assert str(paths.backups) in text
    assert "were put right" in text
    now = work_in(paths)
    if large:
        assert "一句话" in now["captions"].values()
        now["captions"] = {about: said for about, said in now["captions"].items() if said != "一句话"}
    assert now == work
    assert opened(paths) == []


@pytest.mark.logs_errors
def test_what_can_be_made_again_is_told_as_well(paths: Paths) -> None:
    flip(paths.library, b"representation of ", every=False)
    (text,) = opened(paths)
    assert "as you left them" in text


@pytest.mark.logs_errors
def test_a_photo_whose_hash_was_damaged_keeps_what_was_told_of_it(paths: Paths) -> None:
    with open_library(paths, print) as database, database.read() as session:
        (photo, *_) = photos.by_ids(session, photos.list_ids(session))
    work = paths.user_work.read_bytes()
    flip(paths.library, photo.content_hash.encode())
    (text,) = opened(paths)
    assert "does not know" in text
    assert (paths.base / "kept-user-work.json").read_bytes() == work
    with open_library(paths, print) as database, database.read() as session:
        assert photos.by_ids(session, [photo.id])[0].caption == photo.caption


@pytest.mark.logs_errors
def test_a_library_that_says_it_is_newer_because_it_is_damaged_is_called_damaged(paths: Paths) -> None:
    content = bytearray(paths.library.read_bytes())
    content[62] = 7  # its version
    paths.library.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="backups"):
        opened(paths)
    seal.remove(paths.library)
    with pytest.raises(LibraryNewer):
        opened(paths)


@pytest.mark.logs_errors
def test_a_damaged_copy_of_the_user_s_work_is_not_used(paths: Paths) -> None:
    paths.user_work.write_text("{}")
    flip(paths.library, b"my words of 8.jpg")
    (text,) = opened(paths)
    assert "could not be looked through" in text


@pytest.mark.parametrize("number", range(4))
def test_a_log_that_is_gone_or_damaged_after_a_sudden_end_is_told(paths: Paths, number: int) -> None:
    editing = """
import os, sys
from pathlib import Path
from photoseek.library import captions, photos
from photoseek.library.opening import open_library
from photoseek.paths import Paths
with open_library(Paths(Path(sys.argv[1])), print) as database:
    for number in range(9):
        with database.write() as session:
            captions.edit(session, photos.list_ids(session)[number], "en", f"words {number}")
    os._exit(0)
"""
    subprocess.run(
        [sys.executable, "-c", editing, str(paths.base)],
        check=True,
        cwd=Path(photoseek.__file__).parents[1],
    )
    kind, content = list(logs(paths))[number]
    log = seal.log_file(paths.library)
    log.unlink()
    if content is not None:
        log.write_bytes(content)
    told = opened(paths)
    assert bool(told) is (kind != "none"), kind
    assert all(str(log) in text for text in told)
    assert opened(paths) == []


def test_a_sudden_end_at_any_step_of_opening_and_closing_is_no_damage(paths: Paths) -> None:
    for state in ("unsure", "open"):
        with open_library(paths, print) as database:
            seal.write(paths.library, seal.Seal(state))  # type: ignore[arg-type]
            for beside in ("", "-wal"):
                name = paths.library.name + beside
                shutil.copy(paths.library.with_name(name), paths.base / f"kept-{name}")
            assert database.checkpoint() == 0
        shutil.copy(paths.base / "kept-library.db", paths.library)
        if state == "open":
            shutil.copy(paths.base / "kept-library.db-wal", seal.log_file(paths.library))
        seal.write(paths.library, seal.Seal(state))  # type: ignore[arg-type]
        assert opened(paths) == []
