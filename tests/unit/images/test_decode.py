"""Photos of every kind become an upright square and a thumbnail, bad ones a reason."""

import io
import os
import threading

import numpy as np
import pytest
from PIL import Image, ImageCms

from photoseek.errors import UnreadablePhoto
from photoseek.images.decode import decode
from tests.support.photos import exif, jpeg_bytes, noise, png_that_claims, quarters, write_image, write_photo

FORMATS = ["jpg", "png", "webp", "tiff", "gif", "bmp", "heic", "avif"]

WITH_ORIENTATION = ["jpg", "png", "webp", "tiff", "heic", "avif"]


def corners(pixels):
    """The colours well inside the four quarters, rounded to what is plainly meant."""
    height, width = pixels.shape[:2]
    spots = [(y, x) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    names = {(1, 0, 0): "red", (0, 1, 0): "lime", (0, 0, 1): "blue", (1, 1, 1): "white"}
    return tuple(names[tuple(int(value > 127) for value in pixels[spot])] for spot in spots)


def thumbnail_of(photo):
    return np.asarray(Image.open(io.BytesIO(photo.thumbnail)))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_read(tmp_path, suffix):
    photo = decode(write_image(tmp_path / f"a.{suffix}", quarters()))
    assert photo.square.shape == (260, 260, 3)
    assert photo.square.dtype == np.uint8
    assert corners(photo.square) == ("red", "lime", "blue", "white")
    assert corners(thumbnail_of(photo)) == ("red", "lime", "blue", "white")
    assert thumbnail_of(photo).shape == (48, 64, 3)
    assert (photo.metadata.width, photo.metadata.height) == (64, 48)


@pytest.mark.parametrize("suffix", WITH_ORIENTATION)
def test_a_photo_taken_sideways_is_turned_upright(tmp_path, suffix):
    # Orientation 6: what is stored must be turned clockwise, so its left column becomes the top row.
    path = write_image(tmp_path / f"a.{suffix}", quarters(), tags=exif(orientation=6))
    photo = decode(path)
    assert corners(photo.square) == ("blue", "red", "white", "lime")
    assert corners(thumbnail_of(photo)) == ("blue", "red", "white", "lime")
    assert thumbnail_of(photo).shape == (64, 48, 3)
    assert (photo.metadata.width, photo.metadata.height) == (48, 64)


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, ("red", "lime", "blue", "white")),
        (2, ("lime", "red", "white", "blue")),
        (3, ("white", "blue", "lime", "red")),
        (4, ("blue", "white", "red", "lime")),
        (5, ("red", "blue", "lime", "white")),
        (6, ("blue", "red", "white", "lime")),
        (7, ("white", "lime", "blue", "red")),
        (8, ("lime", "white", "red", "blue")),
    ],
)
def test_all_eight_orientations_are_understood(tmp_path, orientation, expected):
    path = write_image(tmp_path / "a.jpg", quarters(), tags=exif(orientation=orientation))
    assert corners(decode(path).square) == expected


def test_a_large_jpeg_keeps_its_size_on_record_and_gets_a_small_thumbnail(tmp_path):
    photo = decode(write_image(tmp_path / "a.jpg", quarters(4000, 3000), tags=exif(orientation=6)))
    assert (photo.metadata.width, photo.metadata.height) == (3000, 4000)
    assert thumbnail_of(photo).shape == (500, 375, 3)  # an eighth is near enough to 512
    assert corners(photo.square) == ("blue", "red", "white", "lime")


def test_shrinking_in_steps_looks_like_shrinking_at_once(tmp_path):
    detailed = noise(1, 40, 30).resize((3000, 2000), Image.Resampling.BICUBIC)
    for name in ("a.jpg", "a.png"):
        square = decode(write_image(tmp_path / name, detailed)).square.astype(float)
        at_once = np.asarray(detailed.resize((260, 260), Image.Resampling.BICUBIC)).astype(float)
        assert np.abs(square - at_once).mean() < 2


@pytest.mark.parametrize("size", [(1, 1), (1, 30000), (30000, 1), (3, 2)])
def test_extreme_shapes_are_read(tmp_path, size):
    photo = decode(write_image(tmp_path / "a.png", Image.new("RGB", size, "red")))
    assert corners(photo.square) == ("red",) * 4
    height, width = thumbnail_of(photo).shape[:2]
    assert (width, height) == (min(size[0], 512), min(size[1], 512))


def test_a_transparent_png_lies_on_white(tmp_path):
    image = quarters().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 32, 24))
    photo = decode(write_image(tmp_path / "a.png", image))
    assert corners(photo.square) == ("white", "lime", "blue", "white")


def test_a_transparent_colour_of_a_palette_lies_on_white(tmp_path):
    palette = quarters().quantize(4)
    black = palette.getpixel((2, 2))
    photo = decode(write_image(tmp_path / "a.png", palette, transparency=black))
    assert corners(photo.square) == ("white", "lime", "blue", "white")


