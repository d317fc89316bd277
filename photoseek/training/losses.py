"""Losses that the trainers share."""

import torch
from torch import Tensor


def symmetric_info_nce(photos: Tensor, texts: Tensor, owners: Tensor, log_scale: Tensor) -> Tensor:
    """InfoNCE in both directions (van den Oord et al. 2018; CLIP, Radford et al. 2021).

    ``photos`` and ``texts`` (B, D), unit length, row by row a pair; ``owners`` (B,) numbers the
    photos, so that several captions of one photo in a batch are equal targets and not negatives.
    """
    similar = log_scale.exp().clamp(max=100) * (texts @ photos.T)  # (B, B)
    same = (owners[:, None] == owners[None, :]).float()
    targets = same / same.sum(dim=1, keepdim=True)
    towards_photos = -(targets * similar.log_softmax(dim=1)).sum(dim=1).mean()
    towards_texts = -(targets * similar.T.log_softmax(dim=1)).sum(dim=1).mean()
    return torch.add(towards_photos, towards_texts) / 2
