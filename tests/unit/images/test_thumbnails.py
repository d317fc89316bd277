"""Thumbnails on disk."""

import pytest

from photoseek.images.thumbnails import ThumbnailStore


def test_a_thumbnail_written_is_there_and_leaves_nothing_else(tmp_path):
    store = ThumbnailStore(tmp_path / "thumbnails")
    assert not store.has("abcdef")
    store.write("abcdef", b"old")
    store.write("abcdef", b"new")
    assert store.has("abcdef")
    assert store.path("abcdef") == tmp_path / "thumbnails" / "ab" / "abcdef.jpg"
    assert [path.read_bytes() for path in (tmp_path / "thumbnails").rglob("*") if path.is_file()] == [b"new"]


def test_a_failed_write_leaves_the_old_thumbnail(tmp_path, monkeypatch):
    store = ThumbnailStore(tmp_path)
    store.write("abcdef", b"old")

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(tmp_path), "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.write("abcdef", b"new")
    assert [path.name for path in (tmp_path / "ab").iterdir()] == ["abcdef.jpg"]
    assert store.path("abcdef").read_bytes() == b"old"
