"""Planted copies among real photographs, found with the shipped encoder."""

import shutil
from pathlib import Path

from PIL import Image

from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest.index_run import index_folders
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.models.inference import Inference
from photoseek.paths import Paths
from photoseek.search.duplicates import find
from photoseek.settings import Settings


def test_copies_are_found_with_their_reasons_and_nothing_else(
    tmp_path: Path, base_directory: Path, sample_photographs: Path
) -> None:
    folder, paths, settings = tmp_path / "photos", Paths(base_directory), Settings(make_captions=False)
    shutil.copytree(sample_photographs, folder)
    shutil.copy(folder / "coffee.png", folder / "coffee (copy).png")
    with Image.open(folder / "cat.png") as opened:
        cat = opened.convert("RGB")
    cat.resize((cat.width // 2, cat.height // 2)).save(folder / "cat_small.jpg", quality=60)
    with Image.open(folder / "rocket.jpg") as rocket:
        box = (0, round(0.05 * rocket.height), round(0.92 * rocket.width), rocket.height)
        rocket.crop(box).save(folder / "rocket_cropped.jpg")
    paths.create()
    database = Database.open_for_writing(paths.library)
    inference = Inference.load(paths, settings)
    index_folders(database, inference, paths, settings, [folder], lambda progress: None)

    groups = find(database, inference, ThumbnailStore(paths.thumbnails).path)

    with database.read() as session:
        names = [
            (group.reason, [photo.path.name for photo in photos.by_ids(session, group.photo_ids)])
            for group in groups
        ]
    database.close()
    assert [place.path.name for place in groups[0].places] == ["coffee.png", "coffee (copy).png"]
    assert groups[0].reason == "file"
    assert sorted(names[1:]) == [
        ("shot", ["cat.png", "cat_small.jpg"]),
        ("shot", ["rocket.jpg", "rocket_cropped.jpg"]),
    ]
