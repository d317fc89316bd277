import numpy as np
import pytest
import torch

from photoseek.models.alignment import AlignmentConfig
from photoseek.models.regions import Box
from photoseek.models.word_vectors import WordVectors
from photoseek.training import alignment
from photoseek.training.alignment import AlignmentRecipe, pair_scores, ranking_loss, word_loss
from photoseek.training.collages import CollageTable, Panel
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.placed_sentences import place_sentences
from photoseek.training.trainer import LoopRecipe

WORDS = ("dog", "pizza", "boat", "horse")
LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)


def test_words_learn_where_they_are() -> None:
    random = np.random.default_rng(0)
    looks = random.integers(-100, 100, (len(WORDS), 256)).astype(np.int8)  # of each word's places
    pairs = [(a, b) for a in range(4) for b in range(4) if a != b] * 4
    grid = np.zeros((len(pairs), 5, 5, 256), np.int8)
    for row, (left, right) in enumerate(pairs):
        grid[row, :, :2], grid[row, :, 3:] = looks[left], looks[right]
    noise = random.integers(-20, 20, grid.shape).astype(np.int8)
    pooled = random.random((len(pairs), 1280)).astype(np.float16)
    collages = CollageTable(
        pooled,
        (grid // 2 + noise).reshape(-1, 25, 256),
        tuple((Panel(left, LEFT), Panel(right, RIGHT)) for left, right in pairs),
    )
    whole = np.repeat(looks[:, None], 25, axis=1)
    features = FeatureTable(pooled[:4], whole, {})
    examples = [Example((row,), ("a", word)) for row, word in enumerate(WORDS)] * 4
    words = WordVectors.load()
    placed = place_sentences(collages, [[("a", word)] for word in WORDS], words)
    recipe = AlignmentRecipe(
        LoopRecipe(epochs=12, batch_size=8, learning_rate=3e-3),
        AlignmentConfig(dimensions=32, hidden_dimensions=32, gru_dimensions=8),
        told=8,
        mixed=8,
        fragments=16,
    )
    losses: list[float] = []
    network = alignment.train(
        recipe,
        words,
        features,
        examples,
        collages,
        placed,
        lambda trained: alignment.pointing(trained, words, collages, placed),
        record=lambda epoch: losses.append(epoch.loss),
    )
    assert losses[-1] < losses[0]
    assert alignment.pointing(network, words, collages, placed)["pointing"] > 95


def test_a_pair_scores_the_best_place_of_each_word_that_counts() -> None:
    cosines = torch.tensor([[0.2, 0.9, 0.0], [0.5, 0.1, 0.3], [9.0, 9.0, 9.0]])[None, None]  # three places
    assert pair_scores(cosines, torch.tensor([2])).item() == pytest.approx(1.4)


def test_a_word_loses_what_other_photos_places_take_from_its_own() -> None:
    logits = torch.zeros(2, 2, 2, 25)
    logits[0, 0, 0, 3] = 50.0  # the first word of the first sentence is at a place of its own photo
    elsewhere = torch.zeros(2, 2, 2, dtype=torch.bool)
    elsewhere[0, 1, 0] = True
    assert word_loss(logits, elsewhere).item() == pytest.approx(0, abs=1e-6)
    elsewhere[0, 1, 1] = True  # the second word is everywhere alike
    assert word_loss(logits, elsewhere).item() == pytest.approx(np.log(2) / 2)


def test_ranking_asks_for_a_margin_both_ways_and_knows_captions_of_the_same_photo() -> None:
    scores = torch.tensor([[2.0, 1.5, 2.0], [0.0, 2.0, 0.0], [2.0, 0.0, 2.0]])
    # Rows 0 and 2 are captions of one photo. Only 1.5 is too near: to 2 in its row and in its column.
    loss = ranking_loss(scores, torch.tensor([7, 8, 7]), margin=1.0)
    assert loss.item() == pytest.approx((0.5 + 0.5) / 3)
