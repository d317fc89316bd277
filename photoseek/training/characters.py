"""Training the Chinese text side to meet the finished joint space.

Photos and English captions already have their places there; a Chinese sentence learns to lie nearest
its own photo (InfoNCE) and near what was said of the photo in English. Characters are left out now
and then, since 30,000 sentences are few for 1,400 characters. What each character and pair means by
itself is then found by ridge regression towards the same places.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_array
from scipy.sparse.linalg import norm
from torch import Tensor
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.character_encoder import CharacterConfig, CharacterEncoder
from photoseek.models.joint_embedding import JointEmbedding
from photoseek.models.word_vectors import WordVectors
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.joint import gather_pooled, look_up, number_words, word_table
from photoseek.training.losses import symmetric_info_nce
from photoseek.training.progress import Record, ignore
from photoseek.training.trainer import LoopRecipe, fit


@dataclass(frozen=True)
class CharacterRecipe:
    """One way to train a character encoder."""

    epochs: int = 15
    batch_size: int = 512
    learning_rate: float = 1.5e-3
    weight_decay: float = 0.05
    averaging: float = 0.99
    least_characters: int = 2  # sentences that hold a character, or it stays unknown
    least_pairs: int = 4
    leave_out: float = 0.1  # share of characters
    told_weight: float = 0.5  # of the English captions beside the photos
    log_scale: float = 3.0  # of the inverse temperature
    sum_weight: float = 0.6  # of the summed meanings beside the GRU; from 0.6 to 1 recall hardly differs
    ridge: float = 1.0
    seed: int = 0


Score = Callable[[CharacterEncoder], dict[str, float]]


def train(
    recipe: CharacterRecipe,
    embedding: JointEmbedding,
    words: WordVectors,
    features: FeatureTable,
    examples: Sequence[Example],
    english: Sequence[Example],
    score: Score,
    *,
    record: Record = ignore,
    checkpoint: Path | None = None,
) -> CharacterEncoder:
    """Learn from Chinese ``examples`` beside ``english`` ones of the same photos; the best epoch is kept."""
    torch.manual_seed(recipe.seed)
    characters = Counter(character for example in examples for character in set(example.words))
    pairs = Counter(
        first + second
        for example in examples
        for first, second in set(zip(example.words, example.words[1:], strict=False))
    )
    encoder = CharacterEncoder(
        CharacterConfig(
            tuple(one for one, count in characters.most_common() if count >= recipe.least_characters),
            tuple(one for one, count in pairs.most_common() if count >= recipe.least_pairs),
            embedding.config.dimensions + embedding.config.conse_dimensions,
            sum_weight=recipe.sum_weight,
        )
    )
    seen = _seen(embedding, features, examples)
    told = _told(embedding, words, english)
    scale = torch.tensor(recipe.log_scale)

    def loss(batch: list[int], chance: random.Random) -> Tensor:
        texts = encoder(
            *encoder.encode(
                [
                    ["" if chance.random() < recipe.leave_out else one for one in examples[place].words]
                    for place in batch
                ]
            )
        )
        owners = torch.tensor([examples[place].photo for place in batch])
        photos = torch.stack([seen[chance.choice(examples[place].views)] for place in batch])
        towards_photos = symmetric_info_nce(photos, texts, owners, scale)
        captions = torch.stack([told[examples[place].photo] for place in batch])
        return towards_photos + recipe.told_weight * symmetric_info_nce(captions, texts, owners, scale)

    loop = LoopRecipe(
        recipe.epochs,
        recipe.batch_size,
        recipe.learning_rate,
        recipe.weight_decay,
        warm_up=0.15,
        averaging=recipe.averaging,
        score_every=3,
        seed=recipe.seed,
    )
    fit(
        "joint_zh",
        encoder,
        loop,
        len(examples),
        loss,
        lambda: score(encoder),
        best_by="recall_at_10",
        record=record,
        checkpoint=checkpoint,
    )
    if recipe.sum_weight:
        find_meanings(encoder, _middles(seen, told, examples), examples, recipe.ridge)
    return encoder


def find_meanings(
    encoder: CharacterEncoder, middles: dict[int, Tensor], examples: Sequence[Example], ridge: float
) -> None:
    """Fill in what characters and pairs mean: directions (D,) whose sum comes nearest ``middles``.

    ``middles``: for each photo the place (D,) that its sentences should come to. The sums are weighted by
    how rare each character or pair is (IDF).
    """
    characters, pairs, _ = encoder.encode([example.words for example in examples])
    first_pair = len(encoder.config.characters) + 1
    columns = torch.cat([characters, torch.where(pairs > 0, pairs + first_pair, 0)], dim=1).numpy()
    size = first_pair + len(encoder.config.pairs) + 1
    rows = np.repeat(np.arange(len(columns)), columns.shape[1])
    counts = csr_array((np.ones(columns.size), (rows, columns.ravel())), (len(columns), size))
    holders = np.bincount(counts.indices, minlength=size)
    rarity = np.log(len(columns) / np.maximum(holders, 1))
    rarity[[0, first_pair]] = 0  # nothing known stands there
    weighted = counts * rarity
    weighted = csr_array(weighted / np.maximum(norm(weighted, axis=1), 1e-6)[:, None])
    target = torch.stack([middles[example.photo] for example in examples]).numpy()
    products = (weighted.T @ weighted).toarray() + ridge * np.eye(size)
    solved = rarity[:, None] * np.linalg.solve(products, weighted.T @ target)
    meanings = torch.from_numpy(solved / max(np.abs(solved).max(), 1e-9)).float()
    encoder.character_meanings.weight.data.copy_(meanings[:first_pair])
    encoder.pair_meanings.weight.data.copy_(meanings[first_pair:])


def save(encoder: CharacterEncoder, folder: Path) -> Path:
    """Write ``joint_zh.safetensors`` into ``folder``."""
    arrays = {name: tensor.detach().float().numpy() for name, tensor in encoder.state_dict().items()}
    return weights.save("joint_zh", arrays, asdict(encoder.config), folder)


def _middles(
    seen: dict[int, Tensor], told: dict[int, Tensor], examples: Sequence[Example]
) -> dict[int, Tensor]:
    """For each photo the middle (D,) between it and its English captions, the means of all taken off."""
    views = {example.photo: example.views for example in examples}
    photos = torch.stack([torch.stack([seen[view] for view in of]).mean(dim=0) for of in views.values()])
    captions = torch.stack([told[photo] for photo in views])
    both = functional.normalize(_centred(photos) + _centred(captions), dim=1)
    return dict(zip(views, both.unbind(), strict=True))


def _centred(vectors: Tensor) -> Tensor:
    return functional.normalize(vectors - vectors.mean(dim=0), dim=1)


@torch.inference_mode()
def _seen(
    embedding: JointEmbedding, features: FeatureTable, examples: Sequence[Example]
) -> dict[int, Tensor]:
    """Index vectors (D,) of every view of the examples' photos."""
    rows = sorted({view for example in examples for view in example.views})
    vectors = [
        embedding.embed_photos(gather_pooled(features, rows[begin : begin + 1024]))
        for begin in range(0, len(rows), 1024)
    ]
    return dict(zip(rows, torch.cat(vectors).unbind(), strict=True))


@torch.inference_mode()
def _told(embedding: JointEmbedding, words: WordVectors, english: Sequence[Example]) -> dict[int, Tensor]:
    """For each photo the direction (D,) of its English captions."""
    table = word_table(words)
    captions = defaultdict(list)
    for example in english:
        captions[example.photo].append(number_words(words, example.words))
    return {
        photo: functional.normalize(embedding.embed_texts(*look_up(table, numbered)).mean(dim=0), dim=0)
        for photo, numbered in captions.items()
    }
