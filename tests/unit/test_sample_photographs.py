import sys
from pathlib import Path

import pytest
from PIL import Image

from photoseek import sample_photographs as module
from photoseek.errors import UnusableFolder
from photoseek.sample_photographs import sample_photographs


def test_real_photographs_are_copied_under_plain_names(tmp_path: Path) -> None:
    folder = sample_photographs(tmp_path)
    names = {path.name for path in folder.iterdir()}
    assert {"cat.png", "coffee.png", "astronaut.png", "rocket.jpg", "temple.jpg", "flower.jpg"} <= names
    assert not [name for name in names if name.startswith(".")]
    for path in folder.iterdir():
        with Image.open(path) as image:
            image.load()
            assert min(image.size) >= 300


def test_a_second_call_leaves_what_lies_there(tmp_path: Path) -> None:
    folder = sample_photographs(tmp_path)
    (folder / "cat.png").write_bytes(b"mine now")
    (folder / "coffee.png").unlink()
    assert sample_photographs(tmp_path) == folder
    assert (folder / "cat.png").read_bytes() == b"mine now"
    assert (folder / "coffee.png").is_file()


def test_neither_package_is_imported(tmp_path: Path) -> None:
    before = set(sys.modules)
    sample_photographs(tmp_path)
    new = set(sys.modules) - before
    assert not [name for name in new if name.split(".")[0] in ("skimage", "sklearn")]


def test_missing_packages_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(UnusableFolder, match="choose a folder"):
        sample_photographs(tmp_path)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UnusableFolder, match="cannot be copied"):
        sample_photographs(blocked)
