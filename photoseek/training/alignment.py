"""Training the alignment of words and places on cached features.

Three losses. *Sentences*: the score of a photo and a sentence is the sum over the words of the best
place's cosine, and a sentence's own photo shall outdo all others by a margin, as its sentence shall
for a photo (Karpathy & Fei-Fei 2015, equations 8 and 9). *Words*: in other batches, where sentences
are cut to a word or three, a word shall be at places of its own photo rather than of photos whose
captions do not hold it. *Collages*, in every batch: of the places that see one panel alone, those of
its own panel shall have a word that only that panel's captions hold. This tells what is where,
which the others leave to chance.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.alignment import AlignmentConfig, AlignmentNetwork
from photoseek.models.representation import expand
from photoseek.models.word_vectors import WordVectors
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.training.collages import CollageTable
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.joint import look_up, number_words, word_table
from photoseek.training.placed_sentences import PlacedSentence, around, by_collage, fragment, mix
from photoseek.training.progress import Record, ignore
from photoseek.training.trainer import LoopRecipe, fit


@dataclass(frozen=True)
class AlignmentRecipe:
    """One way to train an alignment."""

    loop: LoopRecipe = field(
        default_factory=lambda: LoopRecipe(epochs=6, batch_size=64, learning_rate=2e-3, warm_up=0.15)
    )
    network: AlignmentConfig = field(default_factory=AlignmentConfig)
    margin: float = 1.0
    ranking_weight: float = 0.1
    collages: int = 4000
    told: int = 32
    """Sentences about collages in a batch, each about one panel."""
    mixed: int = 64
    """Those that are mixed of sentences about several panels."""
    fragments: int = 48
    """Those that are cut to one, two or three words, as people ask."""
    cut: float = 0.5
    """Share of the batches in which the photos' own sentences are cut so, too."""


Score = Callable[[AlignmentNetwork], dict[str, float]]


def train(
    recipe: AlignmentRecipe,
    words: WordVectors,
    features: FeatureTable,
    examples: Sequence[Example],
    collages: CollageTable,
    placed: Sequence[PlacedSentence],
    score: Score,
    *,
    record: Record = ignore,
    checkpoint: Path | None = None,
) -> AlignmentNetwork:
    """Train an alignment on photos with captions and on ``collages`` with sentences ``placed`` in them."""
    torch.manual_seed(recipe.loop.seed)
    network = AlignmentNetwork(recipe.network)
    table = word_table(words)
    said = [tuple(word for word in example.words if word in words) for example in examples]
    spoken: defaultdict[int, set[str]] = defaultdict(set)
    for example in examples:
        spoken[example.photo].update(example.words)
    groups = by_collage(placed)

    def photos_and_sentences(batch: list[int], chance: random.Random) -> Tensor:
        rows = [chance.choice(examples[place].views) for place in batch]
        owners = [examples[place].photo for place in batch]
        is_cut = chance.random() < recipe.cut
        told = [_cut(said[place], chance) if is_cut else said[place] for place in batch]
        vectors, lengths = look_up(table, [number_words(words, sentence) for sentence in told])
        cosines = torch.einsum(
            "std,pgd->sptg", network.words(vectors, lengths), network.places(*_gather(features, rows))
        )
        if not is_cut:
            return recipe.ranking_weight * ranking_loss(
                pair_scores(cosines, lengths), torch.tensor(owners), recipe.margin
            )
        elsewhere = _elsewhere(told, [spoken[photo] for photo in owners], cosines.shape[2])
        return word_loss(network.log_scale.exp() * cosines, elsewhere)

    def loss(batch: list[int], chance: random.Random) -> Tensor:
        drawn = [
            *chance.choices(placed, k=recipe.told),
            *(mix(chance.choices(group, k=2), chance) for group in chance.choices(groups, k=recipe.mixed)),
            *(fragment(sentence, chance) for sentence in chance.choices(placed, k=recipe.fragments)),
        ]
        return photos_and_sentences(batch, chance) + _lost(network, words, table, collages, drawn).mean()

    fit(
        "alignment",
        network,
        recipe.loop,
        len(examples),
        loss,
        lambda: score(network),
        record=record,
        checkpoint=checkpoint,
        identity={"recipe": asdict(recipe), "placed": len(placed)},
    )
    return network


def save(network: AlignmentNetwork, folder: Path) -> Path:
    """Write ``alignment.safetensors`` into ``folder``."""
    arrays = {name: tensor.detach().float().numpy() for name, tensor in network.state_dict().items()}
    return weights.save("alignment", arrays, asdict(network.config), folder)


