import numpy as np

from photoseek.evaluation.retrieval import photo_to_text_ranks, summarize, text_to_photo_ranks

#                     photo 0  1    2
SIMILARITY = np.array(
    [
        [0.9, 0.1, 0.2],  # a text of photo 0, found first
        [0.5, 0.4, 0.6],  # a text of photo 1, found last
        [0.3, 0.8, 0.8],
    ],
    np.float32,
)  # a text of photo 2, tied with photo 1
OWNERS = np.array([0, 1, 2])


def test_a_text_ranks_its_photo_and_ties_count_against_it() -> None:
    assert text_to_photo_ranks(SIMILARITY, OWNERS).tolist() == [1, 3, 2]


def test_a_photo_ranks_the_best_of_its_texts() -> None:
    assert photo_to_text_ranks(SIMILARITY, OWNERS).tolist() == [1, 2, 1]
    # With two texts of one photo, the better one counts and the other is no rival.
    assert photo_to_text_ranks(SIMILARITY[:, :2], np.array([0, 0, 1])).tolist() == [1, 1]


def test_the_summary_is_in_percent() -> None:
    ranks = np.array([1, 2, 6, 50])
    assert summarize(ranks) == {
        "recall_at_1": 25.0,
        "recall_at_5": 50.0,
        "recall_at_10": 75.0,
        "median_rank": 4.0,
    }
