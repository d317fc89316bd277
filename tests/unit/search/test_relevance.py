import numpy as np
import pytest

from photoseek.search import relevance


def floats(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def bands_of(cosine: float, odds: float | None, words: int, told: float = 0.0) -> str:
    scores = relevance.score(floats(cosine), None if odds is None else floats(odds))
    fits = relevance.fit(scores, words, with_odds=odds is not None)
    return relevance.bands(fits, floats(told))[0]


@pytest.mark.parametrize(
    ("cosine", "odds", "words", "band"),
    [
        (0.45, -2.0, 6, "strong"),  # a caption and its photo, as they commonly are
        (0.30, -3.0, 6, "possible"),
        (0.30, relevance.UNSEEN_ODDS, 6, "weak"),  # as near, but of words that no photo shows
        (0.16, 1.0, 1, "strong"),  # one word, plainly seen: its cosine alone would say nothing
        (0.16, relevance.UNSEEN_ODDS, 1, "weak"),
        (0.05, -2.0, 1, "possible"),
        (0.45, None, 12, "strong"),  # words whose looks are unknown: the cosine has to do
        (0.30, None, 12, "possible"),
        (0.18, None, 12, "weak"),
        (0.26, None, 1, "strong"),
    ],
)
def test_a_photo_falls_into_the_band_that_its_fit_says(
    cosine: float, odds: float | None, words: int, band: str
) -> None:
    assert bands_of(cosine, odds, words) == band


def test_what_the_user_told_is_strong_and_a_part_of_it_possible() -> None:
    assert bands_of(0.0, relevance.UNSEEN_ODDS, 1, told=1.0) == "strong"
    assert bands_of(0.0, relevance.UNSEEN_ODDS, 3, told=0.3) == "possible"
    assert bands_of(0.45, -2.0, 6, told=0.3) == "strong"


def test_a_better_score_never_has_a_worse_band() -> None:
    fits = relevance.fit(np.linspace(-1, 1, 50, dtype=np.float32), 3, with_odds=True)
    places = [relevance.BANDS.index(band) for band in relevance.bands(fits, np.zeros(50, np.float32))]
    assert places == sorted(places, reverse=True)
    assert set(places) == {0, 1, 2}
