from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader
from photoseek.gui.map import photo_map
from photoseek.gui.map.photo_map import PhotoMap


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[PhotoMap]:
    loader = ThumbnailLoader(lambda name: tmp_path / name)
    shown = PhotoMap(loader)
    loader.setParent(shown)
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.set_photos(np.arange(1, 51), np.random.default_rng(0).normal(size=(50, 2)).astype(np.float32))
    shown.show()
    yield shown
    loader.finish()


def test_dots_are_painted_anew_only_when_they_have_changed(
    shown: PhotoMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    real = photo_map.dots

    def counting(places: photo_map.Points, *rest: object) -> object:
        painted.append(len(places))
        return real(places, *rest)  # type: ignore[arg-type]

    shown.grab()
    monkeypatch.setattr(photo_map, "dots", counting)
    before = shown.grab().toImage()
    assert shown.grab().toImage() == before
    assert painted == []
    for change in (
        lambda: shown.zoom_by(1.5),
        lambda: shown.show_alone(0),
        lambda: shown.set_groups(np.ones(50, np.int64)),
        lambda: shown.resize(500, 300),
        lambda: shown.set_photos(np.array([1, 2]), np.eye(2, dtype=np.float32)),
    ):
        change()
        shown.grab()
    assert painted == [50, 50, 50, 50, 2]
