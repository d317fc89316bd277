from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from photoseek.gui import thumbnail_loader
from photoseek.gui.thumbnail_loader import ThumbnailLoader
from photoseek.library.records import Photo


def photo(name: str, path: Path = Path("/nowhere.jpg")) -> Photo:
    return Photo(1, path, True, name, 4, 3, None, None)


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
    with qtbot.waitSignal(loader.arrived, timeout=5000):
        assert loader.image(photo("3")) is None
    image = loader.image(photo("3"))
    assert image is not None
    assert (image.width(), image.height()) == (32, 32)


def test_the_original_stands_in_for_a_lost_thumbnail(
    loader: ThumbnailLoader, folder: Path, qtbot: QtBot
) -> None:
    lost = photo("lost", folder / "5.jpg")
    with qtbot.waitSignal(loader.arrived, timeout=5000):
        loader.image(lost)
    assert loader.image(lost).width() == 32


def test_a_photo_that_cannot_be_shown_is_a_null_image_until_forgotten(
    loader: ThumbnailLoader, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.arrived, timeout=5000):
        loader.image(photo("later"))
    assert loader.image(photo("later")).isNull()
    Image.new("RGB", (60, 40)).save(folder / "later.jpg")
    loader.forget_missing()
    with qtbot.waitSignal(loader.arrived, timeout=5000):
        loader.image(photo("later"))
    assert not loader.image(photo("later")).isNull()


def test_the_cache_is_limited_by_bytes(
    loader: ThumbnailLoader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail_loader, "CACHE_BYTES", 10 * 32 * 32 * 4)
    for number in range(30):
        with qtbot.waitSignal(loader.arrived, timeout=5000):
            loader.image(photo(str(number)))
    kept = [number for number in range(30) if str(number) in loader._cache]
    assert kept == list(range(20, 30))


def test_a_new_size_shows_the_old_picture_until_the_new_one_is_there(
    loader: ThumbnailLoader, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(loader.arrived, timeout=5000):
        loader.image(photo("3"))
    loader.set_side(64)
    with qtbot.waitSignal(loader.arrived, timeout=5000):
        assert loader.image(photo("3")).width() == 32
    assert loader.image(photo("3")).width() == 64


def test_what_was_asked_last_comes_first(
    loader: ThumbnailLoader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    loader._decoded.connect(lambda name, _side, _image: order.append(name))
    monkeypatch.setattr(loader._pool, "submit", lambda _work: None)  # nothing begins before all are asked for
    for number in range(5):
        loader.image(photo(str(number)))
    loader.prefetch(photo("9"))
    for _ in range(6):
        loader._decode_next()
    assert order == ["4", "3", "2", "1", "0", "9"]


def test_a_window_that_closes_may_still_be_painted(loader: ThumbnailLoader) -> None:
    loader.finish()
    assert loader.image(photo("3")) is None
