from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.errors import UnusableDataset
from photoseek.models.representation import GRID_DIMENSIONS, POOLED_DIMENSIONS, GridCompression
from photoseek.training.collages import places_of, table

Arrays = tuple[np.ndarray, np.ndarray]


def by_brightness(squares: np.ndarray) -> Arrays:
    """Stands for the encoder: each place is its mean brightness, 52 pixels a side."""
    cells = squares.reshape(len(squares), 5, 52, 5, 52, 3).mean(axis=(2, 4, 5), dtype=np.float64)
    grid = np.repeat(cells.reshape(len(squares), 25, 1), POOLED_DIMENSIONS, axis=2).astype(np.float32)
    return grid.mean(axis=1), grid


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        Image.new("RGB", (30, 20), (20 + 50 * number,) * 3).save(path)
    return paths


@pytest.fixture
def compression() -> GridCompression:
    """A place's first number is half its brightness, in steps of int8."""
    components = np.zeros((POOLED_DIMENSIONS, GRID_DIMENSIONS), np.float32)
    components[0, 0] = 4 / 127 / 2
    return GridCompression(np.zeros(POOLED_DIMENSIONS, np.float32), components)


def test_each_place_shows_the_photo_of_its_panel(
    photos: list[Path], compression: GridCompression, tmp_path: Path
) -> None:
    collages = table(by_brightness, compression, photos, tmp_path / "made", count=16)
    for panels, grid in zip(collages.panels, collages.grid, strict=True):
        for panel in panels:
            seen = grid[list(places_of(panel.box)), 0]
            assert len(seen)
            np.testing.assert_allclose(seen, (20 + 50 * panel.photo) / 2, atol=1)


def test_collages_are_made_once_and_anew_for_other_photos(
    photos: list[Path], compression: GridCompression, tmp_path: Path
) -> None:
    seen = []

    def counting(squares: np.ndarray) -> Arrays:
        seen.append(len(squares))
        return by_brightness(squares)

    for asked in (photos, photos, photos[:4]):
        table(counting, compression, asked, tmp_path / "made", count=4)
    assert seen == [4, 4]


def test_too_few_photos_and_unreadable_ones_are_named(
    photos: list[Path], compression: GridCompression, tmp_path: Path
) -> None:
    with pytest.raises(UnusableDataset, match="4 photos"):
        table(by_brightness, compression, photos[:3], tmp_path / "few", count=4)
    photos[2].write_text("no photo")
    with pytest.raises(UnusableDataset, match=r"2\.png"):
        table(by_brightness, compression, photos, tmp_path / "made", count=16)
