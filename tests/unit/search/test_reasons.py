"""Which words of a query are reasons."""

from photoseek.search.reasons import _runs


def test_words_that_say_little_are_no_reasons() -> None:
    words = ("a", "dog", "on", "the", "beach")
    assert [words[run] for run in _runs(words)] == [("dog",), ("beach",)]


def test_chinese_characters_side_by_side_are_one_word() -> None:
    words = tuple("一只棕色的狗在海滩上奔跑")
    assert ["".join(words[run]) for run in _runs(words)] == ["棕色", "狗", "海滩", "奔跑"]


def test_words_of_two_scripts_stay_apart() -> None:
    words = ("狗", "beach")
    assert [words[run] for run in _runs(words)] == [("狗",), ("beach",)]
