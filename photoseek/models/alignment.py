"""Words and the places of a photo in one space (DVSA: Karpathy & Fei-Fei 2015, "Deep Visual-Semantic
Alignments for Generating Image Descriptions").

A place's vector comes from its grid features, the whole photo and its position; a word's from a
bidirectional GRU over frozen word vectors, plus a linear map of its own vector, so that a word alone
is understood, too. A word is where its vector has the greatest inner product.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS, POOLED_DIMENSIONS


@dataclass(frozen=True)
class AlignmentConfig:
    """Sizes of an alignment network; saved with its weights."""

    pooled_dimensions: int = POOLED_DIMENSIONS
    grid_dimensions: int = GRID_DIMENSIONS
    word_dimensions: int = 384
    dimensions: int = 128
    hidden_dimensions: int = 256
    gru_dimensions: int = 64
    dropout: float = 0.3
    adherence: float = 0.5
    """What a word gains by staying at the place of the word before it, in natural logarithms."""


class PlaceEncoder(nn.Module):
    """Places into the space: a linear map of their features and a small network, summed."""

    def __init__(self, config: AlignmentConfig) -> None:
        super().__init__()
        self.dropout = nn.Dropout(config.dropout)
        self.linear = nn.Linear(config.grid_dimensions, config.dimensions)
        self.from_grid = nn.Linear(config.grid_dimensions, config.hidden_dimensions)
        self.from_pooled = nn.Sequential(
            nn.LayerNorm(config.pooled_dimensions),
            nn.Dropout(config.dropout),
            nn.Linear(config.pooled_dimensions, config.hidden_dimensions),
        )
        self.positions = nn.Embedding(GRID_CELLS, config.hidden_dimensions)
        self.output = nn.Linear(config.hidden_dimensions, config.dimensions)
        nn.init.normal_(self.positions.weight, std=0.02)

    def forward(self, pooled: Tensor, grid: Tensor) -> Tensor:
        """(B, 1280) and (B, 25, 256) -> (B, 25, D), unit length."""
        grid = self.dropout(grid)
        hidden = self.from_grid(grid) + self.from_pooled(pooled)[:, None] + self.positions.weight
        return functional.normalize(
            self.linear(grid) + self.output(self.dropout(functional.gelu(hidden))), dim=-1
        )


class WordEncoder(nn.Module):
    """Words into the space, each in the light of its sentence."""

    def __init__(self, config: AlignmentConfig) -> None:
        super().__init__()
        self.dropout = nn.Dropout(config.dropout)
        self.gru = nn.GRU(config.word_dimensions, config.gru_dimensions, batch_first=True, bidirectional=True)
        self.from_states = nn.Linear(2 * config.gru_dimensions, config.dimensions)
        self.from_word = nn.Linear(config.word_dimensions, config.dimensions)

    def forward(self, vectors: Tensor, lengths: Tensor) -> Tensor:
        """``vectors`` (B, T, 384), of which ``lengths`` (B,) count. Returns (B, T, D), unit length."""
        vectors = self.dropout(vectors)
        packed = nn.utils.rnn.pack_padded_sequence(
            vectors, lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        states, _ = nn.utils.rnn.pad_packed_sequence(
            self.gru(packed)[0], batch_first=True, total_length=vectors.shape[1]
        )  # (B, T, 2G)
        return functional.normalize(self.from_word(vectors) + self.from_states(self.dropout(states)), dim=-1)


class AlignmentNetwork(nn.Module):
    """Both sides, and the scale that turns cosines into log odds."""

    def __init__(self, config: AlignmentConfig) -> None:
        super().__init__()
        self.config = config
        self.places = PlaceEncoder(config)
        self.words = WordEncoder(config)
        self.log_scale = nn.Parameter(torch.tensor(2.3))

    def forward(self, pooled: Tensor, grid: Tensor, vectors: Tensor, lengths: Tensor) -> Tensor:
        """Photos and as many sentences -> logits (B, T, 25) of each place to be where the word is."""
        cosines = self.words(vectors, lengths) @ self.places(pooled, grid).transpose(1, 2)
        return self.log_scale.exp() * cosines


def load_alignment(folder: Path | None = None) -> tuple[AlignmentNetwork, str]:
    """The network in ``folder``, or the shipped one, and its identity. Raises DamagedWeights."""
    arrays, config, identity = weights.load("alignment", folder)
    network = AlignmentNetwork(weights.configure(AlignmentConfig, config, "alignment"))
    weights.fill(network, arrays, "alignment")
    return network, identity
