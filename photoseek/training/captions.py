"""Training the caption decoder on cached features.

Cross-entropy with label smoothing (Szegedy et al. 2016), AdamW with a one-cycle schedule; each
sentence is learned from a view of its photo drawn anew every time, now and then without places.
"""

import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.beam_search import beam_search
from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.representation import expand
from photoseek.models.vocabulary import Vocabulary
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable

_log = logging.getLogger(__name__)


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
) -> tuple[CaptionDecoder, Vocabulary]:
    """Train and return the decoder of the last epoch. ``score`` is logged after every second epoch.

    With ``checkpoint`` the state is kept there after every epoch, and a run that was cut off goes on;
    the state of another recipe or of other data is written over.
    """
    torch.manual_seed(recipe.seed)
    shuffled = random.Random(recipe.seed)
    vocabulary = Vocabulary.from_captions((example.words for example in examples), recipe.minimum_count)
    config = DecoderConfig(len(vocabulary), recipe.width, recipe.heads, recipe.layers, recipe.dropout)
    decoder = CaptionDecoder(config)
    optimizer = torch.optim.AdamW(
        decoder.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    batch_size = min(recipe.batch_size, len(examples))
    steps = recipe.epochs * (len(examples) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=steps, pct_start=0.1
    )
    first = 0
    run = {"recipe": asdict(recipe), "words": list(vocabulary.words), "examples": len(examples)}
    state = _state_of(run, checkpoint)
    if state is not None:
        decoder.load_state_dict(state["decoder"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    numbered = [_numbers(vocabulary, example.words, config.longest) for example in examples]
    order = list(range(len(examples)))
    begun = time.monotonic()
    for epoch in range(first, recipe.epochs):
        shuffled.shuffle(order)
        decoder.train()
        total = 0.0
        batches = range(0, len(order) - batch_size + 1, batch_size)
        for begin in batches:
            batch = order[begin : begin + batch_size]
            rows = [shuffled.choice(examples[place].views) for place in batch]
            words = _pad([numbered[place] for place in batch], vocabulary.padding)
            pooled, grid = gather(features, rows)
            with torch.autocast("cpu", torch.bfloat16):
                hide = torch.rand(len(batch)) < recipe.hide_places
                logits = decoder(decoder.read(pooled, grid), words[:, :-1], hide)
            loss = functional.cross_entropy(
                logits.float().flatten(0, 1),
                words[:, 1:].flatten(),
                ignore_index=vocabulary.padding,
                label_smoothing=recipe.label_smoothing,
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        decoder.eval()
        scores = score(decoder, vocabulary) if epoch % 2 == 1 or epoch == recipe.epochs - 1 else {}
        _log.info(
            "captions, epoch %d of %d: loss %.3f, %s, %.0f s",
            epoch + 1,
            recipe.epochs,
            total / len(batches),
            scores,
            time.monotonic() - begun,
        )
        if checkpoint is not None:
            torch.save(
                {
                    "decoder": decoder.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "epoch": epoch + 1,
                    "run": run,
                },
                checkpoint,
            )
    return decoder.eval(), vocabulary


def _state_of(run: dict[str, Any], checkpoint: Path | None) -> dict[str, Any] | None:
    """What an earlier start of this very run left, or None."""
    if checkpoint is None or not checkpoint.exists():
        return None
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
    return state if state.get("run") == run else None


def save(decoder: CaptionDecoder, vocabulary: Vocabulary, folder: Path) -> Path:
    """Write ``captions.safetensors`` into ``folder``."""
    arrays = {name: tensor.detach().float().numpy() for name, tensor in decoder.state_dict().items()}
    return weights.save("captions", arrays, {**asdict(decoder.config), "words": vocabulary.words}, folder)


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
        sentences += [
            sentence.words for sentence in beam_search(decoder, vocabulary, pooled, grid, beam_size)
        ]
    return sentences


def gather(features: FeatureTable, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Features of these rows: pooled (B, 1280) and grid (B, 25, 256), float32."""
    places = np.asarray(rows)
    return (
        torch.from_numpy(features.pooled[places].astype(np.float32)),
        torch.from_numpy(expand(features.grid[places])),
    )


def _numbers(vocabulary: Vocabulary, words: Sequence[str], longest: int) -> list[int]:
    return [vocabulary.start, *vocabulary.encode(words)[: longest - 2], vocabulary.end]


def _pad(rows: Sequence[Sequence[int]], padding: int) -> Tensor:
    padded = torch.full((len(rows), max(map(len, rows))), padding)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = torch.tensor(row)
    return padded