@torch.inference_mode()
def pointing(
    network: AlignmentNetwork, words: WordVectors, collages: CollageTable, placed: Sequence[PlacedSentence]
) -> dict[str, float]:
    """Percent of the placed words that point more at their own panel than at all others.

    ``alone``: as fragments; ``mixed``: in sentences about several panels; ``told``: in their own
    sentences; ``pointing``: the mean of these.
    """
    table = word_table(words)
    chance = random.Random(0)
    ways = {
        "alone": [fragment(sentence, chance) for sentence in placed],
        "mixed": [mix(chance.choices(group, k=2), chance) for group in by_collage(placed) for _ in group],
        "told": placed,
    }
    found = {}
    for way, sentences in ways.items():
        lost = [
            _lost(network, words, table, collages, sentences[begin : begin + 512])
            for begin in range(0, len(sentences), 512)
        ]
        found[way] = 100 * (torch.cat(lost) < math.log(2)).double().mean().item()
    return {"pointing": sum(found.values()) / len(found), **found}


def pair_scores(cosines: Tensor, lengths: Tensor) -> Tensor:
    """DVSA's score of every sentence with every photo (S, P): the sum of each word's best place.

    ``cosines`` (S, P, T, 25) of the sentences' words, of which ``lengths`` (S,) count.
    """
    counts = torch.arange(cosines.shape[2]) < lengths[:, None]  # (S, T)
    return (cosines.amax(dim=-1) * counts[:, None]).sum(dim=-1)


def word_loss(logits: Tensor, elsewhere: Tensor) -> Tensor:
    """Mean over words of minus the log of the share that falls on the places of their own photo.

    ``logits`` (B, B, T, 25) of sentences' words at photos' places, row by row a pair on the diagonal;
    ``elsewhere`` bool (B, B, T): the photos that a word shall not be in. A word without any is left out.
    """
    shares = logits.logsumexp(dim=-1)  # (B, B, T)
    own = torch.diagonal(shares).T  # (B, T)
    rivals = shares.masked_fill(~elsewhere, float("-inf")).logsumexp(dim=1)
    return functional.softplus(rivals - own)[elsewhere.any(dim=1)].mean()


def ranking_loss(scores: Tensor, owners: Tensor, margin: float) -> Tensor:
    """Max-margin both ways, mean over the batch: ``scores`` (B, B), each row's own photo on the diagonal.

    ``owners`` (B,) numbers the photos; another caption of the same photo is no rival.
    """
    own = scores.diag()
    rivals = owners[:, None] != owners[None, :]
    photos = functional.relu(margin + scores - own[:, None])[rivals]  # another photo for the sentence
    sentences = functional.relu(margin + scores - own[None, :])[rivals]  # another sentence for the photo
    return torch.add(photos.sum(), sentences.sum()) / len(scores)


def _lost(
    network: AlignmentNetwork,
    words: WordVectors,
    table: Tensor,
    collages: CollageTable,
    placed: Sequence[PlacedSentence],
) -> Tensor:
    """For each placed word, minus the log of its share that falls on the places of its own panel."""
    numbered = [number_words(words, [one.word for one in sentence.words]) for sentence in placed]
    vectors, lengths = look_up(table, numbered)
    pooled, grid = _gather(collages, [sentence.collage for sentence in placed])
    logits = network(pooled, grid, vectors, lengths)  # (B, T, 25)
    counts = [
        (row, place, one)
        for row, sentence in enumerate(placed)
        for place, one in enumerate(sentence.words)
        if one.is_placed
    ]
    rows, places, ones = zip(*counts, strict=True)
    found = logits[list(rows), list(places)]  # (W, 25)
    inside, outside = torch.tensor([one.inside for one in ones]), torch.tensor([one.outside for one in ones])
    both = found.masked_fill(~(inside | outside), float("-inf")).logsumexp(dim=-1)
    return both - found.masked_fill(~inside, float("-inf")).logsumexp(dim=-1)


def _elsewhere(told: Sequence[Sequence[str]], spoken: Sequence[set[str]], longest: int) -> Tensor:
    """Bool (S, P, T): whether the photos' captions never hold a word; False for words that name nothing."""
    found = torch.zeros(len(told), len(spoken), longest, dtype=torch.bool)
    for row, sentence in enumerate(told):
        for place, word in enumerate(sentence):
            if word not in FUNCTION_WORDS:
                found[row, :, place] = torch.tensor([word not in words for words in spoken])
    return found


def _cut(sentence: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    """One to three words in a row."""
    return sentence[around(range(len(sentence)), chance)] if sentence else sentence


def _gather(features: FeatureTable | CollageTable, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    places = np.asarray(rows)
    return (
        torch.from_numpy(features.pooled[places].astype(np.float32)),
        torch.from_numpy(expand(features.grid[places])),
    )
