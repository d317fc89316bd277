import numpy as np
import torch

from photoseek.models.beam_search import beam_search
from photoseek.models.caption_decoder import CaptionDecoder, DecoderConfig
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS
from photoseek.models.vocabulary import Vocabulary
from photoseek.training.captions import gather
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.self_critical import SelfCriticalRecipe, refine

POOLED = 32
SENTENCES = [("a", "dog"), ("two", "cats"), ("red", "ball"), ("a", "house")]


def test_rewarded_sentences_become_likelier() -> None:
    torch.manual_seed(1)
    chance = np.random.default_rng(1)
    rows = {str(number): (number,) for number in range(4)}
    features = FeatureTable(
        (4 * chance.random((4, POOLED))).astype(np.float16),
        np.zeros((4, GRID_CELLS, GRID_DIMENSIONS), np.int8),
        rows,
    )
    examples = [Example((number,), words) for number, words in enumerate(SENTENCES)]
    vocabulary = Vocabulary.from_captions(SENTENCES, 1)
    config = DecoderConfig(len(vocabulary), width=32, heads=2, layers=1, pooled_dimensions=POOLED, longest=6)
    decoder = CaptionDecoder(config)
    asked = []

    def fits(pooled: torch.Tensor, sentences: list[tuple[str, ...]]) -> torch.Tensor:
        asked.append(len(sentences) == len(pooled))
        return torch.zeros(len(sentences))

    def likelihood() -> float:
        decoder.eval()
        spoken = torch.tensor([[vocabulary.start, *vocabulary.encode(words)] for words in SENTENCES])
        with torch.inference_mode():
            log_probs = decoder(decoder.read(*gather(features, range(4))), spoken[:, :-1]).log_softmax(-1)
        return float(log_probs.gather(2, spoken[:, 1:, None]).mean())

    before = likelihood()
    recipe = SelfCriticalRecipe(epochs=8, batch_size=4, learning_rate=5e-3, dropout=0.0, hide_places=0.0)
    refine(recipe, decoder, vocabulary, features, examples, fits, lambda *_: {"cider": likelihood()})
    assert asked
    assert all(asked)
    assert likelihood() > before
    assert beam_search(decoder, vocabulary, *gather(features, [0]), 2)
