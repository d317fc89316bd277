import itertools

import pytest
import torch

from photoseek.models.beam_search import LENGTH_EXPONENT, Sentence, beam_search
from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS, POOLED_DIMENSIONS
from photoseek.models.vocabulary import SPECIAL, Vocabulary

WORDS = Vocabulary([*SPECIAL, *(f"word{number}" for number in range(26))])


@pytest.fixture
def decoder() -> CaptionDecoder:
    torch.manual_seed(3)
    untrained = CaptionDecoder(DecoderConfig(vocabulary_size=len(WORDS), width=32, heads=2, longest=12))
    torch.nn.init.normal_(untrained.words.weight, std=0.5)  # opinions strong enough to differ
    return untrained.eval()


@pytest.fixture
def photos() -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(4)
    return torch.rand(5, POOLED_DIMENSIONS), torch.randn(5, GRID_CELLS, GRID_DIMENSIONS)


def _every(found: list[list[Sentence]]) -> list[tuple[int, Sentence]]:
    return [(photo, sentence) for photo, sentences in enumerate(found) for sentence in sentences]


def test_the_best_sentence_comes_first(decoder, photos) -> None:
    for sentences in beam_search(decoder, WORDS, *photos, 3):
        assert len(sentences) >= 3
        assert sentences == sorted(sentences, key=lambda sentence: -sentence.score)
        for sentence in sentences:
            assert sentence.score == pytest.approx(
                sentence.log_prob / len(sentence.log_probs) ** LENGTH_EXPONENT, abs=1e-4
            )


@pytest.mark.parametrize("beam_size", [1, 3])
def test_the_log_probabilities_are_those_of_the_sentence(decoder, photos, beam_size: int) -> None:
    pooled, grid = photos
    for photo, sentence in _every(beam_search(decoder, WORDS, pooled, grid, beam_size)):
        numbers = [WORDS.start, *WORDS.encode(sentence.words)]
        with torch.inference_mode():
            logits = decoder(decoder.read(pooled[photo][None], grid[photo][None]), torch.tensor([numbers]))[0]
        targets = torch.tensor([*numbers[1:], WORDS.end])
        expected = logits.log_softmax(-1)[torch.arange(len(targets)), targets]
        assert sentence.log_probs == pytest.approx(expected.tolist(), abs=1e-3)
        assert sentence.log_prob == pytest.approx(float(expected.sum()), abs=1e-2)


def test_photos_together_are_captioned_as_they_are_alone(decoder, photos) -> None:
    pooled, grid = photos
    together = beam_search(decoder, WORDS, pooled, grid, 3)
    alone = [beam_search(decoder, WORDS, pooled[n : n + 1], grid[n : n + 1], 3)[0] for n in range(5)]
    for one, other in zip(together, alone, strict=True):
        assert [sentence.words for sentence in one] == [sentence.words for sentence in other]


def test_more_beams_find_sentences_at_least_as_good_on_the_whole(decoder, photos) -> None:
    def total(beam_size: int) -> float:
        found = beam_search(decoder, WORDS, *photos, beam_size)
        return sum(sentences[0].score for sentences in found)

    assert total(5) >= total(1)


def test_nothing_is_repeated(decoder, photos) -> None:
    for _, sentence in _every(beam_search(decoder, WORDS, *photos, 3)):
        words = sentence.words
        assert words, "a caption is never empty"
        assert len(words) <= decoder.config.longest - 2
        assert all(first != second for first, second in itertools.pairwise(words))
        triples = list(zip(words, words[1:], words[2:], strict=False))
        assert len(triples) == len(set(triples))


def test_no_photos_give_no_captions(decoder) -> None:
    empty = torch.zeros(0, POOLED_DIMENSIONS), torch.zeros(0, GRID_CELLS, GRID_DIMENSIONS)
    assert beam_search(decoder, WORDS, *empty) == []
