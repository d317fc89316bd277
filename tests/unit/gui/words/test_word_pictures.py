"""Tiny pictures beside words, over a real library."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from photoseek.gui.background import Background
from photoseek.gui.library_reader import LibraryReader
from photoseek.gui.words.word_pictures import WordPictures
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.paths import Paths


def make(paths: Paths, thumbnails: Path | None = None) -> tuple[WordPictures, LibraryReader, Background]:
    reader, background = LibraryReader(paths.library), Background(threads=1)
    store = ThumbnailStore(thumbnails or paths.thumbnails)
    return WordPictures(reader, background, store.path), reader, background


def test_pictures_come_in_the_size_wished_for(ids: list[int], paths: Paths, qtbot: QtBot) -> None:
    pictures, reader, background = make(paths)
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(ids[:2], 28)
    found = [pictures.image(photo_id) for photo_id in ids[:3]]
    assert [image.size().toTuple() if image else None for image in found] == [(28, 28), (28, 28), None]
    reader.close()
    background.finish()


def test_a_photo_that_has_gone_has_no_picture_until_it_is_back(
    ids: list[int], paths: Paths, tmp_path: Path, qtbot: QtBot
) -> None:
    pictures, reader, background = make(paths, tmp_path / "no thumbnails")
    moved = (tmp_path / "photos").rename(tmp_path / "elsewhere")
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(ids[:1], 28)
    image = pictures.image(ids[0])
    assert image is not None
    assert image.isNull()
    moved.rename(tmp_path / "photos")
    pictures.forget_missing()
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(ids[:1], 28)
    again = pictures.image(ids[0])
    assert again is not None
    assert not again.isNull()
    reader.close()
    background.finish()


def test_what_is_there_or_under_way_is_not_read_again(ids: list[int], paths: Paths, qtbot: QtBot) -> None:
    pictures, reader, background = make(paths)
    arrived: list[bool] = []
    pictures.arrived.connect(lambda: arrived.append(True))
    pictures.want(ids[:1], 28)
    pictures.want(ids[:1], 28)
    qtbot.waitUntil(lambda: bool(arrived))
    pictures.want(ids[:1], 28)
    reader.close()
    background.finish()
    qtbot.wait(20)
    assert arrived == [True]
