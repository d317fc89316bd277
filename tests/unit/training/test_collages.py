from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.errors import UnusableDataset
from photoseek.models.regions import Box
from photoseek.models.representation import GRID_DIMENSIONS, POOLED_DIMENSIONS, GridCompression
from photoseek.training.collages import CollageTable, Panel, place_sentences, table

Arrays = tuple[np.ndarray, np.ndarray]
LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)


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
    words = [((f"photo{number}",),) for number in range(5)]
    placed = place_sentences(collages, words, [word for told in words for (word,) in told])
    assert len(placed) == sum(map(len, collages.panels))
    for sentence in placed:
        brightness = 20 + 50 * int(sentence.words[0][-1])
        seen = collages.grid[sentence.collage, :, 0][list(sentence.inside)]
        np.testing.assert_allclose(seen, brightness / 2, atol=1)
        assert any(sentence.inside)
        assert any(sentence.outside)
        assert not any(np.logical_and(sentence.inside, sentence.outside))


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


def test_only_words_that_no_other_panel_shares_are_placed() -> None:
    panels = ((Panel(0, LEFT), Panel(1, RIGHT)), (Panel(1, LEFT), Panel(2, RIGHT)))
    collages = CollageTable(np.zeros((2, 1280), np.float16), np.zeros((2, 25, 256), np.int8), panels)
    captions = [[("a", "red", "dog")], [("a", "cat")], [("a", "cat")]]
    first, second = place_sentences(collages, captions, {"a", "dog", "cat"})
    assert (first.collage, first.words, first.is_placed) == (0, ("a", "dog"), (False, True))
    assert (second.collage, second.words, second.is_placed) == (0, ("a", "cat"), (False, True))
    assert first.inside == second.outside == (True, True, False, False, False) * 5
    assert first.outside == second.inside == (False, False, False, True, True) * 5


def test_too_few_photos_and_unreadable_ones_are_named(
    photos: list[Path], compression: GridCompression, tmp_path: Path
) -> None:
    with pytest.raises(UnusableDataset, match="4 photos"):
        table(by_brightness, compression, photos[:3], tmp_path / "few", count=4)
    photos[2].write_text("no photo")
    with pytest.raises(UnusableDataset, match=r"2\.png"):
        table(by_brightness, compression, photos, tmp_path / "made", count=16)
