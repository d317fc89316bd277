import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photoseek.gui.grid import thumbnail_loader
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader, Wish, exceeds_stored
from photoseek.images.decoder_pool import NotWanted
from photoseek.library.records import Photo


def photo(name: str, path: Path = Path("/nowhere.jpg")) -> Photo:
    return Photo(1, path, True, name, 4, 3, None, None)


def wish(name: str, size: QSize = QSize(32, 32), rotation: int = 0) -> Wish:  # noqa: B008
    return Wish(replace(photo(name), rotation=rotation), size, radius=6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(40):
        Image.new("RGB", (60, 40), (number * 6, 0, 0)).save(tmp_path / f"{number}.jpg")
    return tmp_path


@pytest.fixture
def loader(folder: Path, qtbot: QtBot) -> ThumbnailLoader:
    loader = ThumbnailLoader(lambda name: folder / f"{name}.jpg")
    loader.set_side(32)
    yield loader
    loader.finish()


def test_a_thumbnail_arrives_as_a_square(loader: ThumbnailLoader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(loader.arrived):
        assert loader.image(photo("3")) is None
    image = loader.image(photo("3"))
    assert image is not None
    assert (image.width(), image.height()) == (32, 32)


def test_the_original_stands_in_for_a_lost_thumbnail(
    loader: ThumbnailLoader, folder: Path, qtbot: QtBot
) -> None:
    lost = photo("lost", folder / "5.jpg")
    with qtbot.waitSignal(loader.arrived):
        loader.image(lost)
    assert loader.image(lost).width() == 32


def test_a_photo_that_cannot_be_shown_is_a_null_image_until_forgotten(
    loader: ThumbnailLoader, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.arrived):
        loader.image(photo("later"))
    assert loader.image(photo("later")).isNull()
    Image.new("RGB", (60, 40)).save(folder / "later.jpg")
    loader.forget_missing()
    with qtbot.waitSignal(loader.arrived):
        loader.image(photo("later"))
    assert not loader.image(photo("later")).isNull()


def test_the_cache_is_limited_by_bytes(loader: ThumbnailLoader, qtbot: QtBot) -> None:
    loader._limit = 10 * 32 * 32 * 4
    for number in range(30):
        with qtbot.waitSignal(loader.arrived):
            loader.image(photo(str(number)))
    kept = [number for number in range(30) if (str(number), 0, False) in loader._cache]
    assert kept == list(range(20, 30))
    loader.set_memory(0)
    assert len(loader._cache) == 1


def test_what_is_planned_stays_however_little_may_be_kept(loader: ThumbnailLoader, qtbot: QtBot) -> None:
    loader.set_memory(0)
    shown = [wish(str(number)) for number in range(8)]
    loader.plan(shown)
    qtbot.waitUntil(lambda: all(loader.look(one) is not None for one in shown))
    loader.plan(shown[4:])
    with qtbot.waitSignal(loader.arrived):
        loader.image(photo("20"))
    assert [loader.look(one) is not None for one in shown] == [False] * 4 + [True] * 4


def test_a_new_size_shows_the_old_picture_until_the_new_one_is_there(
    loader: ThumbnailLoader, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.arrived):
        loader.image(photo("3"))
    loader.set_side(64)
    with qtbot.waitSignal(loader.arrived):
        assert loader.image(photo("3")).width() == 32
    assert loader.image(photo("3")).width() == 64


def test_what_is_on_screen_comes_first(
    loader: ThumbnailLoader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    loader._decoded.connect(lambda wish, _image: order.append(wish.photo.content_hash))
    monkeypatch.setattr(loader._pool, "submit", lambda _work: None)  # nothing begins before all are asked for
    for number in range(3):
        loader.image(photo(str(number)))
    loader.plan([wish("5"), wish("6")], [wish("7")])
    while loader._decode_next():
        pass
    assert order == ["5", "6", "2", "1", "0", "7"]


def test_what_was_scrolled_away_is_not_decoded(
    loader: ThumbnailLoader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    loader._decoded.connect(lambda wish, _image: order.append(wish.photo.content_hash))
    monkeypatch.setattr(loader._pool, "submit", lambda _work: None)
    loader.plan([wish(str(number)) for number in range(20)], [wish("30")])
    loader.plan([wish("25")])
    while loader._decode_next():
        pass
    assert order == ["25"]


def test_what_is_there_is_not_decoded_again(loader: ThumbnailLoader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("5")])
    with qtbot.assertNotEmitted(loader.arrived, wait=50):
        loader.plan([wish("5")])
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("5", rotation=1)])


def test_a_thumbnail_has_the_size_of_its_cell_and_round_corners(
    loader: ThumbnailLoader, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("5", QSize(48, 30))])
    found = loader.look(wish("5", QSize(48, 30)))
    assert found.is_exact
    assert found.image.size() == QSize(48, 30)
    assert found.image.pixelColor(0, 0).alpha() == 0
    assert found.image.pixelColor(24, 15).alpha() == 255
    other = loader.look(wish("5", QSize(50, 50)))
    assert not other.is_exact
    assert other.image.size() == QSize(48, 30)


