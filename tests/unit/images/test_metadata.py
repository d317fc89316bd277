"""EXIF: what is sensible is read, what is not becomes None."""

from datetime import datetime

import pytest
from PIL import ExifTags, Image

from photoseek.images.metadata import read_metadata, read_orientation
from tests.support.photos import exif, jpeg_bytes, noise, write_photo


def metadata_of(path):
    with Image.open(path) as image:
        return read_metadata(image, image.size, read_orientation(image))


def test_what_a_camera_writes_is_read(tmp_path):
    tags = exif(
        taken_at="2024:05:01 12:30:05",
        make="Canon",
        model="Canon EOS 5D",
        latitude=(48.0, 12.0, 36.0),
        longitude=(16.0, 22.0, 12.0),
    )
    found = metadata_of(write_photo(tmp_path / "a.jpg", tags=tags))
    assert (found.width, found.height, found.format) == (64, 48, "JPEG")
    assert found.taken_at == datetime(2024, 5, 1, 12, 30, 5)
    assert found.camera == "Canon EOS 5D"
    assert found.exposure == "1/250 s, f/2.8, ISO 400"
    assert found.latitude == pytest.approx(48.21)
    assert found.longitude == pytest.approx(16.37)


def test_south_and_west_are_negative(tmp_path):
    tags = exif(latitude=(33.0, 30.0, 0.0), longitude=(70.0, 45.0, 0.0), south_west=True)
    found = metadata_of(write_photo(tmp_path / "a.jpg", tags=tags))
    assert (found.latitude, found.longitude) == (-33.5, -70.75)


def test_a_place_without_a_signal_is_no_place(tmp_path):
    tags = exif(latitude=(0.0, 0.0, 0.0), longitude=(0.0, 0.0, 0.0))
    found = metadata_of(write_photo(tmp_path / "a.jpg", tags=tags))
    assert (found.latitude, found.longitude) == (None, None)


def test_a_latitude_beyond_the_pole_is_no_place(tmp_path):
    tags = exif(latitude=(91.0, 0.0, 0.0), longitude=(16.0, 0.0, 0.0))
    found = metadata_of(write_photo(tmp_path / "a.jpg", tags=tags))
    assert (found.latitude, found.longitude) == (None, None)


@pytest.mark.parametrize(
    "date",
    ["0000:00:00 00:00:00", "2024:02:31 10:00:00", "yesterday", "    :  :     :  :  ", "9999:01:01 00:00:00"],
)
def test_an_impossible_date_is_none(tmp_path, date):
    assert metadata_of(write_photo(tmp_path / "a.jpg", tags=exif(taken_at=date))).taken_at is None


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("NIKON CORPORATION", "NIKON D70", "NIKON D70"),
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        ("Apple", None, "Apple"),
        (None, "iPhone 15", "iPhone 15"),
        ("  ", "\t", None),
        ("A", "x" * 9000, "A " + "x" * 78),
        ("Acme\0\0\0junk", "One\n", "Acme One"),
    ],
)
def test_maker_and_model_make_one_short_name(tmp_path, make, model, camera):
    found = metadata_of(write_photo(tmp_path / "a.jpg", tags=exif(make=make, model=model)))
    assert found.camera == camera


def test_a_long_exposure_is_in_seconds_and_nonsense_is_left_out(tmp_path):
    tags = exif(taken_at="2024:05:01 12:30:05")
    photo = tags.get_ifd(ExifTags.IFD.Exif)
    photo[ExifTags.Base.ExposureTime] = 2.5
    photo[ExifTags.Base.FNumber] = 0.0
    del photo[ExifTags.Base.ISOSpeedRatings]
    assert metadata_of(write_photo(tmp_path / "a.jpg", tags=tags)).exposure == "2.5 s"


@pytest.mark.parametrize("seed", range(20))
def test_garbage_for_exif_gives_an_upright_photo_without_metadata(tmp_path, seed):
    garbage = noise(seed).tobytes()[:600]
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_bytes(noise(), exif=b"Exif\0\0II*\0\x08\0\0\0" + garbage))
    found = metadata_of(path)
    assert (found.width, found.height) == (64, 48)
    assert found.taken_at is None
    assert found.latitude is None


@pytest.mark.parametrize(("orientation", "meaning"), [(0, 1), (1, 1), (6, 6), (8, 8), (9, 1), (65535, 1)])
def test_only_the_eight_orientations_count(tmp_path, orientation, meaning):
    with Image.open(write_photo(tmp_path / "a.jpg", tags=exif(orientation=orientation))) as image:
        assert read_orientation(image) == meaning


def test_a_photo_on_its_side_has_its_upright_size(tmp_path):
    found = metadata_of(write_photo(tmp_path / "a.jpg", tags=exif(orientation=6)))
    assert (found.width, found.height) == (48, 64)
