import pytest
import torch

from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.inversion import MOST_STEPS, invert

WORDS = [1, 5, 6, 2]  # start, two words, end
UNKNOWN = 3
PHOTO, DIRECTIONS = 1280, 6


@pytest.fixture
def decoder() -> CaptionDecoder:
    torch.manual_seed(0)
    return CaptionDecoder(DecoderConfig(vocabulary_size=9, width=32, heads=2, layers=1)).eval()


def moved(decoder: CaptionDecoder, numbers: list[int], seed: int = 0):  # type: ignore[no-untyped-def]
    torch.manual_seed(1)
    return invert(
        decoder,
        numbers,
        torch.rand(PHOTO),
        torch.randn(PHOTO, DIRECTIONS),
        ignored=UNKNOWN,
        restarts=4,
        seed=seed,
    )


def test_the_sentence_becomes_likelier_until_it_hardly_does(decoder: CaptionDecoder) -> None:
    found = moved(decoder, WORDS)
    assert found.log_probs[-1] > found.log_probs[0]
    assert 3 <= len(found.log_probs) <= MOST_STEPS


def test_features_stay_as_an_encoder_makes_them(decoder: CaptionDecoder) -> None:
    found = moved(decoder, WORDS)
    assert found.starts.shape == found.ends.shape == (4, PHOTO)
    assert (found.ends >= 0).all()
    assert not torch.equal(found.starts, found.ends)


def test_the_same_seed_starts_at_the_same_place_and_another_elsewhere(decoder: CaptionDecoder) -> None:
    assert torch.equal(moved(decoder, WORDS).ends, moved(decoder, WORDS).ends)
    assert not torch.equal(moved(decoder, WORDS).starts, moved(decoder, WORDS, seed=1).starts)


def test_the_captioner_stays_as_it_is(decoder: CaptionDecoder) -> None:
    before = {name: tensor.clone() for name, tensor in decoder.state_dict().items()}
    moved(decoder, WORDS)
    assert all(torch.equal(tensor, before[name]) for name, tensor in decoder.state_dict().items())
    assert all(parameter.grad is None for parameter in decoder.parameters())


def test_an_unknown_word_is_not_asked_for(decoder: CaptionDecoder) -> None:
    all_asked, but_one = moved(decoder, [1, 5, 6, 2]), moved(decoder, [1, 5, UNKNOWN, 2])
    assert but_one.log_probs[0] > all_asked.log_probs[0]  # one factor less