def test_a_jpeg_for_printing_has_its_colours(tmp_path):
    photo = decode(write_image(tmp_path / "a.jpg", quarters().convert("CMYK")))
    assert corners(photo.square) == ("red", "lime", "blue", "white")


def test_sixteen_bit_grey_is_not_washed_out(tmp_path):
    ramp = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
    photo = decode(write_image(tmp_path / "a.png", Image.fromarray(ramp)))
    assert photo.square[2, 2, 0] < 10
    assert abs(int(photo.square[130, 130, 0]) - 128) < 5
    assert photo.square[-3, -3, 0] > 245


def test_floating_point_grey_is_stretched(tmp_path):
    values = np.linspace(0, 1, 64 * 64, dtype=np.float32).reshape(64, 64)
    values[0, 0] = np.nan
    photo = decode(write_image(tmp_path / "a.tif", Image.fromarray(values)))
    assert photo.square[-3, -3, 0] > 245
    assert photo.square[8, 8, 0] < 20


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P"])
def test_other_modes_are_read(tmp_path, mode):
    photo = decode(write_image(tmp_path / "a.png", quarters().convert(mode)))
    assert photo.square[200, 200].min() > 250  # the white quarter
    assert photo.square[200, 60].mean() < 200  # the blue one


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_the_first_frame_of_an_animation_is_taken(tmp_path, suffix):
    later = Image.new("RGB", (64, 48), "black")
    path = write_image(tmp_path / f"a.{suffix}", quarters(), save_all=True, append_images=[later, later])
    assert corners(decode(path).square) == ("red", "lime", "blue", "white")


def test_a_profile_is_applied_and_a_damaged_one_is_ignored(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grey = Image.new("RGB", (64, 48), (100, 100, 100))
    plain = decode(write_image(tmp_path / "a.png", grey)).square
    for profile in (lab, b"x", os.urandom(500)):
        assert np.array_equal(
            decode(write_image(tmp_path / "b.png", grey, icc_profile=profile)).square, plain
        )


def test_the_right_content_under_a_wrong_suffix_is_read(tmp_path):
    path = write_photo(tmp_path / "a.png")
    path.rename(tmp_path / "a.jpg")
    assert decode(tmp_path / "a.jpg").metadata.format == "PNG"


def test_garbage_for_exif_does_not_spoil_the_photo(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_bytes(quarters(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + os.urandom(300)))
    assert corners(decode(path).square) == ("red", "lime", "blue", "white")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("part", [0.0005, 0.01, 0.3, 0.6, 0.95])
def test_a_truncated_photo_is_refused(tmp_path, suffix, part):
    path = write_image(tmp_path / f"a.{suffix}", noise(3, 600, 400))
    content = path.read_bytes()
    path.write_bytes(content[: max(1, int(len(content) * part))])
    with pytest.raises(UnreadablePhoto, match="truncated"):
        decode(path)


@pytest.mark.parametrize("side", [20_000, 100_000, 2**31 - 1])
def test_a_decompression_bomb_is_refused_unopened(tmp_path, side):
    (tmp_path / "a.png").write_bytes(png_that_claims(side, side))
    with pytest.raises(UnreadablePhoto, match="too large"):
        decode(tmp_path / "a.png")


@pytest.mark.parametrize(
    "content", [b"hello\n", b"<html>", b"%PDF-1.7", b"\0" * 5000, b"%!PS-Adobe-3.0 EPSF-3.0"]
)
def test_what_is_no_photo_says_so(tmp_path, content):
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(UnreadablePhoto, match="not a photo"):
        decode(tmp_path / "a.jpg")


def test_a_damaged_photo_says_so(tmp_path):
    content = bytearray(write_photo(tmp_path / "a.png").read_bytes())
    middle = len(content) // 2
    content[middle : middle + 50] = bytes(50)
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(UnreadablePhoto, match="damaged"):
        decode(tmp_path / "a.png")


def test_empty_files_folders_and_missing_files_are_named(tmp_path):
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "folder.jpg").mkdir()
    for name, reason in {
        "empty.jpg": "empty file",
        "folder.jpg": "a folder",
        "gone.jpg": "not there",
    }.items():
        with pytest.raises(UnreadablePhoto, match=reason):
            decode(tmp_path / name)


def test_decoding_leaves_the_file_as_it_was(tmp_path):
    path = write_photo(tmp_path / "a.jpg")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    decode(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_several_threads_may_decode(tmp_path):
    paths = [write_photo(tmp_path / f"{seed}.jpg", seed) for seed in range(8)]
    alone = [decode(path).square for path in paths]
    together = {}
    threads = [
        threading.Thread(target=lambda p=path: together.update({p: decode(p).square})) for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(together[path], square) for path, square in zip(paths, alone, strict=True))
