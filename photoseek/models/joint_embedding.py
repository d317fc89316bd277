"""The space in which photos and words meet: one vector for a photo, one for a text.

Two parts, side by side in one index vector:

- *joint*: an image head over ``pooled`` and a bidirectional GRU over frozen word vectors, trained
  so that a caption lies nearest its own photo (the text side of Karpathy & Fei-Fei 2015, "Deep
  Visual-Semantic Alignments"; symmetric InfoNCE as in CLIP, Radford et al. 2021). There are several
  *members*, pairs of such networks begun differently, whose mistakes differ; side by side, turned to
  their principal directions and cut, they find more than one of them in fewer numbers.
- *ConSE* (Norouzi et al. 2014, "Zero-Shot Learning by Convex Combination of Semantic Embeddings"):
  a photo is the mean of the word vectors of its ten likeliest ImageNet classes, a text the mean
  of its words. It knows the names of 1,000 things that no caption mentions.

A photo's parts are scaled once and for all; a text scales its own, so an inner product of the two
is proportional to ``joint cosine + w * ConSE cosine`` with a w that the text chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoseek.models import weights
from photoseek.models.image_encoder import CLASSES


@dataclass(frozen=True)
class JointConfig:
    """Sizes of a joint embedding; saved with its weights."""

    pooled_dimensions: int = 1280
    word_dimensions: int = 384
    members: int = 2
    member_dimensions: int = 256
    dimensions: int = 192
    gru_dimensions: int = 128
    hidden_dimensions: int = 1024
    dropout: float = 0.4
    conse_dimensions: int = 128
    conse_classes: int = 10
    conse_temperature: float = 1.5
    conse_weight: float = 0.3  # in a photo's vector, where it decides how much classes count between photos
    sentence_conse_weight: float = 0.1  # least weight in a text's score


class ImageHead(nn.Module):
    """Pooled features into a member's space: a linear map and a small network, summed."""

    def __init__(self, config: JointConfig) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(config.pooled_dimensions)
        self.dropout = nn.Dropout(config.dropout)
        self.linear = nn.Linear(config.pooled_dimensions, config.member_dimensions)
        self.network = nn.Sequential(
            nn.Linear(config.pooled_dimensions, config.hidden_dimensions),
            nn.GELU(),
            nn.Dropout(config.dropout),
            nn.Linear(config.hidden_dimensions, config.member_dimensions),
        )

    def forward(self, pooled: Tensor) -> Tensor:
        """(B, 1280) -> (B, M), unit length."""
        features = self.dropout(self.norm(pooled))
        return functional.normalize(self.linear(features) + self.network(features), dim=-1)


class TextEncoder(nn.Module):
    """Frozen word vectors into a member's space: max over a bidirectional GRU, plus their mean."""

    def __init__(self, config: JointConfig) -> None:
        super().__init__()
        self.dropout = nn.Dropout(config.dropout / 2)
        self.gru = nn.GRU(config.word_dimensions, config.gru_dimensions, batch_first=True, bidirectional=True)
        self.from_states = nn.Linear(2 * config.gru_dimensions, config.member_dimensions)
        self.from_mean = nn.Linear(config.word_dimensions, config.member_dimensions)

    def forward(self, vectors: Tensor, lengths: Tensor) -> Tensor:
        """``vectors`` (B, T, 384), zero beyond ``lengths`` (B,), 1 or more. Returns (B, M), unit length."""
        vectors = self.dropout(vectors)
        packed = nn.utils.rnn.pack_padded_sequence(
            vectors, lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        states, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True)  # (B, T', 2H)
        beyond = torch.arange(states.shape[1], device=states.device)[None, :] >= lengths[:, None]
        strongest = states.masked_fill(beyond[..., None], float("-inf")).amax(dim=1)  # (B, 2H)
        mean = vectors.sum(dim=1) / lengths[:, None]  # (B, 384)
        return functional.normalize(self.from_states(self.dropout(strongest)) + self.from_mean(mean), dim=-1)


