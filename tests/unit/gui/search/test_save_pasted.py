"""Pixels without a file are kept for the worker: whole, for their owner alone, whoever else pastes, too."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from photoseek.gui.search.searching import save_pasted


def picture(number: int) -> QImage:
    image = QImage(300 + number, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def test_many_at_once_leave_one_whole_picture(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(lambda number: save_pasted(picture(number), tmp_path / "pasted"), range(40)))
    (path,) = paths
    assert list(path.parent.iterdir()) == [path]
    assert QImage(str(path)).width() >= 300
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="could not be written"):
        save_pasted(QImage(), tmp_path)
    assert not list(tmp_path.iterdir())
