import numpy as np
import pytest

from photoseek.errors import UnknownWords
from photoseek.models.word_vectors import WordVectors


@pytest.fixture(scope="module")
def shipped() -> WordVectors:
    return WordVectors.load()


@pytest.fixture
def toy() -> WordVectors:
    words = ("man", "woman", "king", "queen", "kind")
    vectors = np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 1], [-1, -1, 0]], np.float32)
    return WordVectors(
        words,
        vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        {word: row for row, word in enumerate(words)},
    )


def test_neighbours_are_ordered_by_cosine_and_leave_the_word_itself_out(toy: WordVectors) -> None:
    neighbours = toy.neighbours("man", limit=3)
    assert neighbours[0] == ("king", pytest.approx(0.5**0.5))
    assert "man" not in dict(neighbours)
    assert [cosine for _, cosine in neighbours] == sorted((cosine for _, cosine in neighbours), reverse=True)


def test_several_words_share_their_neighbours(toy: WordVectors) -> None:
    assert toy.neighbours(["man", "queen"], limit=1)[0][0] in {"king", "woman"}


def test_an_analogy_adds_the_difference(toy: WordVectors) -> None:
    assert toy.analogy("man", "king", "woman", limit=1)[0][0] == "queen"


def test_an_unknown_word_is_named_with_the_nearest_known(toy: WordVectors) -> None:
    with pytest.raises(UnknownWords, match="'kinng' is not a word") as caught:
        toy.neighbours("kinng")
    assert caught.value.suggestions["kinng"][0] == "king"


def test_a_limit_beyond_the_vocabulary_gives_all_other_words(toy: WordVectors) -> None:
    assert len(toy.neighbours("man", limit=100)) == 4


def test_the_shipped_vocabulary_is_wide(shipped: WordVectors) -> None:
    assert len(shipped) >= 45_000
    assert all(word in shipped for word in ("dog", "zebra", "canoe", "espresso", "sunsets", "leapfrog"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("boy", {"kid", "boys"}), ("chasing", {"chases", "chase"}), ("beach", {"seaside", "ocean"})],
)
def test_shipped_neighbours_mean_nearly_the_same(shipped: WordVectors, word: str, expected: set[str]) -> None:
    assert expected <= {neighbour for neighbour, _ in shipped.neighbours(word, limit=10)}


def test_man_is_to_men_as_woman_is_to_women(shipped: WordVectors) -> None:
    assert "women" in [word for word, _ in shipped.analogy("man", "men", "woman", limit=2)]


def test_a_misspelt_word_gets_the_word_that_was_meant(shipped: WordVectors) -> None:
    assert shipped.nearest_spellings("zebbra")[0] == "zebra"
    assert shipped.nearest_spellings("xzebrra"), "even with a wrong first letter"


def test_a_pasted_page_without_a_space_is_not_compared_with_every_word(shipped: WordVectors) -> None:
    assert shipped.nearest_spellings("a" * 3_000_000) == []  # some minutes, if it were compared