class JointEmbedding(nn.Module):
    """Photos and texts as index vectors. The ConSE part has no trained weights of its own."""

    mixing: Tensor
    class_head: Tensor
    class_bias: Tensor
    class_vectors: Tensor
    conse_projection: Tensor

    def __init__(self, config: JointConfig) -> None:
        super().__init__()
        self.config = config
        self.image_heads = nn.ModuleList(ImageHead(config) for _ in range(config.members))
        self.text_encoders = nn.ModuleList(TextEncoder(config) for _ in range(config.members))
        self.log_scale = nn.Parameter(torch.tensor(3.0))  # log of the inverse temperature; training only
        self.register_buffer(
            "mixing", torch.eye(config.members * config.member_dimensions, config.dimensions)
        )
        self.register_buffer("class_head", torch.zeros(CLASSES, config.pooled_dimensions))
        self.register_buffer("class_bias", torch.zeros(CLASSES))
        self.register_buffer("class_vectors", torch.zeros(CLASSES, config.word_dimensions))
        # Principal directions of the word vectors: a third of the numbers, nearly the same cosines.
        self.register_buffer("conse_projection", torch.zeros(config.word_dimensions, config.conse_dimensions))

    def see(self, pooled: Tensor) -> Tensor:
        """(B, 1280) -> the joint part of photos (B, D), unit length."""
        return self.mix([head(pooled) for head in self.image_heads])

    def read(self, vectors: Tensor, lengths: Tensor) -> Tensor:
        """Word vectors (B, T, 384), zero beyond ``lengths`` (B,) -> that of texts (B, D), unit length."""
        return self.mix([encoder(vectors, lengths) for encoder in self.text_encoders])

    def mix(self, members: Sequence[Tensor]) -> Tensor:
        """What each member says (B, M) -> (B, D), unit length."""
        return functional.normalize(torch.cat(list(members), dim=-1) @ self.mixing, dim=-1)

    def conse_photo(self, pooled: Tensor) -> Tensor:
        """(B, 1280) -> (B, C), unit length: the likeliest classes' names, weighted by likelihood."""
        logits = pooled @ self.class_head.T + self.class_bias  # (B, 1000)
        likelihood = (logits / self.config.conse_temperature).softmax(dim=-1)
        best, classes = likelihood.topk(self.config.conse_classes, dim=-1)  # (B, 10)
        mean = (best[..., None] * self.class_vectors[classes]).sum(dim=1)  # (B, 384)
        return functional.normalize(mean @ self.conse_projection, dim=-1)

    def conse_text(self, vectors: Tensor, lengths: Tensor) -> Tensor:
        """(B, T, 384) -> (B, C), unit length: the words' mean."""
        return functional.normalize((vectors.sum(dim=1) / lengths[:, None]) @ self.conse_projection, dim=-1)

    def class_direction(self, vector: Tensor) -> Tensor:
        """A word vector (384,) -> (D + C,): its inner product with an index vector is the ConSE cosine."""
        weight = self.config.conse_weight
        conse = functional.normalize(vector @ self.conse_projection, dim=-1)
        return torch.cat([conse.new_zeros(self.config.dimensions), conse * ((1 + weight) / weight) ** 0.5])

    def class_probabilities(self, pooled: Tensor) -> Tensor:
        """(B, 1280) -> (B, 1000): how likely a photo is one of each ImageNet class."""
        return (pooled @ self.class_head.T + self.class_bias).softmax(dim=-1)

    def embed_photos(self, pooled: Tensor) -> Tensor:
        """(B, 1280) -> index vectors (B, D + C), unit length."""
        weight = self.config.conse_weight
        joint, conse = self.see(pooled), self.conse_photo(pooled)
        return torch.cat([joint, conse * weight**0.5], dim=-1) * (1 + weight) ** -0.5

    def embed_texts(self, vectors: Tensor, lengths: Tensor) -> Tensor:
        """Word vectors (B, T, 384), zero beyond ``lengths`` (B,) -> index vectors (B, D + C), unit length.

        The shorter a text, the more its ConSE part counts: a single word names a thing more often
        than it describes a scene, and class names know more things than captions do.
        """
        joint, conse = self.read(vectors, lengths), self.conse_text(vectors, lengths)
        weight = (1 / lengths).clamp(min=self.config.sentence_conse_weight)[:, None]  # (B, 1)
        return functional.normalize(
            torch.cat([joint, conse * weight * self.config.conse_weight**-0.5], dim=-1), dim=-1
        )


def load_joint(folder: Path | None = None) -> tuple[JointEmbedding, str]:
    """The joint embedding in ``folder``, or the shipped one, and its identity. Raises DamagedWeights."""
    arrays, config, identity = weights.load("joint", folder)
    embedding = JointEmbedding(weights.configure(JointConfig, config, "joint"))
    weights.fill(embedding, arrays, "joint")
    return embedding, identity
