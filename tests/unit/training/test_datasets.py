import json
from pathlib import Path

import pytest

from photoseek.errors import UnusableDataset
from photoseek.training import datasets


def test_karpathys_layout_is_read_with_its_splits(tmp_path: Path) -> None:
    images = [
        {"filename": "1.jpg", "split": "train", "sentences": [{"tokens": ["a", "dog"], "raw": "A dog."}]},
        {"filename": "2.jpg", "split": "restval", "sentences": [{"raw": "Two cats play."}]},
        {"filename": "3.jpg", "split": "val", "filepath": "val2014", "sentences": [{"tokens": ["a", "bus"]}]},
    ]
    (tmp_path / "dataset.json").write_text(json.dumps({"images": images}))
    photos = datasets.load(tmp_path)
    assert [photo.split for photo in photos] == ["train", "train", "val"]
    assert photos[1].captions == (("two", "cats", "play"),)
    assert photos[2].path == tmp_path / "images" / "val2014" / "3.jpg"
    assert [photo.path.name for photo in datasets.load(tmp_path, "val")] == ["3.jpg"]


def test_chinese_captions_stand_beside_the_english_ones(tmp_path: Path) -> None:
    images = [
        {"filename": "1.jpg", "split": "val", "sentences": [{"raw": "A dog."}], "sentences_zh": ["一只狗。"]},
        {"filename": "2.jpg", "split": "val", "sentences": [{"raw": "A cat."}]},
    ]
    (tmp_path / "dataset.json").write_text(json.dumps({"images": images}), encoding="utf-8")
    both, english = datasets.load(tmp_path)
    assert both.captions_in("zh") == (("一", "只", "狗"),)
    assert both.captions_in("en") == (("a", "dog"),)
    assert english.captions_in("zh") == ()


def test_a_split_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text(
        json.dumps({"images": [{"filename": "1.jpg", "split": "train", "sentences": []}]})
    )
    with pytest.raises(UnusableDataset, match="no photos in the split 'test'; it has: train"):
        datasets.load(tmp_path, "test")


def test_coco_captions_are_gathered_by_photo(tmp_path: Path) -> None:
    file = tmp_path / "captions_val2017.json"
    file.write_text(
        json.dumps(
            {
                "images": [{"id": 7, "file_name": "7.jpg"}, {"id": 8, "file_name": "8.jpg"}],
                "annotations": [
                    {"image_id": 7, "caption": "A red bus."},
                    {"image_id": 7, "caption": "The bus stops."},
                ],
            }
        )
    )
    (photo,) = datasets.load(file)
    assert photo.split == "val"
    assert photo.captions == (("a", "red", "bus"), ("the", "bus", "stops"))


def test_flickr_tokens_take_their_splits_from_the_lists_beside_them(tmp_path: Path) -> None:
    (tmp_path / "Flickr8k.token.txt").write_text("1.jpg#0\tA dog .\n1.jpg#1\tThe dog .\n2.jpg#0\tA cat .\n")
    (tmp_path / "Flickr_8k.devImages.txt").write_text("2.jpg\n")
    first, second = datasets.load(tmp_path / "Flickr8k.token.txt")
    assert (first.split, second.split) == ("train", "val")
    assert first.captions == (("a", "dog"), ("the", "dog"))


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("dataset.json", "{not json", "cannot be read as JSON"),
        ("dataset.json", '{"images": [{"split": "val"}]}', "not in Karpathy's layout"),
        ("captions.json", '{"images": []}', "not a COCO captions file"),
        ("token.txt", "no tab here", "line 1"),
    ],
)
def test_a_broken_data_set_is_named(tmp_path: Path, name: str, content: str, complaint: str) -> None:
    (tmp_path / name).write_text(content)
    source = tmp_path if name == "dataset.json" else tmp_path / name
    with pytest.raises(UnusableDataset, match=complaint):
        datasets.load(source)


def test_a_folder_of_another_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableDataset, match=r"holds no dataset\.json"):
        datasets.load(tmp_path)


def test_captions_without_photographs_stand_together_by_their_id(tmp_path: Path) -> None:
    file = tmp_path / "captions.tsv"
    file.write_text("1\tA dog.\n1\tTwo dogs\n2\tA cat\n", encoding="utf-8")
    assert datasets.load_caption_groups(file) == [[("a", "dog"), ("two", "dogs")], [("a", "cat")]]
