import os
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from photoseek.errors import UnreadablePhoto
from photoseek.gui.grid.picture_loader import load_cover, load_first_square, load_picture


def two_colours(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def redness(colour: QColor) -> int:
    return colour.red() - colour.blue()


def test_a_photo_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise: left becomes top
    two_colours(80, 40).save(tmp_path / "a.jpg", exif=exif, quality=95)
    image = load_picture(tmp_path / "a.jpg")
    assert (image.width(), image.height()) == (40, 80)
    assert redness(image.pixelColor(20, 5)) > 150 > -150 > redness(image.pixelColor(20, 75))


def test_a_square_is_the_middle_at_the_side_asked_for(tmp_path: Path) -> None:
    image = Image.new("RGB", (300, 100), "blue")
    image.paste("red", (100, 0, 200, 100))
    image.save(tmp_path / "a.png")
    square = load_first_square((tmp_path / "a.png",), 50)
    assert (square.width(), square.height()) == (50, 50)
    assert all(redness(square.pixelColor(x, 25)) > 150 for x in (3, 25, 46))


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1), (7, 3)])
def test_odd_shapes_become_squares_too(size: tuple[int, int], tmp_path: Path) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "a.png")
    square = load_first_square((tmp_path / "a.png",), 64)
    assert (square.width(), square.height()) == (64, 64)


def test_a_cell_of_any_shape_is_covered_from_the_middle(tmp_path: Path) -> None:
    image = Image.new("RGB", (300, 200), "blue")
    image.paste("red", (0, 50, 300, 150))
    image.save(tmp_path / "a.png")
    wide = load_cover(tmp_path / "a.png", QSize(150, 50))
    assert (wide.width(), wide.height()) == (150, 50)
    assert all(redness(wide.pixelColor(75, y)) > 150 for y in (3, 25, 46))


@pytest.mark.parametrize(("rotation", "red_at"), [(0, (5, 30)), (1, (30, 5)), (2, (55, 30)), (3, (30, 55))])
def test_a_photo_is_turned_before_it_is_cut(rotation: int, red_at: tuple[int, int], tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 400), "blue")
    image.paste("red", (0, 0, 100, 400))  # on the left
    image.save(tmp_path / "a.jpg", quality=95)
    cover = load_cover(tmp_path / "a.jpg", QSize(60, 60), rotation)
    assert redness(cover.pixelColor(*red_at)) > 150
    tall = load_cover(tmp_path / "a.jpg", QSize(30, 60), rotation)
    assert (tall.width(), tall.height()) == (30, 60)


def test_a_cell_is_covered_by_a_photo_that_its_camera_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    two_colours(800, 400).save(tmp_path / "a.jpg", exif=exif, quality=95)
    cover = load_cover(tmp_path / "a.jpg", QSize(40, 80))
    assert (cover.width(), cover.height()) == (40, 80)
    assert redness(cover.pixelColor(20, 5)) > 150 > -150 > redness(cover.pixelColor(20, 75))


def test_a_huge_photo_is_shown_smaller(tmp_path: Path) -> None:
    two_colours(3000, 1500).save(tmp_path / "a.jpg")
    image = load_picture(tmp_path / "a.jpg", 600)
    assert (image.width(), image.height()) == (600, 300)


def test_heic_is_shown_although_qt_cannot_read_it(tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    two_colours(64, 32).save(tmp_path / "a.heic", quality=95)
    image = load_picture(tmp_path / "a.heic")
    assert (image.width(), image.height()) == (64, 32)
    assert redness(image.pixelColor(5, 16)) > 150 > -150 > redness(image.pixelColor(60, 16))


def test_a_name_that_is_not_utf8_can_be_opened(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png"))
    Image.new("RGB", (20, 20), "red").save(str(tmp_path / "a.png"))
    (tmp_path / "a.png").rename(path)
    assert load_picture(path).width() == 20


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"not a photo at all", "not a photo"), (b"\xff\xd8\xff\xe0broken", "truncated")],
)
def test_what_is_no_photo_says_so(content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(UnreadablePhoto, match=reason):
        load_picture(tmp_path / "a.jpg")


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.jpg", "not there"), (tmp_path, "a folder")):
        with pytest.raises(UnreadablePhoto, match=reason):
            load_picture(path)


def test_the_first_place_that_holds_a_photo_is_taken(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"x")
    Image.new("RGB", (20, 20), "red").save(tmp_path / "good.png")
    assert load_first_square((tmp_path / "broken.jpg", tmp_path / "good.png"), 10).width() == 10
    with pytest.raises(UnreadablePhoto):
        load_first_square((tmp_path / "none.jpg", tmp_path / "broken.jpg"), 10)
