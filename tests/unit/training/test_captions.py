from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoseek.models import weights
from photoseek.models.representation import GRID_CELLS, GRID_DIMENSIONS, POOLED_DIMENSIONS
from photoseek.training import captions
from photoseek.training.captions import CaptionRecipe
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable

SENTENCES = (("a", "red", "ball"), ("two", "blue", "boats", "sail"))
RECIPE = CaptionRecipe(
    minimum_count=1, width=32, heads=2, dropout=0.0, epochs=40, batch_size=8, learning_rate=5e-3
)


@pytest.fixture
def features() -> FeatureTable:
    random = np.random.default_rng(0)
    pooled = random.random((2, POOLED_DIMENSIONS)).astype(np.float16)
    grid = random.integers(-60, 60, (2, GRID_CELLS, GRID_DIMENSIONS)).astype(np.int8)
    return FeatureTable(pooled, grid, {"0": (0,), "1": (1,)})


def test_training_learns_to_tell_two_photos_apart_and_goes_on_where_it_was_cut_off(
    features: FeatureTable, tmp_path: Path
) -> None:
    examples = [Example((photo,), SENTENCES[photo]) for photo in (0, 1)] * 3  # fewer than a batch
    epochs_scored = []

    def note(decoder: object, vocabulary: object) -> dict[str, float]:
        epochs_scored.append(1)
        return {}

    checkpoint = tmp_path / "state"
    decoder, vocabulary = captions.train(RECIPE, features, examples, note, checkpoint)
    assert captions.write_captions(decoder, vocabulary, features, [0, 1]) == list(SENTENCES)

    scored = len(epochs_scored)
    again, _ = captions.train(RECIPE, features, examples, note, checkpoint)
    assert len(epochs_scored) == scored, "a finished run trains no more"
    assert captions.write_captions(again, vocabulary, features, [1, 0]) == list(reversed(SENTENCES))

    longer = replace(RECIPE, epochs=RECIPE.epochs + 2)
    captions.train(longer, features, examples, note, checkpoint)
    assert len(epochs_scored) > scored, "another recipe is another run"

    captions.save(decoder, vocabulary, tmp_path)
    _, config, _ = weights.load("captions", tmp_path)
    assert tuple(config["words"]) == vocabulary.words
