"""Real files and a real trash, in a folder of this test's own."""

import os
from pathlib import Path

import pytest

from photoseek.gui.duplicates.trash import Trashed, bring_back, move_to_trash


@pytest.fixture(autouse=True)
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    return tmp_path / "home" / "data" / "Trash"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    path = tmp_path / "photos" / "a dög (1).jpg"
    path.write_bytes(b"a photo")
    os.utime(path, (1_500_000_000, 1_500_000_000))
    return path


def test_a_file_goes_to_the_trash_and_comes_back_as_it_was(photo: Path, trash: Path) -> None:
    outcome = move_to_trash([photo])
    assert not photo.exists()
    assert outcome.left == ()
    (trashed,) = outcome.moved
    assert trashed == Trashed(photo, trash / "files" / photo.name)
    assert trashed.place.read_bytes() == b"a photo"
    assert len(list((trash / "info").iterdir())) == 1

    outcome = bring_back([trashed])
    assert outcome == type(outcome)((trashed,), ())
    assert photo.read_bytes() == b"a photo"
    assert photo.stat().st_mtime == 1_500_000_000
    assert list((trash / "files").iterdir()) == list((trash / "info").iterdir()) == []


def test_two_files_of_one_name_come_back_each_to_its_folder(photo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / photo.name
    other.parent.mkdir()
    other.write_bytes(b"another")
    outcome = move_to_trash([photo, other])
    assert len({file.place for file in outcome.moved}) == 2
    other.parent.rmdir()  # it is made again
    assert bring_back(outcome.moved).left == ()
    assert (photo.read_bytes(), other.read_bytes()) == (b"a photo", b"another")


def test_a_file_that_has_taken_the_place_is_not_overwritten(photo: Path) -> None:
    (trashed,) = move_to_trash([photo]).moved
    photo.write_bytes(b"newer")
    outcome = bring_back([trashed])
    assert outcome.left == (photo,)
    assert photo.read_bytes() == b"newer"
    assert trashed.place.read_bytes() == b"a photo"


def test_a_file_that_has_left_the_trash_is_told(photo: Path) -> None:
    (trashed,) = move_to_trash([photo]).moved
    trashed.place.unlink()
    assert bring_back([trashed]).left == (photo,)


def test_what_cannot_be_moved_stays_where_it_is(photo: Path, trash: Path) -> None:
    trash.parent.mkdir(parents=True)
    trash.write_text("no folder, so that there is no trash")
    gone = photo.with_name("gone.jpg")
    outcome = move_to_trash([photo, gone])
    assert outcome.moved == ()
    assert outcome.left == (photo, gone)
    assert photo.read_bytes() == b"a photo"


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_stays_where_it_is(photo: Path) -> None:
    odd = photo.with_name(os.fsdecode(b"\xff.jpg"))
    odd.write_bytes(b"odd")
    outcome = move_to_trash([odd])
    assert outcome.left == (odd,)
    assert odd.read_bytes() == b"odd"
