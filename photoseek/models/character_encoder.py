"""Texts in a language without spaces into the finished space of photos and words: Chinese queries.

The joint space is trained on English. A second text side learns to meet it: characters and pairs of
neighbouring characters (most Chinese words have two) through a bidirectional GRU, as the English side
does with word vectors, and beside it the sum of what each of them means by itself, in whatever order.
The two err differently. Whole index vectors are written, so both languages ask one index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.models import weights


@dataclass(frozen=True)
class CharacterConfig:
    """What a character encoder knows, and its sizes; saved with its weights."""

    characters: tuple[str, ...]
    pairs: tuple[str, ...]
    dimensions: int  # of an index vector
    width: int = 192
    gru_dimensions: int = 128
    dropout: float = 0.3
    sum_weight: float = 0.0
    """Of the summed meanings beside what the GRU reads; 0 leaves them out."""


class CharacterEncoder(nn.Module):
    """Characters and pairs of them in, index vectors out."""

    def __init__(self, config: CharacterConfig) -> None:
        super().__init__()
        self.config = config
        # Row 0: none, or one that is not known.
        self.characters = nn.Embedding(len(config.characters) + 1, config.width, padding_idx=0)
        self.pairs = nn.Embedding(len(config.pairs) + 1, config.width, padding_idx=0)
        self.dropout = nn.Dropout(config.dropout)
        self.gru = nn.GRU(config.width, config.gru_dimensions, batch_first=True, bidirectional=True)
        self.from_states = nn.Linear(2 * config.gru_dimensions, config.dimensions)
        self.from_mean = nn.Linear(config.width, config.dimensions)
        if config.sum_weight:  # found in closed form (training.characters), so no gradient moves them
            self.character_meanings = _no_meanings(len(config.characters), config.dimensions)
            self.pair_meanings = _no_meanings(len(config.pairs), config.dimensions)
        self._character_rows = {character: row for row, character in enumerate(config.characters, 1)}
        self._pair_rows = {pair: row for row, pair in enumerate(config.pairs, 1)}

    @classmethod
    def load(cls, language: str, folder: Path | None = None) -> tuple["CharacterEncoder", str]:
        """The one in ``folder``, or the shipped one, and its identity. Raises DamagedWeights."""
        name = f"joint_{language}"
        arrays, config, identity = weights.load(name, folder)
        encoder = cls(weights.configure(CharacterConfig, config, name))
        weights.fill(encoder, arrays, name)
        return encoder, identity

    def __contains__(self, character: str) -> bool:
        return character in self._character_rows

    def encode(self, texts: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor, Tensor]:
        """Rows of the characters and of the pairs that begin with them, (B, T) each, and lengths (B,)."""
        lengths = torch.tensor([len(text) for text in texts])
        characters = torch.zeros(len(texts), int(lengths.max()), dtype=torch.long)
        pairs = torch.zeros_like(characters)
        for place, text in enumerate(texts):
            rows = [self._character_rows.get(character, 0) for character in text]
            characters[place, : len(rows)] = torch.tensor(rows)
            beside = [self._pair_rows.get(a + b, 0) for a, b in pairwise(text)]
            pairs[place, : len(beside)] = torch.tensor(beside, dtype=torch.long)
        return characters, pairs, lengths

    def forward(self, characters: Tensor, pairs: Tensor, lengths: Tensor) -> Tensor:
        """What ``encode`` made -> index vectors (B, D), unit length."""
        vectors = self.dropout(self.characters(characters) + self.pairs(pairs))  # (B, T, W)
        packed = nn.utils.rnn.pack_padded_sequence(
            vectors, lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        states, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True)  # (B, T, 2H)
        beyond = torch.arange(states.shape[1])[None, :] >= lengths[:, None]
        strongest = states.masked_fill(beyond[..., None], float("-inf")).amax(dim=1)
        mean = vectors.masked_fill(beyond[..., None], 0).sum(dim=1) / lengths[:, None]
        read = functional.normalize(self.from_states(self.dropout(strongest)) + self.from_mean(mean), dim=-1)
        if not self.config.sum_weight:
            return read
        summed = self.character_meanings(characters).sum(dim=1) + self.pair_meanings(pairs).sum(dim=1)
        return functional.normalize(
            read + self.config.sum_weight * functional.normalize(summed, dim=-1), dim=-1
        )


def _no_meanings(count: int, dimensions: int) -> nn.Embedding:
    return nn.Embedding.from_pretrained(torch.zeros(count + 1, dimensions), freeze=True)  # row 0: not known
