import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui.library_reader import LibraryReader
from photoseek.library.database import Database
from photoseek.library.records import Album, Directory, Month, Scope, Tag, WordCount
from photoseek.paths import Paths
from tests.support.small_library import make_library


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "base")


@pytest.fixture
def reader(paths: Paths, qtbot: QtBot) -> LibraryReader:
    reader = LibraryReader(paths.library)
    yield reader
    reader.close()


def answer(qtbot: QtBot, ask: object, *values: object) -> object:
    got: list[object] = []
    ask(*values, got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def test_everything_the_window_shows_can_be_asked(
    reader: LibraryReader, paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = make_library(paths, tmp_path / "photos", 3, ["a dog"])
    assert answer(qtbot, reader.ids, "newest") == ids
    assert [photo.id for photo in answer(qtbot, reader.records, ids[:2])] == ids[:2]
    details = answer(qtbot, reader.details, ids[0])
    assert (details.camera, details.captions[0].text) == ("Canon EOS 5D", "a dog")
    assert answer(qtbot, reader.id_by_path, tmp_path / "photos" / "photo 001.jpg") == ids[1]
    assert answer(qtbot, reader.counts).photos == 3
    assert [folder.photo_count for folder in answer(qtbot, reader.folders)] == [3]
    assert answer(qtbot, reader.failures) == []


def test_the_first_photos_are_read_without_arrays_and_without_postgresql(
    paths: Paths, tmp_path: Path
) -> None:
    make_library(paths, tmp_path / "photos", 2, ["a dog"])
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from photoseek.gui.library_reader import LibraryReader
application = QCoreApplication([])
reader = LibraryReader(Path({str(paths.library)!r}))
reader.ids("newest", lambda ids: reader.records(ids, lambda _photos: application.quit()))
reader.months("newest", lambda _months: None)
reader.albums(lambda _albums: None)
reader.counts(lambda _counts: None)
application.exec()
reader.close()
print([name for name in ("numpy", "sqlalchemy.dialects.postgresql") if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_while_there_is_no_library_nothing_is_answered_and_later_all_is(
    reader: LibraryReader, paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    got: list[object] = []
    reader.counts(got.append)
    qtbot.wait(100)
    assert got == []
    make_library(paths, tmp_path / "photos", 1)
    assert answer(qtbot, reader.counts).photos == 1


def test_reading_sees_what_another_process_commits(
    reader: LibraryReader, paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    from photoseek.library import captions

    ids = make_library(paths, tmp_path / "photos", 1)
    assert answer(qtbot, reader.details, ids[0]).captions == ()
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        captions.edit(session, ids[0], "en", "Rex on the beach")
    assert answer(qtbot, reader.details, ids[0]).captions[0].text == "Rex on the beach"
    database.close()


def test_parts_of_the_library_can_be_asked_for(
    reader: LibraryReader, paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    from photoseek.library import albums, photos, points, tags

    ids = make_library(paths, tmp_path / "photos", 3, ["a dog", "a dog on a beach"])
    database = Database.open_for_writing(paths.library)
    with database.write() as session:
        album_id = albums.make(session, "Trip", ids[:2])
        photos.set_favourite(session, ids[:1], True)
        photos.rotate(session, ids[:1], 1)
        tags.store(session, "tagger", {ids[2]: [Tag("dog", 0.9)]})
        points.replace_photos(session, "map", {ids[0]: (0.25, 0.5)}, learnt_from=1)
        points.replace_words(session, "map", {"dog": (0.5, 0.75)})
    database.close()
    trip = Scope(album_id=album_id)
    assert answer(qtbot, partial(reader.ids, scope=trip), "oldest") == [ids[1], ids[0]]
    assert answer(qtbot, partial(reader.months, scope=trip), "newest") == [
        Month(2020, 6, 1),
        Month(2020, 5, 1),
    ]
    assert answer(qtbot, reader.sorted, [ids[2], ids[0]], "newest") == [ids[0], ids[2]]
    assert answer(qtbot, reader.albums) == [Album(album_id, "Trip", 2, ids[1])]
    assert answer(qtbot, reader.directories) == [Directory(1, Path(), 3)]
    assert answer(qtbot, reader.cameras) == [WordCount("Canon EOS 5D", 3)]
    assert answer(qtbot, reader.completions, "d", 5) == [WordCount("dog", 3)]
    assert answer(qtbot, reader.vocabulary, 5) == [WordCount("dog", 3), WordCount("beach", 1)]
    assert answer(qtbot, reader.photos_with, ["dog", "cat"], 2) == {"dog": [ids[2], ids[1]], "cat": []}
    numbers, places = answer(qtbot, reader.photo_points)
    assert (numbers.tolist(), places.tolist()) == ([ids[0]], [[0.25, 0.5]])
    assert answer(qtbot, reader.word_points) == [("dog", 0.5, 0.75)]
    details = answer(qtbot, reader.details, ids[0])
    assert [album.name for album in details.albums] == ["Trip"]
    assert (details.photo.favourite, details.photo.rotation) == (True, 1)
    counts = answer(qtbot, reader.counts)
    assert (counts.favourites, counts.recent) == (1, 3)
