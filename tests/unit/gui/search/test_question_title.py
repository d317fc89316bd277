from datetime import date

import pytest

from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.search.question_title import title_of
from photoseek.library.records import Scope

YEAR = Scope(taken_from=date(2020, 1, 1), taken_until=date(2020, 12, 31))
IN_ALBUM = Scope(album_id=1, taken_from=date(2020, 1, 1), taken_until=date(2020, 12, 31))
CAT = AskedPhoto("cat.png", photo_id=1)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (Question(), "All photos"),
        (Question(words="dog, beach -people^2"), "“dog, beach” without “people”"),
        (Question(words="-people"), "Everything without “people”"),
        (Question(words="dog", scope=YEAR), "“dog” in 2020"),
        (Question(scope=IN_ALBUM, scope_name="Summer"), "Summer, 2020"),
        (Question(words="?!"), "“?!”"),
        (Question(photo=CAT), "Photos like cat.png"),
        (Question(photo=CAT, words="night -people"), "Photos like cat.png with “night” without “people”"),
        (Question(scope_name="Chosen on the map", chosen=(1, 2)), "Chosen on the map"),
    ],
)
def test_the_title_says_what_is_shown(question: Question, title: str) -> None:
    assert title_of(question) == title


def test_a_long_question_has_a_short_title() -> None:
    assert len(title_of(Question(words="a very long sentence " * 20, scope=YEAR))) < 70
