"""The caption decoder: a small transformer that reads a representation and writes a sentence.

Vaswani et al. 2017 with layer normalisation first; one memory token for the whole photo and one
for each of its 25 places. The word vectors are tied with the output layer (Press & Wolf 2017), so
they are the decoder's own word vectors. In training the places are hidden now and then, so that
the decoder can also speak from ``pooled`` alone.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS, POOLED_DIMENSIONS
from photoseek.models.vocabulary import Language


@dataclass(frozen=True)
class DecoderConfig:
    """Sizes of a caption decoder; saved with its weights."""

    vocabulary_size: int
    width: int = 256
    heads: int = 4
    layers: int = 2
    dropout: float = 0.3
    longest: int = 24  # words, start and end included
    language: Language = "en"
    pooled_dimensions: int = POOLED_DIMENSIONS


@dataclass
class LayerCache:
    """What a layer remembers between two words: keys and values (B, H, T, W / H)."""

    memory_keys: Tensor
    memory_values: Tensor
    keys: Tensor
    values: Tensor

    def select(self, rows: Tensor) -> None:
        """Keep these hypotheses, in this order. Memory belongs to the photo, so beams share its order."""
        self.memory_keys, self.memory_values = self.memory_keys[rows], self.memory_values[rows]
        self.keys, self.values = self.keys[rows], self.values[rows]


class DecoderLayer(nn.Module):
    """Self-attention, attention to the photo, feed-forward; each added to its input."""

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.self_norm, self.cross_norm, self.feed_norm = (nn.LayerNorm(width) for _ in range(3))
        self.self_input = nn.Linear(width, 3 * width)
        self.self_output = nn.Linear(width, width)
        self.cross_query = nn.Linear(width, width)
        self.cross_input = nn.Linear(width, 2 * width)
        self.cross_output = nn.Linear(width, width)
        self.feed = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Dropout(config.dropout), nn.Linear(4 * width, width)
        )
        self.dropout = nn.Dropout(config.dropout)

    def split(self, x: Tensor) -> Tensor:
        """(B, T, W) -> (B, H, T, W / H)."""
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def start(self, memory: Tensor, empty: Tensor) -> LayerCache:
        """A cache that holds the photo (B, M, W), whose keys and values are made once for a sentence."""
        keys, values = self.cross_input(memory).chunk(2, dim=-1)
        return LayerCache(self.split(keys), self.split(values), empty, empty)

    def forward(self, x: Tensor, cache: LayerCache, hidden: Tensor | None, causal: bool) -> Tensor:
        """``x`` (B, T, W): all words at once (``causal``) or the next one after those in ``cache``.

        ``hidden``: bool (B, 1, 1, M), memory that must not be looked at, or None.
        """
        query, keys, values = (
            self.split(part) for part in self.self_input(self.self_norm(x)).chunk(3, dim=-1)
        )
        cache.keys = torch.cat([cache.keys, keys], dim=2)
        cache.values = torch.cat([cache.values, values], dim=2)
        looked = functional.scaled_dot_product_attention(query, cache.keys, cache.values, is_causal=causal)
        x = x + self.dropout(self.self_output(looked.transpose(1, 2).flatten(2)))
        query = self.split(self.cross_query(self.cross_norm(x)))
        looked = functional.scaled_dot_product_attention(
            query, cache.memory_keys, cache.memory_values, attn_mask=None if hidden is None else ~hidden
        )
        x = x + self.dropout(self.cross_output(looked.transpose(1, 2).flatten(2)))
        return x + self.dropout(self.feed(self.feed_norm(x)))

    def tell(self, x: Tensor, memory: Tensor) -> Tensor:
        """The same for one sentence ``x`` (1 or B, T, W) about each of the photos in ``memory`` (B, M, W).

        A few words are sooner turned towards the places than all places into keys and values.
        """
        query, keys, values = (
            self.split(part) for part in self.self_input(self.self_norm(x)).chunk(3, dim=-1)
        )
        looked = functional.scaled_dot_product_attention(query, keys, values, is_causal=True)
        x = x + self.self_output(looked.transpose(1, 2).flatten(2))
        query = self.split(self.cross_query(self.cross_norm(x)))
        to_keys, to_values = self.cross_input.weight.unflatten(0, (2, self.heads, -1))  # (H, W / H, W)
        # The keys' bias adds the same to all places, which attention does not see.
        turned = torch.einsum("bhtd,hdw->bhtw", query, to_keys).flatten(1, 2).expand(len(memory), -1, -1)
        scale = query.shape[-1] ** -0.5
        looked = functional.scaled_dot_product_attention(turned, memory, memory, scale=scale)
        looked = torch.einsum("bhtw,hdw->bthd", looked.unflatten(1, (self.heads, -1)), to_values).flatten(2)
        x = x + self.cross_output(looked + self.cross_input.bias[x.shape[-1] :])
        return x + self.feed(self.feed_norm(x))


class CaptionDecoder(nn.Module):
    """Representations and words so far in, logits of the next word out."""

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.config = config
        self.words = nn.Embedding(config.vocabulary_size, config.width, padding_idx=0)
        self.positions = nn.Embedding(config.longest, config.width)
        self.from_pooled = nn.Sequential(
            nn.LayerNorm(config.pooled_dimensions), nn.Linear(config.pooled_dimensions, config.width)
        )
        self.from_grid = nn.Linear(GRID_DIMENSIONS, config.width)
        self.places = nn.Embedding(GRID_CELLS + 1, config.width)
        self.memory_norm = nn.LayerNorm(config.width)
        self.layers = nn.ModuleList(DecoderLayer(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width)
        self.output_bias = nn.Parameter(torch.zeros(config.vocabulary_size))
        self.dropout = nn.Dropout(config.dropout)
        nn.init.normal_(self.words.weight, std=config.width**-0.5)
        nn.init.normal_(self.positions.weight, std=0.02)
        nn.init.normal_(self.places.weight, std=0.02)

    @property
    def decoder_layers(self) -> Iterator[DecoderLayer]:
        """The layers, with the type that ModuleList forgets."""
        return (layer for layer in self.layers if isinstance(layer, DecoderLayer))

    def read(self, pooled: Tensor, grid: Tensor) -> Tensor:
        """(B, 1280) and (B, 25, 256) -> memory (B, 26, W): the whole photo, then its places."""
        tokens = torch.cat([self.from_pooled(pooled)[:, None], self.from_grid(grid)], dim=1)
        return self.dropout(self.memory_norm(tokens + self.places.weight))

    def start(self, memory: Tensor) -> list[LayerCache]:
        """Empty caches for sentences about the photos in ``memory`` (B, M, W)."""
        empty = memory.new_zeros(len(memory), self.config.heads, 0, self.config.width // self.config.heads)
        return [layer.start(memory, empty) for layer in self.decoder_layers]

    def forward(self, memory: Tensor, words: Tensor, hide_places: Tensor | None = None) -> Tensor:
        """Teacher forcing. ``words`` (B, T); ``hide_places`` bool (B,). Returns logits (B, T, V)."""
        hidden = None
        if hide_places is not None:
            hidden = hide_places[:, None, None, None].repeat(1, 1, 1, memory.shape[1])
            hidden[..., 0] = False  # the token of the whole photo is always seen
        return self._decode(words, 0, self.start(memory), hidden, causal=True)

    def log_probs(self, memory: Tensor, words: Tensor) -> Tensor:
        """Log P (B, T - 1) of each of ``words`` (T,) but the first, about each photo in ``memory`` (B, M, W).

        For eval mode: what ``forward`` says, in four fifths of the time.
        """
        x = self._embed(words[None, :-1], 0)  # one row: until it looks at the photos it is the same for all
        for layer in self.decoder_layers:
            x = layer.tell(x, memory)
        of_all = self._logits(x).log_softmax(dim=-1)  # (B, T - 1, V)
        return of_all.gather(2, words[1:, None].expand(len(memory), -1, 1))[..., 0]

    def step(self, words: Tensor, position: int, caches: list[LayerCache]) -> Tensor:
        """The next word's logits (B, V) after ``words`` (B,), which stand at ``position``."""
        return self._decode(words[:, None], position, caches, None, causal=False)[:, 0]

    def _decode(
        self, words: Tensor, position: int, caches: list[LayerCache], hidden: Tensor | None, causal: bool
    ) -> Tensor:
        x = self._embed(words, position)
        for layer, cache in zip(self.decoder_layers, caches, strict=True):
            x = layer(x, cache, hidden, causal)
        return self._logits(x)

    def _embed(self, words: Tensor, position: int) -> Tensor:
        """(B, T) -> (B, T, W): words that stand at ``position`` and after."""
        places = torch.arange(position, position + words.shape[1], device=words.device)
        x = self.words(words) * math.sqrt(self.config.width) + self.positions(places)
        return self.dropout(x)

    def _logits(self, x: Tensor) -> Tensor:
        return functional.linear(self.norm(x), self.words.weight, self.output_bias)
