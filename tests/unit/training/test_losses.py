import torch
from torch.nn.functional import normalize

from photoseek.training.losses import symmetric_info_nce


def test_matching_pairs_cost_less_than_swapped_ones() -> None:
    torch.manual_seed(0)
    photos = normalize(torch.randn(6, 8), dim=1)
    owners, scale = torch.arange(6), torch.tensor(3.0)
    matched = symmetric_info_nce(photos, photos, owners, scale)
    swapped = symmetric_info_nce(photos, photos.roll(1, dims=0), owners, scale)
    assert matched < swapped


def test_two_captions_of_one_photo_share_the_target() -> None:
    photo, other = torch.tensor([[1.0, 0, 0]]), torch.tensor([[0, 1.0, 0]])
    photos = torch.cat([photo, photo, other])
    near, far = torch.tensor([[0.8, 0.0, 0.6]]), torch.tensor([[0.6, 0.0, 0.8]])
    texts = torch.cat([near, far, other])
    scale = torch.tensor(2.0)
    known = symmetric_info_nce(photos, texts, torch.tensor([0, 0, 1]), scale)
    # The photo is asked for either text, not for the nearer one alone: with two different
    # likelihoods that is the mean of both logarithms, whichever text is drawn as the pair.
    swapped = symmetric_info_nce(photos, texts[[1, 0, 2]], torch.tensor([0, 0, 1]), scale)
    torch.testing.assert_close(known, swapped)
    sharper = symmetric_info_nce(photos, torch.cat([near, near, other]), torch.tensor([0, 0, 1]), scale)
    assert sharper < known
