"""A photo that crashes, hangs or swells its decoder costs that photo alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import photoseek
from photoseek.errors import CannotDecode, UnreadablePhoto
from photoseek.images import decode, decoder_pool, decoder_process, decoders
from photoseek.images.content_hash import hash_file
from photoseek.images.decoder_pool import DecoderPool
from photoseek.images.decoder_process import Manner
from photoseek.images.decoders import decode_apart, hash_apart, present_apart, stamp_apart
from tests.support.photos import exif, png_that_claims, write_image, write_photo

# Loaded by each decoder's Python before anything else: what faults in a decoder written in C do,
# provoked by the names of files.
_FAULTS = """
import os, signal
from photoseek.images import photo_file
whole = photo_file.open_photo_file
def open_photo_file(path):
    if "deadly" in path.name:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "endless" in path.name:
        signal.pause()
    if "hungry" in path.name:
        bytearray(8 << 30)
    if "chatty" in path.name:
        os.write(1, b"not an answer" * 100)
    if "writing" in path.name:
        open(str(path) + ".written", "wb").write(b"x" * 100)
    if "odd" in path.name:
        raise LookupError("a bug")
    return whole(path)
photo_file.open_photo_file = open_photo_file
"""


@pytest.fixture(autouse=True)
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[DecoderPool]:
    fresh = DecoderPool()
    monkeypatch.setattr(decoders, "_pool", fresh)
    yield fresh
    fresh.end()


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "faults"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_FAULTS)
    monkeypatch.setenv("PYTHONPATH", f"{folder}:{Path(photoseek.__file__).parents[1]}")


def test_it_gives_what_decoding_here_gives(tmp_path: Path) -> None:
    tags = exif(
        orientation=6, taken_at="2024:05:01 12:30:00", make="Acme", latitude=(1, 2, 3), longitude=(4, 5, 6)
    )
    path = write_photo(tmp_path / "a\udcff\n.jpg", 1, tags=tags)
    here, apart = decode.decode(path, square_side=99), decode_apart(path, square_side=99)
    assert np.array_equal(here.square, apart.square)
    assert (here.thumbnail, here.metadata) == (apart.thumbnail, apart.metadata)
    assert here.metadata.taken_at is not None
    assert hash_apart(path) == hash_file(path)


def test_a_reason_is_the_same_as_here(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photo")
    for path in (bad, tmp_path / "missing.jpg", tmp_path):
        with pytest.raises(UnreadablePhoto) as here:
            decode.decode(path)
        with pytest.raises(UnreadablePhoto) as apart:
            decode_apart(path)
        assert str(apart.value) == str(here.value)


def test_large_photos_are_allowed_more_memory_and_give_it_back(tmp_path: Path, pool: DecoderPool) -> None:
    assert hash_apart(write_photo(tmp_path / "small.png"))
    before = resident(pool)
    path = write_image(tmp_path / "large.png", Image.new("RGB", (30_000, 1_500)))
    assert decode_apart(path).metadata.width == 30_000
    assert resident(pool) < before + (64 << 20)
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(png_that_claims(60_000, 60_000))
    with pytest.raises(UnreadablePhoto, match="too large"):
        decode_apart(bomb)


def resident(pool: DecoderPool) -> int:
    """Bytes that the process which waits takes, 0 where that cannot be told."""
    (decoder,) = pool._waiting
    try:
        pages = Path(f"/proc/{decoder._process.pid}/statm").read_text(encoding="ascii").split()[1]
    except FileNotFoundError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.usefixtures("faults")
@pytest.mark.parametrize(
    ("name", "reason", "limit"),
    [
        ("deadly.png", "crashes", 60.0),
        ("hungry.png", "not enough memory", 60.0),
        ("endless.png", "minute", 1.0),
    ],
)
def test_a_fault_of_a_decoder_costs_its_photo_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str, limit: float
) -> None:
    good, bad = write_photo(tmp_path / "good.png"), write_photo(tmp_path / name)
    assert decode_apart(good)
    with monkeypatch.context() as impatient:  # not with the good photo: a busy machine may need longer
        impatient.setattr(decoder_process, "TIME_LIMIT", limit)
        with pytest.raises(UnreadablePhoto, match=reason):
            decode_apart(bad)
    assert decode_apart(good)


@pytest.mark.usefixtures("faults")
def test_what_a_decoder_prints_is_no_answer_and_it_cannot_write_a_file(tmp_path: Path) -> None:
    assert hash_apart(write_photo(tmp_path / "chatty.png"))
    hash_apart(write_photo(tmp_path / "writing.png"))
    assert not (tmp_path / "writing.png.written").stat().st_size
    with pytest.raises(RuntimeError, match="a bug"):
        hash_apart(write_photo(tmp_path / "odd.png"))


@pytest.mark.skipif(os.name != "posix", reason="pipes end in another way here")
@pytest.mark.parametrize("is_asked", [True, False])
def test_one_whose_parent_was_killed_ends_without_a_word(is_asked: bool) -> None:
    command = [sys.executable, "-m", decoder_process.__name__]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        if is_asked:
            decoder_process.send(process.stdin, asdict(Manner()))  # type: ignore[arg-type]
        process.stdin.close()
        assert process.stderr.read() == b""


def test_one_that_ended_while_it_waited_is_replaced(tmp_path: Path, pool: DecoderPool) -> None:
    path = write_photo(tmp_path / "a.png")
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(hash_apart, [path] * 12))
    for decoder in pool._waiting:
        os.kill(decoder._process.pid, signal.SIGKILL)
        decoder._process.wait()
    assert hash_apart(path)
    assert len(pool._waiting) == 1


def test_a_process_that_cannot_start_blames_no_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_photo(tmp_path / "a.png")
    for program in ("/bin/false", "/nowhere"):
        monkeypatch.setattr(decoder_pool.sys, "executable", program)
        with pytest.raises(CannotDecode):
            decode_apart(path)


def test_a_folder_that_does_not_answer_counts_as_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_photo(tmp_path / "photos" / "a.png")
    assert present_apart(path.parent)
    assert stamp_apart(path) == (path.stat().st_size, path.stat().st_mtime_ns)
    assert stamp_apart(tmp_path / "gone.png") is None
    (tmp_path / "empty").mkdir()
    assert not present_apart(tmp_path / "empty")
    monkeypatch.setattr(decoder_process, "TIME_LIMIT", 0.0)  # less than any answer takes
    assert not present_apart(path.parent)
