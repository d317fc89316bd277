"""A whole training run: from data sets to the files of weights that the program ships.

The order is that in which the parts stand on each other: the grid's compression, word vectors,
the joint space, pairs made by it (if there are photographs without captions), the joint space
again with the pairs, and the caption decoder. Everything is written into the run's folder; what a
run begun earlier left there (features, finished parts) is used again.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import torch

from photoseek.errors import UnusableDataset
from photoseek.evaluation.caption_scores import score as score_captions
from photoseek.evaluation.retrieval import photo_to_text_ranks, summarize, text_to_photo_ranks
from photoseek.images.formats import is_photo_name
from photoseek.models.caption_decoder import CaptionDecoder
from photoseek.models.joint_embedding import JointEmbedding
from photoseek.models.representation import GridCompression
from photoseek.models.runtime import load_encoder
from photoseek.models.vocabulary import Vocabulary
from photoseek.models.word_vectors import WordVectors
from photoseek.training import captions, datasets, joint, words
from photoseek.training.captions import CaptionRecipe
from photoseek.training.datasets import CaptionedPhoto
from photoseek.training.examples import Example, from_photos
from photoseek.training.features import FeatureTable, fit_compression, table
from photoseek.training.joint import JointRecipe
from photoseek.training.pairing import pair

_log = logging.getLogger(__name__)

Part = Literal["words", "joint", "captions"]
PARTS: tuple[Part, ...] = ("words", "joint", "captions")
_SCORED_PHOTOS = 400  # of the validation split while training runs; all of it at the end


@dataclass(frozen=True)
class Sources:
    """What to learn from."""

    captioned: Sequence[Path]
    """Data sets of photographs with captions, each with a ``train`` and a ``val`` split."""
    caption_lists: Sequence[Path] = ()
    """Captions without photographs: they widen the vocabulary and describe ``uncaptioned``."""
    uncaptioned: Path | None = None
    """A folder of photographs without captions."""
    word_lists: Sequence[Path] = ()
    """Words, one a line, that the vocabulary shall hold besides those of the captions."""


@dataclass(frozen=True)
class Recipe:
    """How to learn; written into the run's folder."""

    joint: JointRecipe = field(default_factory=JointRecipe)
    captions: CaptionRecipe = field(default_factory=CaptionRecipe)


def train(
    parts: Sequence[Part], sources: Sources, recipe: Recipe, folder: Path, cache: Path
) -> dict[str, object]:
    """Train ``parts`` in order, write their weights into ``folder``, and return validation scores.

    A part that is not asked for is taken from ``folder``, or else from the shipped weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=2) + "\n")
    photos = [photo for source in sources.captioned for photo in datasets.load(source)]
    training = [photo for photo in photos if photo.split == "train"]
    validation = [photo for photo in photos if photo.split == "val"]
    if not training or not validation:
        raise UnusableDataset("Training needs photos in a 'train' and in a 'val' split.")
    loose = [caption for file in sources.caption_lists for caption in datasets.load_caption_list(file)]
    if "words" in parts:
        told = (caption for photo in training for caption in photo.captions)
        words.train([*told, *loose], sources.word_lists, folder)
    if not {"joint", "captions"} & set(parts):
        return {}

    vocabulary = WordVectors.load(_holder("words", folder))
    seen, unseen, uncaptioned = _features(training, validation, sources.uncaptioned, folder, cache)
    examples = from_photos(training, seen)
    scores: dict[str, object] = {}
    if "joint" in parts:

        def recall(embedding: JointEmbedding) -> dict[str, float]:
            return _retrieval(embedding, vocabulary, unseen, validation)["text_to_photo"]

        embedding = joint.train(recipe.joint, vocabulary, seen, examples, recall)
        if uncaptioned and loose:
            pairs = pair(embedding, vocabulary, seen, uncaptioned, loose)
            _log.info("%d pairs of photographs and captions found each other", len(pairs))
            (folder / "pairs.json").write_text(json.dumps([asdict(example) for example in pairs]))
            embedding = joint.train(recipe.joint, vocabulary, seen, [*examples, *pairs], recall)
        joint.save(embedding, folder)
        scores["retrieval"] = _retrieval(embedding, vocabulary, unseen, validation)
    if "captions" in parts:
        if (folder / "pairs.json").exists():
            found = json.loads((folder / "pairs.json").read_text())
            examples += [Example(tuple(one["views"]), tuple(one["words"])) for one in found]

        def bleu(decoder: CaptionDecoder, known: Vocabulary) -> dict[str, float]:
            return _captions(decoder, known, unseen, validation[:_SCORED_PHOTOS])

        decoder, known = captions.train(recipe.captions, seen, examples, bleu, folder / "captions.checkpoint")
        captions.save(decoder, known, folder)
        scores["captions"] = _captions(decoder, known, unseen, validation)
    (folder / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    return scores


def _features(
    training: Sequence[CaptionedPhoto],
    validation: Sequence[CaptionedPhoto],
    uncaptioned: Path | None,
    folder: Path,
    cache: Path,
) -> tuple[FeatureTable, FeatureTable, list[tuple[int, ...]]]:
    """Features to learn from, to validate on, and the rows of the photographs without captions."""
    encode, runtime = load_encoder("auto", None)
    _log.info("features are computed by %s", runtime)
    photos = [photo.path for photo in training]
    if not (folder / "representation.safetensors").exists():
        fit_compression(encode, photos).save(folder)
    compression, _ = GridCompression.load(folder)  # as serving reads it: rounded to float16
    others = (
        sorted(path for path in uncaptioned.rglob("*") if is_photo_name(path.name)) if uncaptioned else []
    )
    seen = table(encode, compression, [*photos, *others], cache / "training", progress=_report)
    unseen = table(encode, compression, [photo.path for photo in validation], cache / "validation", views=1)
    return seen, unseen, [seen.of(path) for path in others]


def _report(done: int, total: int) -> None:
    if done == total or done % 1600 == 0:
        _log.info("features: %d of %d views", done, total)


def _holder(name: str, folder: Path) -> Path | None:
    """The run's folder if it holds this part, else None: the shipped one."""
    return folder if (folder / f"{name}.safetensors").exists() else None


def _retrieval(
    embedding: JointEmbedding,
    vocabulary: WordVectors,
    features: FeatureTable,
    photos: Sequence[CaptionedPhoto],
) -> dict[str, dict[str, float]]:
    lookup = joint.word_table(vocabulary)
    sentences = [caption for photo in photos for caption in photo.captions]
    owners = np.repeat(np.arange(len(photos)), [len(photo.captions) for photo in photos])
    with torch.inference_mode():
        pooled = joint.gather_pooled(features, [features.of(photo.path)[0] for photo in photos])
        vectors, lengths = joint.look_up(
            lookup, [joint.number_words(vocabulary, words) for words in sentences]
        )
        similarity = (embedding.embed_texts(vectors, lengths) @ embedding.embed_photos(pooled).T).numpy()
    return {
        "text_to_photo": summarize(text_to_photo_ranks(similarity, owners)),
        "photo_to_text": summarize(photo_to_text_ranks(similarity, owners)),
    }


def _captions(
    decoder: CaptionDecoder, vocabulary: Vocabulary, features: FeatureTable, photos: Sequence[CaptionedPhoto]
) -> dict[str, float]:
    rows = [features.of(photo.path)[0] for photo in photos]
    return score_captions(
        captions.write_captions(decoder, vocabulary, features, rows), [photo.captions for photo in photos]
    )
