"""Readers of the field's caption data sets, all into the same records.

- *Karpathy JSON* (Karpathy & Fei-Fei 2015): a folder with ``dataset.json`` and ``images/``. Chinese
  captions, where there are any, stand in ``sentences_zh`` beside ``sentences``.
- *COCO captions JSON*: ``{"images": [...], "annotations": [{"image_id", "caption"}]}``.
- *Flickr token file*: ``Flickr8k.token.txt``, lines of ``name.jpg#0<TAB>caption``.
- *Caption lists*: lines of ``id<TAB>caption``, text without photographs.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photoseek.errors import UnusableDataset
from photoseek.models.vocabulary import Language, tokenize


@dataclass(frozen=True, slots=True)
class CaptionedPhoto:
    """A photo of a data set with its captions, each cut into words."""

    path: Path
    split: str
    captions: tuple[tuple[str, ...], ...]
    captions_zh: tuple[tuple[str, ...], ...] = ()

    def captions_in(self, language: Language) -> tuple[tuple[str, ...], ...]:
        """The captions in one language; none where nobody wrote any."""
        return self.captions if language == "en" else self.captions_zh


def load(source: Path, split: str | None = None) -> list[CaptionedPhoto]:
    """Read a data set of any known layout; ``split`` keeps one part of it ("train", "val", ...).

    Raises UnusableDataset, saying what was looked for, when the layout is not known.
    """
    if source.is_dir():
        if (source / "dataset.json").exists():
            photos = load_karpathy(source)
        else:
            raise UnusableDataset(
                f"{source} holds no dataset.json. Give a folder in Karpathy's layout, "
                "a COCO captions .json or a Flickr token .txt file."
            )
    elif source.suffix == ".json":
        photos = load_coco(source)
    elif source.suffix == ".txt":
        photos = load_flickr_tokens(source)
    else:
        raise UnusableDataset(f"{source} is no data set that is known here (missing, or another layout).")
    if split is None:
        return photos
    kept = [photo for photo in photos if photo.split == split]
    if not kept:
        splits = sorted({photo.split for photo in photos})
        raise UnusableDataset(f"{source} has no photos in the split '{split}'; it has: {', '.join(splits)}.")
    return kept


def load_karpathy(folder: Path) -> list[CaptionedPhoto]:
    """``dataset.json`` beside ``images/``; the ``restval`` split counts as ``train``, as is usual."""
    data = _read_json(folder / "dataset.json")
    try:
        return [
            CaptionedPhoto(
                folder / "images" / image.get("filepath", "") / image["filename"],
                "train" if image["split"] == "restval" else image["split"],
                tuple(_words(sentence) for sentence in image["sentences"]),
                tuple(_words(sentence) for sentence in image.get("sentences_zh", ())),
            )
            for image in data["images"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise UnusableDataset(
            f"{folder / 'dataset.json'} is not in Karpathy's layout (missing {error})."
        ) from error


def load_coco(file: Path) -> list[CaptionedPhoto]:
    """A COCO captions file; photos are looked for in ``images/`` or a folder named like the split."""
    data = _read_json(file)
    split = "val" if "val" in file.stem else "train"
    captions: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    try:
        for annotation in data["annotations"]:
            captions[annotation["image_id"]].append(tuple(tokenize(annotation["caption"])))
        named = [(image["id"], image["file_name"]) for image in data["images"]]
    except (KeyError, TypeError) as error:
        raise UnusableDataset(f"{file} is not a COCO captions file (missing {error}).") from error
    return [
        CaptionedPhoto(_find(file.parent, name), split, tuple(captions[number]))
        for number, name in named
        if captions[number]
    ]


def load_flickr_tokens(file: Path) -> list[CaptionedPhoto]:
    """A Flickr token file; split lists (``*trainImages.txt``, ``*devImages.txt``) beside it are used."""
    captions: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for number, line in enumerate(read_lines(file), 1):
        name, tab, text = line.partition("\t")
        if not tab:
            raise UnusableDataset(f"{file}, line {number}: expected 'name.jpg#0<TAB>caption'.")
        captions[name.partition("#")[0]].append(tuple(tokenize(text)))
    splits: dict[str, str] = {}
    for pattern, split in (
        ("*trainImages.txt", "train"),
        ("*devImages.txt", "val"),
        ("*testImages.txt", "test"),
    ):
        for listing in file.parent.glob(pattern):
            splits |= dict.fromkeys(read_lines(listing), split)
    return [
        CaptionedPhoto(_find(file.parent, name), splits.get(name, "train"), tuple(found))
        for name, found in captions.items()
    ]


def load_caption_groups(file: Path) -> list[list[tuple[str, ...]]]:
    """Captions without photographs, one ``id<TAB>caption`` a line; those of one id together."""
    groups: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in read_lines(file):
        key, _, text = line.partition("\t")
        groups[key].append(tuple(tokenize(text)))
    return list(groups.values())


def _words(sentence: dict[str, Any] | str) -> tuple[str, ...]:
    if isinstance(sentence, str):
        return tuple(tokenize(sentence))
    tokens: Sequence[str] = sentence.get("tokens") or tokenize(sentence["raw"])
    return tuple(tokens)


def _find(root: Path, name: str) -> Path:
    for folder in (
        "images",
        "Images",
        "Flicker8k_Dataset",
        "Flickr8k_Dataset",
        "train2014",
        "val2014",
        "train2017",
        "val2017",
    ):
        if (root / folder / name).exists():
            return root / folder / name
    return root / "images" / name


def _read_json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableDataset(f"{file} cannot be read as JSON ({error}).") from error


def read_lines(file: Path) -> list[str]:
    """The lines of a text file that are not blank. Raises UnusableDataset."""
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableDataset(f"{file} cannot be read ({error}).") from error
