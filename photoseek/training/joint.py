"""Training the joint embedding on cached features: photos and their captions side by side."""

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.class_names import class_names
from photoseek.models.image_encoder import load_image_encoder
from photoseek.models.joint_embedding import JointConfig, JointEmbedding
from photoseek.models.vocabulary import tokenize
from photoseek.models.word_vectors import WordVectors
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.losses import symmetric_info_nce
from photoseek.training.progress import Record, ignore
from photoseek.training.trainer import LoopRecipe, fit

_MIXED = 10_000
_COMMON_WORDS = 9000  # the principal directions are those of the words that captions use


@dataclass(frozen=True)
class JointRecipe:
    """One way to train a joint embedding."""

    epochs: int = 12
    batch_size: int = 512
    learning_rate: float = 7e-4
    weight_decay: float = 0.05
    averaging: float = 0.995
    seed: int = 0


Score = Callable[[JointEmbedding], dict[str, float]]


def new_embedding(
    words: WordVectors, config: JointConfig, class_head: tuple[Tensor, Tensor] | None = None
) -> JointEmbedding:
    """An untrained joint embedding; its ConSE part is complete.

    ``class_head``: weight (1000, P) and bias (1000,) of the encoder's ImageNet classifier, else the shipped
    encoder's.
    """
    embedding = JointEmbedding(config)
    head, bias = class_head or load_image_encoder().class_head()
    embedding.class_head.copy_(head)
    embedding.class_bias.copy_(bias)
    for place, name in enumerate(class_names()):
        known = [word for word in tokenize(name) if word in words]
        mean = torch.from_numpy(words.lookup(known).mean(axis=0))
        embedding.class_vectors[place] = functional.normalize(mean, dim=0)
    _, _, directions = np.linalg.svd(words.vectors[:_COMMON_WORDS], full_matrices=False)
    embedding.conse_projection.copy_(torch.from_numpy(directions[: config.conse_dimensions].T.copy()))
    return embedding


def train(
    recipe: JointRecipe,
    words: WordVectors,
    features: FeatureTable,
    examples: Sequence[Example],
    score: Score,
    *,
    class_head: tuple[Tensor, Tensor] | None = None,
    part: str = "joint",
    record: Record = ignore,
    checkpoint: Path | None = None,
) -> JointEmbedding:
    """Train the joint part; the epoch of the best ``recall_at_10`` is kept. ``part`` names it in reports."""
    torch.manual_seed(recipe.seed)
    config = JointConfig(pooled_dimensions=features.pooled.shape[1])
    embedding = new_embedding(words, config, class_head)
    table = word_table(words)
    numbered = [number_words(words, example.words) for example in examples]

    def loss(batch: list[int], chance: random.Random) -> Tensor:
        pooled = gather_pooled(features, [chance.choice(examples[place].views) for place in batch])
        vectors, lengths = look_up(table, [numbered[place] for place in batch])
        owners = torch.tensor([examples[place].photo for place in batch])
        members = zip(embedding.image_heads, embedding.text_encoders, strict=True)
        return torch.stack(
            [
                symmetric_info_nce(head(pooled), encoder(vectors, lengths), owners, embedding.log_scale)
                for head, encoder in members
            ]
        ).sum()

    def validate() -> dict[str, float]:
        fit_mixing(embedding, features, table, examples, numbered)
        return score(embedding)

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
        part,
        embedding,
        loop,
        len(examples),
        loss,
        validate,
        best_by="recall_at_10",
        record=record,
        checkpoint=checkpoint,
    )
    return embedding


@torch.inference_mode()
def fit_mixing(
    embedding: JointEmbedding,
    features: FeatureTable,
    table: Tensor,
    examples: Sequence[Example],
    numbered: Sequence[Sequence[int]],
) -> None:
    """Turn what the members say to the principal directions of up to 10,000 photos and their sentences."""
    step = max(1, len(examples) // _MIXED)
    chosen = range(0, len(examples), step)
    pooled = gather_pooled(features, [examples[place].views[0] for place in chosen])
    vectors, lengths = look_up(table, [numbered[place] for place in chosen])
    photos = torch.cat([head(pooled) for head in embedding.image_heads], dim=-1)
    texts = torch.cat([encoder(vectors, lengths) for encoder in embedding.text_encoders], dim=-1)
    said = torch.cat([photos, texts])
    _, directions = torch.linalg.eigh(said.T @ said)  # the strongest last
    embedding.mixing.copy_(directions.flip(1)[:, : embedding.config.dimensions])


def save(embedding: JointEmbedding, folder: Path) -> Path:
    """Write ``joint.safetensors`` into ``folder``."""
    arrays = {name: tensor.detach().float().numpy() for name, tensor in embedding.state_dict().items()}
    return weights.save("joint", arrays, asdict(embedding.config), folder)


def word_table(words: WordVectors) -> Tensor:
    """All word vectors as (N + 1, 384); row 0 is zero, word n is row n + 1."""
    return torch.cat([torch.zeros(1, words.vectors.shape[1]), torch.from_numpy(words.vectors)])


def number_words(words: WordVectors, sentence: Sequence[str]) -> list[int]:
    """Rows of the word table for a sentence's known words; "a" where none is known."""
    return [words.rows[word] + 1 for word in sentence if word in words] or [words.rows["a"] + 1]


def look_up(table: Tensor, numbered: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Word vectors (B, T, 384), zero beyond the lengths, and lengths (B,)."""
    lengths = torch.tensor([len(row) for row in numbered])
    numbers = torch.zeros(len(numbered), int(lengths.max()), dtype=torch.long)
    for place, row in enumerate(numbered):
        numbers[place, : len(row)] = torch.tensor(row)
    return table[numbers], lengths


def gather_pooled(features: FeatureTable, rows: Sequence[int]) -> Tensor:
    """Pooled features (B, 1280), float32, of these rows."""
    return torch.from_numpy(features.pooled[np.asarray(rows)].astype(np.float32))
