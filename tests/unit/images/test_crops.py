"""Parts of a photo, cut out and squashed."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.errors import UnreadablePhoto
from photoseek.images.crops import crops


@pytest.fixture
def quarters(tmp_path: Path) -> Path:
    """Red, green / blue, white."""
    image = Image.new("RGB", (600, 300), "white")
    image.paste("red", (0, 0, 300, 150))
    image.paste("lime", (300, 0, 600, 150))
    image.paste("blue", (0, 150, 300, 300))
    image.save(tmp_path / "quarters.png")
    return tmp_path / "quarters.png"


def colours(squares: np.ndarray) -> list[tuple[int, ...]]:
    return [tuple(square.reshape(-1, 3).mean(axis=0).round().astype(int).tolist()) for square in squares]


def test_each_part_is_a_square_of_its_own(quarters: Path) -> None:
    squares = crops(
        quarters, [(0, 0, 0.5, 0.5), (0.5, 0, 1, 0.5), (0, 0.5, 0.5, 1), (0.6, 0.6, 0.7, 0.9)], 32
    )
    assert squares.shape == (4, 32, 32, 3)
    assert colours(squares) == [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]


def test_boxes_beyond_the_photo_are_cut_and_empty_ones_are_a_pixel(quarters: Path) -> None:
    squares = crops(quarters, [(-1, -1, 0.5, 0.5), (0.2, 0.2, 0.2, 0.2), (1, 1, 1, 1), (2, 2, 3, 3)], 8)
    assert colours(squares) == [(255, 0, 0), (255, 0, 0), (255, 255, 255), (255, 255, 255)]


def test_a_photo_that_lies_on_its_side_is_turned_first(tmp_path: Path) -> None:
    image = Image.new("RGB", (200, 100), "blue")
    image.paste("red", (0, 0, 100, 100))  # left; turned clockwise it is above
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=exif, quality=95)
    above, below = crops(tmp_path / "turned.jpg", [(0, 0, 1, 0.4), (0, 0.6, 1, 1)], 16)
    assert above[8, 8, 0] > 200 > 50 > above[8, 8, 2]
    assert below[8, 8, 2] > 200 > 50 > below[8, 8, 0]


def test_a_small_part_of_a_large_photo_is_cut_from_enough_pixels(tmp_path: Path) -> None:
    stripes = np.zeros((800, 3200, 3), np.uint8)
    stripes[:, ::8] = stripes[:, 1::8] = stripes[:, 2::8] = stripes[:, 3::8] = 255
    Image.fromarray(stripes).save(tmp_path / "stripes.png")
    (square,) = crops(tmp_path / "stripes.png", [(0.5, 0.5, 0.55, 0.7)], 160)
    assert square.std() > 100  # shrunk as a whole it would be grey


def test_a_file_that_is_no_photo_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhoto, match="not there"):
        crops(tmp_path / "gone.jpg", [(0, 0, 1, 1)])
