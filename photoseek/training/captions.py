"""Training the caption decoder on cached features.

Cross-entropy with label smoothing (Szegedy et al. 2016), AdamW with a one-cycle schedule; each
sentence is learned from a view of its photo drawn anew every time, now and then without places.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.beam_search import beam_search
from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.captioner import weights_name
from photoseek.models.representation import expand
from photoseek.models.vocabulary import Language, Vocabulary
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.progress import Record, ignore
from photoseek.training.trainer import LoopRecipe, fit

LONGEST: dict[Language, int] = {"en": 24, "zh": 32}  # words or characters, start and end included


@dataclass(frozen=True)
class CaptionRecipe:
    """One way to train a caption decoder."""

    minimum_count: int = 4
    width: int = 256
    layers: int = 2
    heads: int = 4
    dropout: float = 0.3
    epochs: int = 12
    batch_size: int = 160
    learning_rate: float = 6e-4
    weight_decay: float = 0.05
    label_smoothing: float = 0.1
    hide_places: float = 0.15  # share of sentences learned from ``pooled`` alone
    seed: int = 0


Score = Callable[[CaptionDecoder, Vocabulary], dict[str, float]]


def train(
    recipe: CaptionRecipe,
    features: FeatureTable,
    examples: Sequence[Example],
    score: Score,
    checkpoint: Path | None = None,
    *,
    language: Language = "en",
    record: Record = ignore,
) -> tuple[CaptionDecoder, Vocabulary]:
    """Train a decoder of one language and its vocabulary; the epoch of the best ``cider`` is kept."""
    torch.manual_seed(recipe.seed)
    vocabulary = Vocabulary.from_captions((example.words for example in examples), recipe.minimum_count)
    config = DecoderConfig(
        len(vocabulary),
        recipe.width,
        recipe.heads,
        recipe.layers,
        recipe.dropout,
        LONGEST[language],
        language,
        pooled_dimensions=features.pooled.shape[1],
    )
    decoder = CaptionDecoder(config)
    numbered = [numbers(vocabulary, example.words, config.longest) for example in examples]

    def loss(batch: list[int], chance: random.Random) -> Tensor:
        rows = [chance.choice(examples[place].views) for place in batch]
        words = pad([numbered[place] for place in batch], vocabulary.padding)
        pooled, grid = gather(features, rows)
        with torch.autocast("cpu", torch.bfloat16):
            hide = torch.rand(len(batch)) < recipe.hide_places
            logits = decoder(decoder.read(pooled, grid), words[:, :-1], hide)
        return functional.cross_entropy(
            logits.float().flatten(0, 1),
            words[:, 1:].flatten(),
            ignore_index=vocabulary.padding,
            label_smoothing=recipe.label_smoothing,
        )

    loop = LoopRecipe(
        recipe.epochs,
        recipe.batch_size,
        recipe.learning_rate,
        recipe.weight_decay,
        score_every=2,
        seed=recipe.seed,
    )
    fit(
        weights_name(language),
        decoder,
        loop,
        len(examples),
        loss,
        lambda: score(decoder, vocabulary),
        best_by="cider",
        record=record,
        checkpoint=checkpoint,
        identity={"recipe": asdict(recipe), "words": list(vocabulary.words)},
    )
    return decoder, vocabulary


def save(decoder: CaptionDecoder, vocabulary: Vocabulary, folder: Path) -> Path:
    """Write ``captions.safetensors``, or that of the decoder's other language, into ``folder``."""
    arrays = {name: tensor.detach().float().numpy() for name, tensor in decoder.state_dict().items()}
    config = {**asdict(decoder.config), "words": vocabulary.words}
    return weights.save(weights_name(decoder.config.language), arrays, config, folder)


def write_captions(
    decoder: CaptionDecoder,
    vocabulary: Vocabulary,
    features: FeatureTable,
    rows: Sequence[int],
    beam_size: int = 3,
) -> list[tuple[str, ...]]:
    """The words of a caption for each row of the feature table."""
    sentences = []
    for begin in range(0, len(rows), 64):
        pooled, grid = gather(features, rows[begin : begin + 64])
        sentences += [found[0].words for found in beam_search(decoder, vocabulary, pooled, grid, beam_size)]
    return sentences


def gather(features: FeatureTable, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Features of these rows: pooled (B, 1280) and grid (B, 25, 256), float32."""
    places = np.asarray(rows)
    return (
        torch.from_numpy(features.pooled[places].astype(np.float32)),
        torch.from_numpy(expand(features.grid[places])),
    )


def numbers(vocabulary: Vocabulary, words: Sequence[str], longest: int) -> list[int]:
    """A sentence as numbers between its start and its end, at most ``longest``."""
    return [vocabulary.start, *vocabulary.encode(words)[: longest - 2], vocabulary.end]


def pad(rows: Sequence[Sequence[int]], padding: int) -> Tensor:
    """Sentences of different lengths as one tensor (N, T)."""
    padded = torch.full((len(rows), max(map(len, rows))), padding)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = torch.tensor(row)
    return padded
