import numpy as np
import pytest
import torch

from photoseek.models.representation import POOLED_DIMENSIONS
from photoseek.models.word_vectors import WordVectors
from photoseek.training import joint
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable
from photoseek.training.joint import JointRecipe
from photoseek.training.pairing import pair

SENTENCES = (("a", "dog", "in", "snow"), ("a", "pizza", "on", "plate"), ("a", "boat", "at", "sea"))


@pytest.fixture(scope="module")
def words() -> WordVectors:
    return WordVectors.load()


@pytest.fixture(scope="module")
def features() -> FeatureTable:
    pooled = np.random.default_rng(0).random((24, POOLED_DIMENSIONS)).astype(np.float16)
    return FeatureTable(pooled, np.zeros((24, 25, 256), np.int8), {})


def test_captions_find_the_photos_they_were_learned_with(words: WordVectors, features: FeatureTable) -> None:
    examples = [Example((photo,), SENTENCES[photo]) for photo in range(3)] * 4
    recipe = JointRecipe(epochs=15, batch_size=6, learning_rate=3e-3)
    embedding = joint.train(recipe, words, features, examples, lambda trained: {})
    vectors, lengths = joint.look_up(
        joint.word_table(words), [joint.number_words(words, sentence) for sentence in SENTENCES]
    )
    with torch.inference_mode():
        similar = embedding.read(vectors, lengths) @ embedding.see(joint.gather_pooled(features, [0, 1, 2])).T
    assert similar.argmax(dim=1).tolist() == [0, 1, 2]


def test_pairing_gives_each_photo_its_best_captions_and_drops_unlikely_ones(
    words: WordVectors, features: FeatureTable
) -> None:
    embedding = joint.new_embedding(words, joint.JointConfig())
    photos = [(row,) for row in range(24)]
    captions = [sentence for sentence in SENTENCES for _ in range(4)] + [("too", "short")]
    every = pair(embedding, words, features, photos, captions, captions_each=2, least_similarity=-1.0)
    assert len(every) == 2 * 24
    assert all(len(example.words) >= 4 for example in every)
    assert pair(embedding, words, features, photos, captions, captions_each=2, least_similarity=1.1) == []
    assert len(pair(embedding, words, features, photos[:1], captions[:1], least_similarity=-1.0)) == 1
    assert pair(embedding, words, features, photos, [("too", "short")]) == []


def test_a_sentence_of_unknown_words_still_has_a_vector(words: WordVectors) -> None:
    _, lengths = joint.look_up(joint.word_table(words), [joint.number_words(words, ("qqqzzz",))])
    assert lengths.tolist() == [1]
