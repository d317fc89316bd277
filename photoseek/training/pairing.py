"""Self-training: photographs and captions that never belonged together find each other.

``pair``: photographs without captions take captions without photographs. ``paraphrase``: photographs
with captions take more that say the same in other words, so that a small set is not learned by heart.

Every photo takes the captions that the joint embedding finds nearest, corrected for *hubs*,
captions that are near everything, as in CSLS (Conneau et al. 2018): twice the similarity, less the
mean of the ten best similarities of the photo and of the caption. Pairs that are not similar in
themselves are dropped. What is learned from them widens the world of a small captioned set.
"""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

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


@torch.inference_mode()
def paraphrase(
    embedding: JointEmbedding,
    words: WordVectors,
    features: FeatureTable,
    examples: Sequence[Example],
    captions: Sequence[tuple[str, ...]],
    *,
    captions_each: int = 5,
    least_similarity: float = 0.75,
) -> list[Example]:
    """Examples made of the photos of ``examples`` and captions near those they have.

    What is compared with a caption is the mean of a photo's own captions and, half as much, the photo.
    """
    embedding.eval()
    usable = [caption for caption in captions if _SHORTEST < len(caption) <= _LONGEST]
    if not usable or not examples:
        return []
    photos = list({example.photo: example.views for example in examples}.values())
    places = {views[0]: place for place, views in enumerate(photos)}
    own = torch.tensor([places[example.photo] for example in examples])
    told = _read(embedding, words, [example.words for example in examples])  # (examples, D)
    mean = functional.normalize(torch.zeros(len(photos), told.shape[1]).index_add_(0, own, told), dim=-1)
    seen = embedding.see(gather_pooled(features, [views[0] for views in photos]))
    meant = functional.normalize(mean + 0.5 * seen, dim=-1)
    similar = _read(embedding, words, usable) @ meant.T  # (captions, photos)
    hubs = similar.topk(min(_NEIGHBOURHOOD, len(photos)), dim=1).values.mean(dim=1, keepdim=True)
    best = (2 * similar - hubs).topk(min(captions_each, len(usable)), dim=0).indices
    return [
        Example(views, usable[int(caption)])
        for place, views in enumerate(photos)
        for caption in best[:, place]
        if similar[caption, place] >= least_similarity
    ]


def _read(embedding: JointEmbedding, words: WordVectors, captions: Sequence[tuple[str, ...]]) -> Tensor:
    """The joint part (N, D) of many captions."""
    table = word_table(words)
    parts = []
    for begin in range(0, len(captions), 1024):
        numbered = [number_words(words, caption) for caption in captions[begin : begin + 1024]]
        parts.append(embedding.read(*look_up(table, numbered)))
    return torch.cat(parts)


def _similarities(
    embedding: JointEmbedding,
    words: WordVectors,
    pooled: Tensor,
    captions: Sequence[tuple[str, ...]],
    conse_weight: float,
) -> Tensor:
    joint = _read(embedding, words, captions) @ embedding.see(pooled).T
    table = word_table(words)
    told = [
        embedding.conse_text(
            *look_up(table, [number_words(words, caption) for caption in captions[begin : begin + 1024]])
        )
        for begin in range(0, len(captions), 1024)
    ]
    conse = torch.cat(told) @ embedding.conse_photo(pooled).T
    return (joint + conse_weight * conse) / (1 + conse_weight)
