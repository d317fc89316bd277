from dataclasses import replace
from pathlib import Path

import numpy as np

from photoseek.models.representation import (
    BYTES,
    GRID_CELLS,
    GRID_DIMENSIONS,
    POOLED_DIMENSIONS,
    SHIPPED_ENCODER,
    GridCompression,
    expand,
    pack,
    unpack_grid,
    unpack_pooled,
)


def test_a_representation_survives_packing() -> None:
    random = np.random.default_rng(0)
    pooled = random.random((3, POOLED_DIMENSIONS), np.float32)
    grid = random.integers(-127, 128, (3, GRID_CELLS, GRID_DIMENSIONS), np.int8)
    packed = pack(pooled, grid)
    assert [len(one) for one in packed] == [BYTES] * 3
    np.testing.assert_allclose(unpack_pooled(packed), pooled, atol=5e-4)
    np.testing.assert_allclose(unpack_grid(packed) * 127 / 4, grid, atol=1e-4)


def test_another_encoder_and_what_another_network_appended_are_told_apart() -> None:
    pooled, grid = np.ones((2, 512), np.float32), np.full((2, GRID_CELLS, GRID_DIMENSIONS), 7, np.int8)
    packed = [data + b"appended" for data in pack(pooled, grid)]
    np.testing.assert_array_equal(unpack_pooled(packed, 512), pooled)
    assert (unpack_grid(packed, 512) > 0).all()


def test_compression_is_kept_with_the_encoder_whose_features_it_reads(tmp_path: Path) -> None:
    encoder = replace(SHIPPED_ENCODER, name="timm:resnet18", mean=(0.4, 0.5, 0.6), dimensions=4)
    saved = GridCompression(np.ones(4, np.float32), np.ones((4, GRID_DIMENSIONS), np.float32), encoder)
    saved.save(tmp_path)
    assert GridCompression.load(tmp_path)[0].encoder == encoder
    assert GridCompression.load()[0].encoder == SHIPPED_ENCODER


def test_compression_clips_what_lies_beyond_four_standard_deviations() -> None:
    components = np.zeros((POOLED_DIMENSIONS, GRID_DIMENSIONS), np.float32)
    components[:GRID_DIMENSIONS] = np.eye(GRID_DIMENSIONS)
    compression = GridCompression(np.ones(POOLED_DIMENSIONS, np.float32), components)
    cells = np.ones((1, POOLED_DIMENSIONS), np.float32)
    cells[0, :3] += [2, -4, 100]
    assert compression.compress(cells)[0, :4].tolist() == [64, -127, 127, 0]


def test_what_was_compressed_is_restored_as_nearly_as_it_is_kept() -> None:
    random = np.random.default_rng(0)
    directions, _ = np.linalg.qr(random.standard_normal((POOLED_DIMENSIONS, GRID_DIMENSIONS)))
    deviations = random.uniform(0.1, 1, GRID_DIMENSIONS)
    mean = np.full(POOLED_DIMENSIONS, 5.0)
    compression = GridCompression(mean.astype(np.float32), (directions / deviations).astype(np.float32))
    cells = (mean + random.standard_normal((4, GRID_DIMENSIONS)) * deviations @ directions.T).astype(
        np.float32
    )
    np.testing.assert_allclose(compression.restore(expand(compression.compress(cells))), cells, atol=0.05)
    assert compression.restore(np.full((1, GRID_DIMENSIONS), -1e4, np.float32)).min() == 0
