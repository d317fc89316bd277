"""Full-text search of captions and names; whole words for suggestions."""

import pytest

from photoseek.library import captions, fulltext
from tests.support.libraries import caption, take_in


@pytest.fixture
def ids(session, pictures):
    ids = take_in(session, pictures, ["IMG_0815.jpg", "Österreich/rex.jpg", "c.jpg"])
    first, second, third = ids.values()
    caption(session, first, "two dogs running at the beach")
    caption(session, second, "a dog in a café")
    caption(session, third, "a cat on a sofa")
    return first, second, third


def found(session, query):
    return set(fulltext.search(session, query).tolist())


def test_words_are_found_in_any_form_and_without_accents(session, ids):
    first, second, third = ids
    assert found(session, "DOG") == {first, second}
    assert found(session, "runs") == {first}
    assert found(session, "cafe") == found(session, "cafe\u0301") == {second}
    assert found(session, "cat") == {third}
    assert found(session, "elephant") == set()


def test_all_words_must_occur(session, ids):
    first, _, _ = ids
    assert found(session, "dog beach") == {first}
    assert found(session, "dog sofa") == set()
    assert found(session, "") == set()


def test_names_of_files_and_folders_are_found(session, ids):
    first, second, _ = ids
    assert found(session, "IMG_0815.jpg") == found(session, "0815") == {first}
    assert found(session, "osterreich dog") == {second}
    assert found(session, "pictures") == set(ids)


def test_hits_come_by_id(session, pictures):
    ids = take_in(session, pictures, [f"{number}.jpg" for number in range(5)])
    for id_ in ids.values():
        caption(session, id_, "a bird")
    assert fulltext.search(session, "bird").tolist() == sorted(ids.values())


@pytest.mark.parametrize(
    "query",
    [
        *[
            '"',
            "'",
            "",
            " ",
            "AND",
            "NOT dog",
            "dog AND NOT (",
            "NEAR(a b)",
            "caption:dog",
            "dog*",
            "^dog",
            "-dog",
            "+",
        ],
        *[
            "a\0b",
            "\ud800",
            "%_",
            "{names}: x",
            "--",
            "/*",
            "; DROP TABLE photos",
            "🐕",
            "ª",
            "x" * 100_000,
            '"dog" "',
        ],
        " ".join(f"word{number}" for number in range(5000)),
    ],
)
def test_every_string_is_a_legal_search(session, ids, query):
    assert found(session, query) <= set(ids)
    assert set(fulltext.word_counts(session, [query])) == {query}
    assert len(fulltext.vocabulary(session, query, 5)) <= 5


def test_signs_of_the_query_language_mean_nothing(session, ids):
    first, second, _ = ids
    assert found(session, '"dog"') == found(session, "(dog*") == {first, second}
    assert found(session, "caption:dog") == set()  # the phrase "caption dog", which nobody wrote


def test_whole_words_of_captions_are_counted(session, ids):
    assert fulltext.word_counts(session, ["dog", "Dogs", "a", "café", "cafe", "elephant"]) == {
        "dog": 1,
        "Dogs": 1,
        "a": 2,
        "café": 1,
        "cafe": 0,
        "elephant": 0,
    }


def test_the_vocabulary_lists_the_commonest_words_first(session, ids):
    assert fulltext.vocabulary(session, "", 1) == [("a", 2)]
    assert fulltext.vocabulary(session, " DO", 9) == [("dog", 1), ("dogs", 1)]
    assert fulltext.vocabulary(session, "zebra", 9) == []
    assert fulltext.vocabulary(session, "img", 9) == []  # names are not words to suggest


def test_an_edited_caption_leaves_no_trace_of_the_old_one(session, ids):
    captions.edit(session, ids[0], "en", "sunset")
    assert found(session, "beach") == set()
    assert fulltext.word_counts(session, ["beach", "sunset"]) == {"beach": 0, "sunset": 1}


def test_chinese_is_found_by_its_characters(session, pictures):
    first, second = take_in(session, pictures, ["小狗.jpg", "b.jpg"]).values()
    captions.edit(session, second, "zh", "一只白色的狗在 beach 上奔跑。")
    assert found(session, "狗") == {first, second}
    assert found(session, "小狗") == {first}  # side by side, in this order
    assert found(session, "狗白") == set()
    assert found(session, "狗 beach") == {second}


def test_chinese_characters_are_not_suggested_as_words(session, ids):
    captions.edit(session, ids[0], "zh", "狗在 beach 上")
    assert [word for word, _ in fulltext.vocabulary(session, "", 99) if not word.isascii()] == ["café"]
    assert fulltext.word_counts(session, ["狗", "beach"]) == {"狗": 0, "beach": 1}
