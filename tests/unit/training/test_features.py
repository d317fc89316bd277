from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.errors import UnusableDataset
from photoseek.models.representation import (
    GRID_CELLS,
    GRID_DIMENSIONS,
    POOLED_DIMENSIONS,
    SHIPPED_ENCODER,
    GridCompression,
)
from photoseek.training.features import fit_compression, table

Arrays = tuple[np.ndarray, np.ndarray]


def by_brightness(squares: np.ndarray) -> Arrays:
    """Stands for the encoder: every feature is the mean brightness of the left half."""
    left = squares[:, :, : squares.shape[2] // 2].mean(axis=(1, 2, 3), dtype=np.float64)
    pooled = np.repeat(left[:, None], POOLED_DIMENSIONS, axis=1).astype(np.float32)
    return pooled, np.repeat(pooled[:, None], GRID_CELLS, axis=1)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(3):
        image = Image.new("RGB", (40, 30), (number * 40,) * 3)
        image.paste((255, 255, 255), (20, 0, 40, 30))  # bright on the right
        paths.append(tmp_path / f"{number}.png")
        image.save(paths[-1])
    return paths


@pytest.fixture
def compression() -> GridCompression:
    return GridCompression(
        np.zeros(POOLED_DIMENSIONS, np.float32),
        np.full((POOLED_DIMENSIONS, GRID_DIMENSIONS), 1e-5, np.float32),
    )


def test_a_photo_has_its_views_and_the_second_is_mirrored(
    photos: list[Path], compression: GridCompression, tmp_path: Path
) -> None:
    features = table(by_brightness, compression, photos, tmp_path / "features")
    whole, mirrored, *_ = (float(features.pooled[row, 0]) for row in features.of(photos[0]))
    assert whole == pytest.approx(0, abs=3)
    assert mirrored == pytest.approx(255, abs=3)


def test_features_are_computed_once(photos: list[Path], compression: GridCompression, tmp_path: Path) -> None:
    calls = []

    def counting(squares: np.ndarray) -> Arrays:
        calls.append(len(squares))
        return by_brightness(squares)

    first = table(counting, compression, photos, tmp_path / "features")
    again = table(counting, compression, photos, tmp_path / "features")
    assert sum(calls) == 3 * 4
    np.testing.assert_array_equal(first.pooled, again.pooled)
    table(counting, compression, photos[:2], tmp_path / "features")
    assert sum(calls) == 3 * 4 + 2 * 4, "other photos need other features"
    Image.new("RGB", (50, 30)).save(photos[2])
    table(counting, compression, photos, tmp_path / "features")
    assert sum(calls) == 3 * 4 + 2 * 4 + 3 * 4, "a photo that has changed is another photo"


def test_a_photo_that_cannot_be_read_is_named(
    photos: list[Path], compression: GridCompression, tmp_path: Path
) -> None:
    photos[1].write_bytes(b"no photo")
    with pytest.raises(UnusableDataset, match=r"1\.png cannot be read"):
        table(by_brightness, compression, photos, tmp_path / "features")


def test_compressed_features_have_unit_variance(photos: list[Path]) -> None:
    random = np.random.default_rng(0)

    def noisy(squares: np.ndarray) -> Arrays:
        grid = random.normal(5, 2, (len(squares), GRID_CELLS * 40, POOLED_DIMENSIONS)).astype(np.float32)
        return grid[:, 0], grid

    compression = fit_compression(noisy, SHIPPED_ENCODER, photos * 20)
    projected = (noisy(np.zeros((8, 1), np.uint8))[1].reshape(-1, POOLED_DIMENSIONS) - compression.mean) @ (
        compression.components
    )
    assert projected.std(axis=0).mean() == pytest.approx(1, abs=0.1)


def test_few_photos_and_narrow_encoders_leave_directions_empty(photos: list[Path]) -> None:
    encoder = replace(SHIPPED_ENCODER, input_size=32, dimensions=40)

    def narrow(squares: np.ndarray) -> Arrays:
        assert squares.shape[1:] == (32, 32, 3)
        grid = np.random.default_rng(0).random((len(squares), GRID_CELLS, 40)).astype(np.float32)
        grid[..., 30:] = 1  # no variance at all
        return grid[:, 0], grid

    compression = fit_compression(narrow, encoder, photos)
    assert compression.encoder == encoder
    assert compression.components.shape == (40, GRID_DIMENSIONS)
    assert compression.components[:, :30].any(axis=0).all()
    assert not compression.components[:, 30:].any()
