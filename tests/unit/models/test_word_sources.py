import numpy as np
import pytest

from photoseek.models.word_sources import WordSources
from photoseek.models.word_vectors import WordVectors


def vectors(**rows: list[float]) -> WordVectors:
    matrix = np.array(list(rows.values()), np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return WordVectors(tuple(rows), matrix, {word: number for number, word in enumerate(rows)})


def test_both_sources_have_a_say_where_both_know_the_words() -> None:
    wide = vectors(red=[1, 0, 0], reddish=[1, 0.2, 0], blue=[1, 0.3, 0], king=[0, 0, 1])
    spoken = vectors(red=[1, 0], blue=[1, 0.1], reddish=[-1, 0.5], umbrella=[0, 1])
    sources = WordSources(wide, spoken)
    assert sources.choose("wide", ["red"]).neighbours("red", 1)[0][0] == "reddish"
    assert sources.choose("captioner", ["red"]).neighbours("red", 1)[0][0] == "blue"
    assert sources.choose("both", ["red"]).neighbours("red", 1)[0][0] == "blue"
    np.testing.assert_allclose(np.linalg.norm(sources.both.vectors, axis=1), 1, rtol=1e-6)


def test_the_captioner_has_less_to_say_of_words_that_it_seldom_heard() -> None:
    names = [f"word{number}" for number in range(1300)]
    wide = vectors(**{name: [1, 0] for name in names})
    spoken = vectors(**{name: [0, 1] for name in names})
    both = WordSources(wide, spoken).both
    lengths = both.vectors[:, 3] / both.vectors[:, 0]
    assert lengths[0] == lengths[299] == pytest.approx(1.2)
    assert lengths[1199] == pytest.approx(0.6)
    assert (np.diff(lengths) <= 1e-6).all()


def test_a_word_that_no_caption_holds_is_asked_of_the_wide_vocabulary() -> None:
    sources = WordSources(vectors(red=[1, 0], king=[0, 1]), vectors(red=[1, 0]))
    assert sources.choose("both", ["king", "red"]) is sources.wide
    assert sources.choose("both", ["red"]) is sources.both


@pytest.fixture(scope="module")
def shipped() -> WordSources:
    return WordSources.load()


def test_the_captioner_knows_what_is_said_of_photos(shipped: WordSources) -> None:
    near = [word for word, _ in shipped.captioner.neighbours("boy", 10)]
    assert {"child", "kid", "girl"} <= set(near)
    assert "blue" in [word for word, _ in shipped.captioner.neighbours("red", 3)]
    assert "blue" not in [word for word, _ in shipped.wide.neighbours("red", 3)]


def test_both_together_answer_plain_questions(shipped: WordSources) -> None:
    assert {"kid", "child", "girl"} <= {word for word, _ in shipped.both.neighbours("boy", 10)}
    assert {"chases", "chase", "running"} <= {word for word, _ in shipped.both.neighbours("chasing", 10)}
    assert "women" in [word for word, _ in shipped.both.analogy("man", "men", "woman", 2)]
    assert "blue" in [word for word, _ in shipped.both.analogy("grass", "green", "sky", 2)]
