from collections.abc import Callable

import numpy as np
import pytest
import torch

from photoseek.models.joint_embedding import JointConfig, JointEmbedding
from photoseek.models.representation import POOLED_DIMENSIONS
from photoseek.models.tags import WordDetectors
from photoseek.models.word_vectors import WordVectors
from photoseek.training import joint, tags
from photoseek.training.examples import Example
from photoseek.training.features import FeatureTable

PHOTOS = 120  # every second one of a dog, every fourth one on a beach
VIEWS = 2


def has(word: str, photo: int) -> bool:
    return {"dog": photo % 2 == 0, "beach": photo % 4 < 2}[word]


@pytest.fixture(scope="module")
def features() -> FeatureTable:
    chance = np.random.default_rng(0)
    looks = {word: chance.random(POOLED_DIMENSIONS) for word in ("dog", "beach")}
    rows = []
    for photo in range(PHOTOS):
        shown = sum(looks[word] for word in looks if has(word, photo))
        rows += [shown + 0.5 * chance.random(POOLED_DIMENSIONS) for _ in range(VIEWS)]
    return FeatureTable(np.array(rows, np.float16), np.zeros((len(rows), 25, 256), np.int8), {})


@pytest.fixture(scope="module")
def fit(features: FeatureTable) -> Callable[[torch.Tensor], tuple[WordDetectors, JointEmbedding]]:
    words = WordVectors.load()
    examples = []
    for photo in range(PHOTOS):
        views = tuple(range(photo * VIEWS, (photo + 1) * VIEWS))
        shown = tuple(word for word in ("dog", "beach") if has(word, photo))
        rare = ("unicorn",) if photo < tags.LEAST_PHOTOS - 1 else ()
        examples += [Example(views, ("a", *shown)), Example(views, ("the", *shown, *rare))]

    def fitted(class_bias: torch.Tensor) -> tuple[WordDetectors, JointEmbedding]:
        torch.manual_seed(0)
        head = (torch.zeros(1000, POOLED_DIMENSIONS), class_bias)
        embedding = joint.new_embedding(words, JointConfig(), head).eval()
        return tags.train(embedding, "joint-7", words, features, examples), embedding

    return fitted


Fit = Callable[[torch.Tensor], tuple[WordDetectors, JointEmbedding]]


def test_each_word_is_detected_in_the_photos_it_was_said_of(fit: Fit, features: FeatureTable) -> None:
    detectors, embedding = fit(torch.zeros(1000))
    whole = torch.from_numpy(features.pooled[::VIEWS].astype(np.float32))
    with torch.inference_mode():
        likely = detectors.probabilities(embedding.embed_photos(whole).numpy())
    assert detectors.embedding_id == "joint-7"
    for word in ("dog", "beach"):
        column = likely[:, detectors.words.index(word)]
        shown = np.array([has(word, photo) for photo in range(PHOTOS)])
        assert column[shown].min() > 0.8
        assert column[~shown].max() < 0.2


def test_words_that_name_nothing_and_rare_ones_have_no_detector(fit: Fit) -> None:
    detectors, _ = fit(torch.zeros(1000))
    assert set(detectors.words) == {"dog", "beach"}


def test_classes_of_an_encoder_that_is_never_sure_are_not_detected(fit: Fit) -> None:
    detectors, _ = fit(torch.zeros(1000))
    assert detectors.class_slope == 0
    assert detectors.class_offset < -5


def test_probabilities_mean_shares_of_people() -> None:
    chance = np.random.default_rng(0)
    scores = chance.standard_normal((4000, 1)).astype(np.float32)
    truth = 1 / (1 + np.exp(-(2 * scores - 1)))
    said = (chance.random((4000, 1)) < truth).astype(np.float32)
    slopes, offsets = tags._platt(scores, said)
    assert slopes[0] == pytest.approx(2, abs=0.2)
    assert offsets[0] == pytest.approx(-1, abs=0.2)
