from pathlib import Path

import pytest
from PIL import Image

from photoseek.errors import UnusableDataset, UserError
from photoseek.evaluation.class_names import class_names, load_class_folders, tags
from photoseek.evaluation.gallery import Gallery, Photograph, open_gallery


def test_a_folder_is_a_class_named_like_it(tmp_path: Path) -> None:
    for place in ("coffee_mug/1.jpg", "coffee_mug/2.png", "Tabby cat/deep/3.jpg", "tabby/notes.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    photos = load_class_folders(tmp_path)
    assert [(photo.path.name, photo.class_name) for photo in photos] == [
        ("3.jpg", "Tabby cat"),
        ("1.jpg", "coffee mug"),
        ("2.png", "coffee mug"),
    ]
    with pytest.raises(UnusableDataset, match="folders of photos"):
        load_class_folders(tmp_path / "tabby")


def test_a_class_is_found_when_one_of_its_photos_is(gallery: Gallery) -> None:
    found = class_names(gallery)
    assert (found["recall_at_1"], found["classes"]) == (100, 4)


def test_a_class_that_no_photo_looks_like_is_not_found(inference, tmp_path: Path) -> None:
    photos = []
    for number, (name, colour) in enumerate([("red", "blue"), ("blue", "red"), ("xyzzy", "green")]):
        Image.new("RGB", (30, 30), colour).save(tmp_path / f"{number}.png")
        photos.append(Photograph(tmp_path / f"{number}.png", {}, name))
    with open_gallery(inference, photos) as gallery:
        assert class_names(gallery)["recall_at_1"] == 0
        assert class_names(gallery)["median_rank"] > 1


def test_the_right_tag_counts_at_its_place(gallery: Gallery) -> None:
    assert tags(gallery) == {"right_in_first_1": 0, "right_in_first_5": 100, "right_in_first_10": 100}


def test_photos_without_a_class_are_refused(inference, photographs: list[Photograph]) -> None:
    with (
        open_gallery(inference, [Photograph(photographs[0].path, {})]) as gallery,
        pytest.raises(UserError, match="folders named"),
    ):
        class_names(gallery)
