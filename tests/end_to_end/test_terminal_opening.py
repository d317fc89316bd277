"""What a new user sees who starts PhotoSeek where there is no display."""

import shutil
import sys
from pathlib import Path

from PIL import Image

import opening

PHOTOS = ("cat.png", "coffee.png", "rocket.jpg")


def test_without_a_display_everything_is_shown_on_the_terminal(
    sample_photographs, base_directory, tmp_path, monkeypatch, capfd
):
    for name in PHOTOS:
        shutil.copy(sample_photographs / name, tmp_path)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert opening.on_the_terminal([tmp_path], Path(sys.executable)) == 0

    told = capfd.readouterr().out
    assert "There is no display" in told
    starts = tuple(f"  {name}: " for name in PHOTOS)
    captions = [line for line in told.splitlines() if line.startswith(starts)]
    assert len({caption.partition(": ")[2] for caption in captions}) == len(PHOTOS)
    for heading in ("Searching for the word", "Searching for photos like", "Words near"):
        found = told.partition(heading)[2].splitlines()
        assert found[1].strip(), f"nothing under {heading}"
    picture = Path(told.rstrip().rpartition("display: ")[2])
    assert picture.parent == base_directory
    with Image.open(picture) as window:
        assert window.width >= 1000
        assert len(window.convert("RGB").getcolors(maxcolors=2**24)) > 5000  # photographs, not only widgets
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(PHOTOS)
