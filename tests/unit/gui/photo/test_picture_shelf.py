from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photoseek.gui.background import Background
from photoseek.gui.photo import picture_shelf
from photoseek.gui.photo.picture_shelf import PictureShelf
from photoseek.gui.widgets.layers import Layers
from photoseek.images import decoder_pool, decoder_process, pictures
from photoseek.images.decoder_pool import DecoderPool
from photoseek.library.records import Photo


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path) -> Iterator[PictureShelf]:
    pictures = Background(threads=1)
    yield PictureShelf(pictures, lambda name: tmp_path / f"thumbnail {name}.png")
    pictures.finish()


def make(folder: Path, number: int) -> Photo:
    image = QImage(40 + number, 30, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(folder / f"{number}.png"))
    return Photo(number, folder / f"{number}.png", True, f"{number}", 40 + number, 30, None, None)


def load(shelf: PictureShelf, photo: Photo, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shelf.arrived, check_params_cb=lambda found: found == photo.id):
        shelf.load(photo)


def test_a_picture_arrives_and_is_kept(shelf: PictureShelf, tmp_path: Path, qtbot: QtBot) -> None:
    photo = make(tmp_path, 1)
    shelf.want([1])
    load(shelf, photo, qtbot)
    layers = shelf.take(1)
    assert layers is not None
    assert layers.full.width() == 41
    shelf.clear()
    assert shelf.take(1) is None


def test_a_picture_that_comes_when_the_page_was_left_is_not_kept(
    shelf: PictureShelf, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_shelf, "layers_of", lambda image: shelf.clear() or Layers((image,)))
    shelf.want([1])
    with qtbot.assertNotEmitted(shelf.arrived):
        shelf.load(make(tmp_path, 1))
        qtbot.waitUntil(lambda: not shelf._loading)
    assert shelf.take(1) is None


def test_the_thumbnail_comes_first_in_the_size_of_the_photo(
    shelf: PictureShelf, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = replace(make(tmp_path, 1), width=800, height=400)
    QImage(20, 10, QImage.Format.Format_RGB32).save(str(tmp_path / "thumbnail 1.png"))
    shelf.want([1])
    with qtbot.waitSignal(shelf.preview) as preview:
        shelf.load(photo, preview=True)
    assert preview.args[1].full.size().toTuple() == (800, 400)
    qtbot.waitUntil(lambda: shelf.take(1) is not None)


def test_memory_is_bounded_and_the_wanted_pictures_stay(
    shelf: PictureShelf, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(1, 8):
        shelf.want([number, number - 1])
        load(shelf, make(tmp_path, number), qtbot)
    kept = [number for number in range(1, 8) if shelf.take(number) is not None]
    assert kept == [4, 5, 6, 7]


def test_neighbours_give_way_to_the_photo_that_is_looked_at(
    shelf: PictureShelf, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_shelf, "MOST_BYTES", 10_000)  # two of them
    shelf.want([1, 2, 3])
    for number in (1, 2, 3):
        load(shelf, make(tmp_path, number), qtbot)
    assert [shelf.take(number) is not None for number in (1, 2, 3)] == [True, True, False]


def test_what_nobody_wants_any_more_is_not_decoded(shelf: PictureShelf, tmp_path: Path, qtbot: QtBot) -> None:
    shelf.want([2])
    shelf.load(make(tmp_path, 1))
    load(shelf, make(tmp_path, 2), qtbot)
    assert shelf.take(1) is None
    shelf.want([1])
    load(shelf, make(tmp_path, 1), qtbot)  # and can be asked for again


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"path": Path("/nowhere/a.png")}, "not there. If it was moved, press F5"),
        ({"online": False}, "disk that is not connected. Connect it"),
    ],
)
def test_a_failure_says_what_to_do(
    change: dict[str, object], said: str, shelf: PictureShelf, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.want([1])
    with qtbot.waitSignal(shelf.failed) as failed:
        shelf.load(replace(make(tmp_path, 1), **change))  # type: ignore[arg-type]
    assert said in failed.args[1]


def test_a_file_that_is_no_photo_says_why(shelf: PictureShelf, tmp_path: Path, qtbot: QtBot) -> None:
    photo = make(tmp_path, 1)
    photo.path.write_bytes(b"no photo at all")
    shelf.want([1])
    with qtbot.waitSignal(shelf.failed) as failed:
        shelf.load(photo)
    assert failed.args[1].startswith("This photo cannot be shown: ")
    assert "another program" in failed.args[1]


_FAULTS = """
import os, signal
from photoseek.images import decode
whole = decode.open_photo_file
def open_photo_file(path):
    if path.name == "1.png":
        os.kill(os.getpid(), signal.SIGSEGV)
    if path.name == "2.png":
        signal.pause()
    if path.name == "3.png":
        bytearray(8 << 30)
    return whole(path)
decode.open_photo_file = open_photo_file
"""


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Photos 1, 2 and 3 crash, hang and swell what decodes them, as a fault of a codec does."""
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(_FAULTS)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'faults'}:{Path(decoder_pool.__file__).parents[2]}")
    pool = DecoderPool(for_window=True)
    monkeypatch.setattr(pictures, "_pool", pool)
    yield
    pool.end()


@pytest.mark.usefixtures("faults")
def test_a_hostile_photo_costs_one_line_and_the_next_one_is_shown(
    shelf: PictureShelf, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder_process, "TIME_LIMIT", 1.0)
    for number, why in ((1, "crashes"), (2, "more than a minute"), (3, "not enough memory")):
        shelf.want([number])
        with qtbot.waitSignal(shelf.failed) as failed:
            shelf.load(make(tmp_path, number))
        assert failed.args[0] == number
        assert failed.args[1].startswith("This photo cannot be shown: ")
        assert why in failed.args[1]
    shelf.want([4])
    load(shelf, make(tmp_path, 4), qtbot)


@pytest.mark.usefixtures("faults")
def test_a_photo_that_hangs_is_left_for_the_next_one(
    shelf: PictureShelf, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder_pool, "_GRACE", 0.1)
    shelf.want([2])
    shelf.load(make(tmp_path, 2))
    shelf.want([4])
    load(shelf, make(tmp_path, 4), qtbot)  # by the only thread