def test_a_turned_photo_is_shown_turned(loader: ThumbnailLoader, folder: Path, qtbot: QtBot) -> None:
    image = Image.new("RGB", (80, 80), "blue")
    image.paste("red", (0, 0, 40, 80))  # on the left
    image.save(folder / "half.jpg", quality=95)
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("half", rotation=1)])
    seen = loader.look(wish("half", rotation=1)).image
    assert seen.pixelColor(16, 4).red() > 200 > 60 > seen.pixelColor(16, 28).red()


def test_who_asks_for_a_square_gets_what_the_grid_has_until_it_is_there(
    loader: ThumbnailLoader, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("5", QSize(48, 30))])
    with qtbot.waitSignal(loader.arrived):
        assert loader.image(photo("5")).size() == QSize(30, 30)
    assert loader.image(photo("5")).size() == QSize(32, 32)


def test_a_window_that_closes_may_still_be_painted(loader: ThumbnailLoader) -> None:
    loader.finish()
    assert loader.image(photo("3")) is None


def test_a_large_cell_shows_the_photo_itself_after_its_thumbnail(
    loader: ThumbnailLoader, folder: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (512, 384), "blue").save(folder / "stored.jpg")
    Image.new("RGB", (2000, 1500), "red").save(folder / "itself.jpg")
    large = replace(photo("stored", folder / "itself.jpg"), width=2000, height=1500)
    asked = Wish(large, QSize(900, 675))
    with qtbot.waitSignal(loader.arrived):
        loader.plan([asked])
    assert loader.look(asked).image.pixelColor(5, 5).blue() > 200
    with qtbot.waitSignal(loader.arrived):
        loader.plan([asked])
    assert loader.look(asked).image.pixelColor(5, 5).red() > 200
    with qtbot.assertNotEmitted(loader.arrived, wait=50):
        loader.plan([asked])


def test_the_photo_itself_is_read_only_where_that_is_seen() -> None:
    large = replace(photo("a"), width=2000, height=1500)
    assert not exceeds_stored(Wish(large, QSize(512, 384)))
    assert exceeds_stored(Wish(large, QSize(512, 512)))
    assert exceeds_stored(Wish(replace(large, rotation=1), QSize(675, 900)))
    assert not exceeds_stored(Wish(replace(large, online=False), QSize(900, 675)))
    assert not exceeds_stored(Wish(photo("small"), QSize(900, 675)))


def test_a_photo_does_not_go_away_while_it_is_turned(
    loader: ThumbnailLoader, folder: Path, qtbot: QtBot
) -> None:
    image = Image.new("RGB", (80, 80), "blue")
    image.paste("red", (0, 0, 40, 80))  # on the left
    image.save(folder / "half.jpg", quality=95)
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("half")])
    since = loader.look(wish("half")).since
    for rotation, red_at in ((1, (16, 4)), (2, (28, 16)), (3, (16, 28))):
        found = loader.look(wish("half", rotation=rotation))
        assert not found.is_exact
        assert found.image.pixelColor(*red_at).red() > 200
    with qtbot.waitSignal(loader.arrived):
        loader.plan([wish("half", rotation=1)])
    found = loader.look(wish("half", rotation=1))
    assert (found.is_exact, found.since) == (True, since)  # it does not come up once more


def test_a_photo_that_hangs_holds_up_no_thumbnail(
    loader: ThumbnailLoader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up = threading.Event()

    def hang(_path: Path, _size: QSize, _rotation: int, is_wanted: Callable[[], bool]) -> QImage:
        while is_wanted():
            time.sleep(0.01)
        given_up.set()
        raise NotWanted

    monkeypatch.setattr(thumbnail_loader, "load_cover", hang)
    lost, there = wish("lost"), [wish(str(number)) for number in range(5)]
    loader.plan([lost, *there])
    qtbot.waitUntil(lambda: all(loader.look(one) is not None for one in there))
    assert loader.look(lost) is None
    loader.plan(there)
    qtbot.waitUntil(given_up.is_set)
