"""Whole photos for the window: their pixels, and photos that are no longer wanted."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from photoseek.errors import NoAnswer, UnreadablePhoto
from photoseek.images import decoder_pool, decoder_process, pictures
from photoseek.images.decode import decode_to_show
from photoseek.images.decoder_pool import DecoderPool, NotWanted
from photoseek.images.decoder_process import Data
from photoseek.images.pictures import picture_apart
from tests.support.photos import write_photo

PATIENCE = 60.0  # seconds

_FAULT = """
import signal
from photoseek.images import decode
whole = decode.open_photo_file
def open_photo_file(path):
    if "endless" in path.name:
        path.with_name("begun").touch()
        signal.pause()
    return whole(path)
decode.open_photo_file = open_photo_file
"""


@pytest.fixture(autouse=True, params=["shared", "piped"])
def pool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[DecoderPool]:
    if request.param == "piped":
        monkeypatch.delattr(decoder_pool.os, "memfd_create", raising=False)
    fresh = DecoderPool(for_window=True)
    monkeypatch.setattr(pictures, "_pool", fresh)
    yield fresh
    fresh.end()


def taken(pixels: Data, width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), bytes(pixels), "raw", "BGRX")


@pytest.mark.parametrize(("longest", "cover"), [(6000, None), (50, None), (6000, (30, 40))])
def test_pixels_are_those_that_decoding_here_gives(
    longest: int, cover: tuple[int, int] | None, tmp_path: Path
) -> None:
    for name in ("a.jpg", "b.png"):  # the second one finds memory that the first one has used
        path = write_photo(tmp_path / name, 1)
        here, apart = decode_to_show(path, longest, cover), picture_apart(path, longest, taken, cover=cover)
        assert (apart.size, apart.tobytes()) == (here.size, here.tobytes())


def test_a_bad_photo_gives_its_reason_and_the_next_one_comes(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photo")
    with pytest.raises(UnreadablePhoto, match="not a photo"):
        picture_apart(bad, 100, taken)
    assert picture_apart(write_photo(tmp_path / "good.png"), 100, taken).width


def endless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A photo whose decoder never comes to an end, as on a dead disk; there is a file ``begun`` then."""
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(_FAULT)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'faults'}:{Path(decoder_pool.__file__).parents[2]}")
    return write_photo(tmp_path / "endless.png")


def test_one_that_nobody_wants_any_more_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(decoder_pool, "_GRACE", 0.1)
    path = endless(monkeypatch, tmp_path)
    with pytest.raises(NotWanted):
        picture_apart(path, 100, taken, is_wanted=lambda: False)
    monkeypatch.setattr(decoder_process, "TIME_LIMIT", 1.0)
    with pytest.raises(NoAnswer, match="minute"):
        picture_apart(path, 100, taken)
    assert picture_apart(write_photo(tmp_path / "good.png"), 100, taken).width


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at as Linux shows them")
@pytest.mark.parametrize("name", ["good.png", "endless.png"])
def test_it_ends_with_the_window_however_that_ends(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    endless(monkeypatch, tmp_path)
    write_photo(tmp_path / "good.png")
    window = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import pathlib, sys, threading\n"
            "from photoseek.images import pictures\n"
            "pictures.warm()\n"
            "print(pictures._pool._steady._process.pid, flush=True)\n"
            "pictures.picture_apart(pathlib.Path(sys.argv[1]), 100, lambda *pixels: None)\n"
            "print('shown', flush=True)\n"
            "threading.Event().wait()\n",
            str(tmp_path / name),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    decoder = int(window.stdout.readline())
    if name == "good.png":
        assert window.stdout.readline() == "shown\n"
    else:
        until((tmp_path / "begun").exists)
    window.kill()
    window.wait()
    window.stdout.close()
    until(lambda: state(decoder) in ("", "Z"))


def state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
