import pytest
import torch

from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS, POOLED_DIMENSIONS


@pytest.fixture
def decoder() -> CaptionDecoder:
    torch.manual_seed(0)
    return CaptionDecoder(DecoderConfig(vocabulary_size=30, width=32, heads=2)).eval()


@pytest.fixture
def features() -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(1)
    return torch.rand(3, POOLED_DIMENSIONS), torch.randn(3, GRID_CELLS, GRID_DIMENSIONS)


@torch.inference_mode()
def test_word_by_word_gives_the_same_as_all_words_at_once(decoder, features) -> None:
    words = torch.randint(4, 30, (3, 7))
    memory = decoder.read(*features)
    at_once = decoder(memory, words)
    caches = decoder.start(memory)
    for position in range(7):
        step = decoder.step(words[:, position], position, caches)
        torch.testing.assert_close(step, at_once[:, position], atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_a_sentence_is_as_likely_of_each_photo_as_word_by_word(decoder, features) -> None:
    for parameter in decoder.parameters():  # also those that begin as zeros: biases
        parameter.add_(0.1 * torch.randn_like(parameter))
    words = torch.randint(4, 30, (7,))
    memory = decoder.read(*features)
    spoken = words.expand(3, -1)
    expected = decoder(memory, spoken[:, :-1]).log_softmax(dim=-1).gather(2, spoken[:, 1:, None])[..., 0]
    assert expected.std(dim=0).max() > 0.01  # the photos differ
    torch.testing.assert_close(decoder.log_probs(memory, words), expected, atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_a_word_cannot_see_the_words_after_it(decoder, features) -> None:
    words = torch.randint(4, 30, (3, 7))
    changed = words.clone()
    changed[:, 4:] = 4
    memory = decoder.read(*features)
    torch.testing.assert_close(decoder(memory, words)[:, :4], decoder(memory, changed)[:, :4])


@torch.inference_mode()
def test_hidden_places_do_not_matter_and_seen_ones_do(decoder, features) -> None:
    pooled, grid = features
    words = torch.randint(4, 30, (3, 5))
    hide = torch.tensor([True, True, False])
    before = decoder(decoder.read(pooled, grid), words, hide)
    after = decoder(decoder.read(pooled, grid + 1), words, hide)
    torch.testing.assert_close(before[:2], after[:2])
    assert not torch.allclose(before[2], after[2])
