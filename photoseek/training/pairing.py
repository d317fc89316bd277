"""Self-training: photographs without captions take captions without photographs.

Every photo takes the captions that the joint embedding finds nearest, corrected for *hubs*,
captions that are near everything, as in CSLS (Conneau et al. 2018): twice the similarity, less the
mean of the ten best similarities of the photo and of the caption. Pairs that are not similar in
themselves are dropped. What is learned from them widens the world of a small captioned set.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from photoseek.models.joint_embedding import JointEmbedding
from photoseek.models.word_vectors import WordVectors
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.joint import gather_pooled, look_up, number_words, word_table

_NEIGHBOURHOOD = 10
_SHORTEST, _LONGEST = 4, 20  # words: longer or shorter captions are seldom plain descriptions


@torch.inference_mode()
def pair(
    embedding: JointEmbedding,
    words: WordVectors,
    features: FeatureTable,
    photos: Sequence[tuple[int, ...]],
    captions: Sequence[tuple[str, ...]],
    *,
    captions_each: int = 5,
    conse_weight: float = 1.0,
    least_similarity: float = 0.3,
) -> list[Example]:
    """Examples made of ``photos`` (the rows of each one's views) and the captions that fit them best."""
    embedding.eval()
    usable = [caption for caption in captions if _SHORTEST <= len(caption) <= _LONGEST]
    if not usable or not photos:
        return []
    pooled = gather_pooled(features, [views[0] for views in photos])
    similar = _similarities(embedding, words, pooled, usable, conse_weight)  # (captions, photos)
    corrected = (
        2 * similar
        - similar.topk(min(_NEIGHBOURHOOD, len(usable)), dim=0).values.mean(dim=0)
        - similar.topk(min(_NEIGHBOURHOOD, len(photos)), dim=1).values.mean(dim=1, keepdim=True)
    )
    best = corrected.topk(min(captions_each, len(usable)), dim=0).indices  # (captions_each, photos)
    return [
        Example(views, usable[int(caption)])
        for place, views in enumerate(photos)
        for caption in best[:, place]
        if similar[caption, place] >= least_similarity
    ]


def _similarities(
    embedding: JointEmbedding,
    words: WordVectors,
    pooled: Tensor,
    captions: Sequence[tuple[str, ...]],
    conse_weight: float,
) -> Tensor:
    table = word_table(words)
    joint_photos, conse_photos = embedding.image_head(pooled), embedding.conse_photo(pooled)
    parts = []
    for begin in range(0, len(captions), 1024):
        numbered = [number_words(words, caption) for caption in captions[begin : begin + 1024]]
        vectors, lengths = look_up(table, numbered)
        joint = embedding.text_encoder(vectors, lengths) @ joint_photos.T
        conse = embedding.conse_text(vectors, lengths) @ conse_photos.T
        parts.append((joint + conse_weight * conse) / (1 + conse_weight))
    return torch.cat(parts)
