"""``photoseek backup`` and ``photoseek restore``."""

import os

import pytest

from photoseek.cli.main import main
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.library.lock import WriterLock
from photoseek.paths import Paths
from tests.support.vector_library import add_photos, mixture


@pytest.fixture
def paths(base_directory, tmp_path):
    """A library of one photo."""
    paths = Paths(base_directory)
    database = Database.open_for_writing(paths.library)
    add_photos(database, tmp_path / "photos", {"a.jpg": mixture(dog=1)})
    database.close()
    return paths


def count(library) -> int:
    database = Database.open_for_reading(library)
    with database.read() as session:
        number = len(photos.list_ids(session))
    database.close()
    return number


def test_a_backup_is_made_and_restored(paths, tmp_path, capsys):
    target = tmp_path / "copy.db"
    assert main(["backup", str(target)]) == 0
    paths.library.unlink()
    assert main(["restore", str(target)]) == 0
    assert count(paths.library) == 1
    capsys.readouterr()
    assert main(["restore", str(target)]) == 0
    assert "library.before-restore.db" in capsys.readouterr().out


def test_a_file_that_is_there_is_only_replaced_when_that_is_said(paths, tmp_path, capsys):
    target = tmp_path / "copy.db"
    assert main(["backup", str(target)]) == 0
    before = target.stat().st_ino
    assert main(["backup", str(target)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert target.stat().st_ino == before
    assert main(["backup", "--replace", str(target)]) == 0
    assert target.stat().st_ino != before
    assert count(target) == 1


def test_nothing_but_a_backup_is_ever_replaced(paths, tmp_path, capsys):
    photo, pipe = tmp_path / "photo.jpg", tmp_path / "pipe"
    photo.write_bytes(b"\xff\xd8\xff")
    os.mkfifo(pipe)
    paths.lock.touch()
    for target in (photo, pipe, paths.lock, tmp_path):
        assert main(["backup", "--replace", str(target)]) == 1
        assert "is no backup" in capsys.readouterr().err
    assert photo.read_bytes() == b"\xff\xd8\xff"
    assert pipe.is_fifo()


def test_what_cannot_be_backed_up_or_restored_is_told(paths, tmp_path, capsys):
    (tmp_path / "other.db").write_text("no library" * 100)
    assert main(["restore", str(tmp_path / "other.db")]) == 1
    assert "no library of PhotoSeek" in capsys.readouterr().err
    main(["backup", str(tmp_path / "copy.db")])
    with WriterLock(paths.lock):
        assert main(["restore", str(tmp_path / "copy.db")]) == 1
    assert "Close it" in capsys.readouterr().err


def test_without_a_library_there_is_nothing_to_back_up(base_directory, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "copy.db")]) == 1
    assert not (tmp_path / "copy.db").exists()
    assert not (base_directory / "library.db").exists()
