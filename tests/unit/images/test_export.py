"""Copies of photos: sizes, formats, what their files tell, and names that are taken."""

from pathlib import Path

import pytest
from PIL import Image

from photoseek.errors import CannotExport, UnreadablePhoto
from photoseek.images.export import export
from photoseek.images.export_options import ExportOptions

ORIENTATION, MODEL = 0x0112, 0x0110


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Lying on its side: 40 x 20 pixels that are to be shown as 20 x 40, red at the top."""
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    exif = image.getexif()
    exif[ORIENTATION], exif[MODEL] = 6, "Camera of ours"
    path = tmp_path / "photo.jpg"
    image.save(path, quality=95, exif=exif)
    return path


def test_a_copy_that_changes_nothing_is_the_same_bytes(photo: Path, tmp_path: Path) -> None:
    copy = export(photo, tmp_path / "out", ExportOptions())
    assert copy == tmp_path / "out" / "photo.jpg"
    assert copy.read_bytes() == photo.read_bytes()


def test_a_smaller_copy_is_upright_and_keeps_what_the_file_tells(photo: Path, tmp_path: Path) -> None:
    with Image.open(export(photo, tmp_path / "out", ExportOptions(longest_side=20))) as copy:
        assert copy.size == (10, 20)
        top, bottom = copy.convert("RGB").getpixel((5, 2)), copy.convert("RGB").getpixel((5, 17))
        assert top[0] > 200 > 60 > top[2]
        assert bottom[2] > 200 > 60 > bottom[0]
        exif = copy.getexif()
    assert exif[MODEL] == "Camera of ours"
    assert ORIENTATION not in exif


def test_metadata_can_be_left_out(photo: Path, tmp_path: Path) -> None:
    with Image.open(export(photo, tmp_path / "out", ExportOptions(keep_metadata=False))) as copy:
        assert len(copy.getexif()) == 0
        assert copy.size == (20, 40)


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("WEBP", ".webp"), ("JPEG", ".jpg")])
def test_another_format_has_its_suffix(photo: Path, tmp_path: Path, kind: str, suffix: str) -> None:
    options = ExportOptions(longest_side=30, format=kind)  # type: ignore[arg-type]
    path = export(photo, tmp_path / "out", options)
    assert path.suffix == suffix
    with Image.open(path) as copy:
        assert copy.format == kind


def test_the_user_s_turn_is_written_into_the_copy(photo: Path, tmp_path: Path) -> None:
    with Image.open(export(photo, tmp_path / "out", ExportOptions(), quarter_turns=1)) as copy:
        assert copy.size == (40, 20)
        right = copy.convert("RGB").getpixel((37, 10))
    assert right[0] > 200 > 60 > right[2]  # what was at the top is at the right now


def test_nothing_is_overwritten(photo: Path, tmp_path: Path) -> None:
    first, second = (export(photo, tmp_path / "out", ExportOptions()) for _ in range(2))
    assert (first.name, second.name) == ("photo.jpg", "photo (2).jpg")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["photo (2).jpg", "photo.jpg"]


def test_a_name_of_any_length_is_kept_and_links_are_not_written_through(photo: Path, tmp_path: Path) -> None:
    long = photo.rename(photo.with_name("x" * 251 + ".jpg"))
    out, mine = tmp_path / "out", tmp_path / "mine.txt"
    out.mkdir()
    mine.write_text("mine")
    for name in ("a.jpg", ".a.jpg.part"):
        (out / name).symlink_to(mine)
    assert export(long, out, ExportOptions()).name == long.name
    copy = export(long.rename(tmp_path / "a.jpg"), out, ExportOptions())
    assert (copy.name, mine.read_text()) == ("a (2).jpg", "mine")


def test_a_file_that_is_no_photo_leaves_nothing_behind(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photo")
    with pytest.raises(UnreadablePhoto):
        export(bad, tmp_path / "out", ExportOptions(longest_side=20))
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotExport, match="Choose another folder"):
        export(photo, tmp_path / "file" / "out", ExportOptions())
