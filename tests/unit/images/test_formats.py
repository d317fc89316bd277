"""Which names are taken for photos."""

import pytest

from photoseek.images.formats import is_photo_name


@pytest.mark.parametrize(
    "name", ["a.jpg", "A.JPEG", "b.HeIc", "c.d.avif", "naïve.png", "two\nlines.webp", "x.tif"]
)
def test_photos_are_known_by_their_suffix_in_any_case(name):
    assert is_photo_name(name)


@pytest.mark.parametrize(
    "name", ["a.txt", "jpg", "a.jpg.part", ".hidden.jpg", "._a.jpg", ".jpg", "a.mov", ""]
)
def test_other_files_and_hidden_ones_are_not(name):
    assert not is_photo_name(name)
