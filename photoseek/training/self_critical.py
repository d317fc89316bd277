"""Self-critical training of a caption decoder: rewarded for whole sentences, not for single words.

REINFORCE with a baseline (Rennie et al. 2017, "Self-critical Sequence Training for Image Captioning").
As in Cornia et al. 2020 the sentences are those of beam search, and each one's baseline is the mean
reward of the others about the same photo (Luo 2020): what is compared are sentences that the decoder
might really say. With samples instead, at the same cost, validation scores fell at first.

The reward is CIDEr-D against what people wrote, plus how well the joint space finds the sentence to
fit, since few photographs have captions and the space knows more of them than five sentences tell.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.models.beam_search import beam_search
from photoseek.models.caption_decoder import CaptionDecoder
from photoseek.models.vocabulary import END, Vocabulary
from photoseek.training.captions import Score, gather, numbers, pad
from photoseek.training.cider import CiderReward
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.progress import Record, ignore
from photoseek.training.trainer import LoopRecipe, fit


@dataclass(frozen=True)
class SelfCriticalRecipe:
    """One way to refine a decoder; no epochs leave it as it is."""

    epochs: int = 6
    batch_size: int = 64  # photos
    beam_size: int = 5
    learning_rate: float = 3e-5
    weight_decay: float = 0.01
    dropout: float = 0.1
    hide_places: float = 0.1
    fit_weight: float = 1.0  # CIDEr that a cosine of 1 in the joint space is worth
    seed: int = 0


Fit = Callable[[Tensor, Sequence[Sequence[str]]], Tensor]
"""How well sentences fit photos, one for one: ``pooled`` (N, P) and N sentences -> cosines (N,)."""


def refine(
    recipe: SelfCriticalRecipe,
    decoder: CaptionDecoder,
    vocabulary: Vocabulary,
    features: FeatureTable,
    examples: Sequence[Example],
    fits: Fit,
    score: Score,
    *,
    part: str = "captions",
    record: Record = ignore,
    checkpoint: Path | None = None,
) -> None:
    """Train ``decoder`` in place; the epoch of the best ``cider`` is kept, the first state included."""
    told: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    views = {example.photo: example.views for example in examples}
    for example in examples:
        # The end counts as a word: without it a sentence may stop after "in a" unpunished.
        told[example.photo].append((*example.words, END))
    reward = CiderReward(told)
    photos = sorted(told)
    for module in decoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = recipe.dropout

    def loss(batch: list[int], chance: random.Random) -> Tensor:
        pooled, grid = gather(features, [chance.choice(views[photos[place]]) for place in batch])
        decoder.eval()
        found = beam_search(decoder, vocabulary, pooled, grid, recipe.beam_size)
        decoder.train()
        sentences = [[one.words for one in several[: recipe.beam_size]] for several in found]
        owners = torch.tensor([place for place, several in enumerate(sentences) for _ in several])
        said = [words for several in sentences for words in several]
        rewards = recipe.fit_weight * fits(pooled[owners], said) + torch.tensor(
            [reward(photos[batch[owner]], (*words, END)) for owner, words in zip(owners, said, strict=True)]
        )
        spoken = pad(
            [numbers(vocabulary, words, decoder.config.longest) for words in said], vocabulary.padding
        )
        with torch.autocast("cpu", torch.bfloat16):
            hide = torch.rand(len(batch)) < recipe.hide_places
            logits = decoder(decoder.read(pooled, grid)[owners], spoken[:, :-1], hide[owners])
        log_probs = -functional.cross_entropy(
            logits.float().transpose(1, 2), spoken[:, 1:], ignore_index=vocabulary.padding, reduction="none"
        )  # (N, T), 0 where padded
        advantages = rewards - _mean_of_others(rewards, owners)
        return -(log_probs.sum(dim=1) * advantages).sum() / (spoken[:, 1:] != vocabulary.padding).sum()

    loop = LoopRecipe(
        recipe.epochs, recipe.batch_size, recipe.learning_rate, recipe.weight_decay, seed=recipe.seed
    )
    fit(
        part,
        decoder,
        loop,
        len(photos),
        loss,
        lambda: score(decoder, vocabulary),
        best_by="cider",
        record=record,
        checkpoint=checkpoint,
        identity={"recipe": asdict(recipe), "words": list(vocabulary.words)},
    )


def _mean_of_others(rewards: Tensor, owners: Tensor) -> Tensor:
    """For each sentence the mean reward (N,) of the others about its photo; its own where it is alone."""
    photos = int(owners.max()) + 1
    totals = torch.zeros(photos).index_add_(0, owners, rewards)[owners]
    counts = torch.bincount(owners, minlength=photos)[owners]
    return torch.where(counts > 1, (totals - rewards) / (counts - 1).clamp(min=1), rewards)
