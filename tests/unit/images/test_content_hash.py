"""A photo's content has one name, wherever the file lies."""

import os
import shutil

import pytest

from photoseek.errors import UnreadablePhoto
from photoseek.images.content_hash import hash_file
from tests.support.photos import write_photo


def test_a_copy_has_the_same_hash_and_another_photo_has_not(tmp_path):
    photo = write_photo(tmp_path / "a.jpg", 1)
    copy = tmp_path / "elsewhere.png"
    shutil.copy(photo, copy)
    assert hash_file(photo) == hash_file(copy)
    assert hash_file(photo) != hash_file(write_photo(tmp_path / "b.jpg", 2))


def test_the_last_byte_of_a_large_file_counts(tmp_path):
    large = tmp_path / "large.bmp"
    large.write_bytes(bytes(3_000_000) + b"a")
    before = hash_file(large)
    large.write_bytes(bytes(3_000_000) + b"b")
    assert len(before) == 32
    assert hash_file(large) != before


def test_a_name_that_is_not_utf_8_is_no_obstacle(tmp_path):
    photo = write_photo(tmp_path / "a.jpg")
    odd = tmp_path / os.fsdecode(b"caf\xe9\n.jpg")
    shutil.copy(photo, odd)
    assert hash_file(odd) == hash_file(photo)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.jpg").touch()
    with pytest.raises(UnreadablePhoto, match="empty file"):
        hash_file(tmp_path / "a.jpg")


def test_a_folder_named_like_a_photo_is_refused(tmp_path):
    (tmp_path / "x.jpg").mkdir()
    with pytest.raises(UnreadablePhoto, match="a folder"):
        hash_file(tmp_path / "x.jpg")


def test_a_missing_file_and_an_impossible_name_are_named_as_such(tmp_path):
    with pytest.raises(UnreadablePhoto, match="not there"):
        hash_file(tmp_path / "gone.jpg")
    with pytest.raises(UnreadablePhoto, match="name"):
        hash_file(tmp_path / "a\0b.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.jpg")
    with pytest.raises(UnreadablePhoto, match="not an ordinary file"):
        hash_file(tmp_path / "x.jpg")
