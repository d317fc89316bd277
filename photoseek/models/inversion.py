"""Photos from words by inversion: what would a photo have to be like for the captioner to say this?

The captioner is frozen. Representations are drawn at random and moved by gradient descent until it
would say the words (as networks are inverted to images by Mahendran & Vedaldi 2015, "Understanding
Deep Image Representations by Inverting Them"). Only the whole photo's features are moved, the
places are hidden from the decoder, as they were now and then when it was trained.

A network can be talked into a sentence by features that no photo has. Three things keep that small:
features move along the principal directions of real ones; descent stops as soon as it slows down;
and what counts is how far many random starts have moved on average, not where one of them ended.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from photoseek.models.caption_decoder import CaptionDecoder
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS

RESTARTS = 24
"""Random starts, moved together. On Flickr8k's validation split 4 find 33 % of photos within the first
ten, 16 and more 42 %."""
STEP = 0.2
"""Learning rate of Adam, in standard deviations."""
MOST_STEPS = 12
SLOW = 0.05
"""Descent ends when a step gains less than this share of all that was gained; after seven on average.
Going on to forty makes sentences a third likelier still, and finds a photo hardly better than chance."""
SPREAD = 0.5
"""Standard deviation of whole photos' features, that of their places being 1."""
PRIOR = 0.01
"""Weight of the squared distance from an average photo, as a Gaussian's log density has it."""


@dataclass(frozen=True)
class Inversion:
    """Random features ``starts`` (R, P) and where they were moved ``ends`` (R, P)."""

    starts: Tensor
    ends: Tensor
    log_probs: tuple[float, ...]
    """Log probability of the sentence after each step, on average over the restarts."""


def invert(
    decoder: CaptionDecoder,
    numbers: list[int],
    mean: Tensor,
    directions: Tensor,
    *,
    ignored: int,
    restarts: int = RESTARTS,
    seed: int = 0,
) -> Inversion:
    """Move random features until ``decoder`` would say ``numbers``, from the start to the end mark.

    ``mean`` (P,) and ``directions`` (P, C), as long as their standard deviations, describe real
    features; words numbered ``ignored`` are not asked for.
    """
    random = torch.Generator().manual_seed(seed)
    moved = torch.randn(restarts, directions.shape[1], generator=random).requires_grad_(True)
    spoken = torch.tensor(numbers).expand(restarts, -1)
    asked = spoken[:, 1:] != ignored
    hidden = torch.ones(restarts, dtype=torch.bool)
    no_places = torch.zeros(restarts, GRID_CELLS, GRID_DIMENSIONS)
    optimizer = torch.optim.Adam([moved], lr=STEP, betas=(0.9, 0.95))
    log_probs: list[float] = []

    def features() -> Tensor:
        # The encoder ends in a ReLU: no photo has features below nothing.
        return torch.relu(mean + SPREAD * moved @ directions.T)

    starts = features().detach()
    while len(log_probs) < MOST_STEPS and not _slows_down(log_probs):
        logits = decoder(decoder.read(features(), no_places), spoken[:, :-1], hidden)
        likely = logits.log_softmax(dim=-1).gather(2, spoken[:, 1:, None])[..., 0]
        sentences = (likely * asked).sum(dim=1)
        loss = PRIOR / 2 * moved.square().sum() - sentences.sum()
        # Gradients of the features alone: the captioner's weights must not keep any.
        (moved.grad,) = torch.autograd.grad(loss, [moved])
        optimizer.step()
        log_probs.append(float(sentences.detach().mean()))
    return Inversion(starts, features().detach(), tuple(log_probs))


def _slows_down(log_probs: list[float]) -> bool:
    if len(log_probs) < 3:
        return False
    return log_probs[-1] - log_probs[-2] < SLOW * (log_probs[-1] - log_probs[0])
