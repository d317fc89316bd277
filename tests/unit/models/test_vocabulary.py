import pytest

from photoseek.models.vocabulary import SPECIAL, Vocabulary, join, language_of, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A dog's red ball!", ["a", "dog", "'s", "red", "ball"]),
        ("black-and-white", ["black", "and", "white"]),
        ("IMG_2041.JPG", ["img", "2041", "jpg"]),
        ("the horse \N{RIGHT SINGLE QUOTATION MARK}s lead", ["the", "horse", "'s", "lead"]),
        ("ＡＢＣ", ["abc"]),  # full-width letters
        ("...", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert tokenize(text) == words


def test_rare_words_are_left_out_and_frequent_ones_come_first() -> None:
    captions = [["a", "dog"], ["a", "cat"], ["a", "dog"]]
    assert Vocabulary.from_captions(captions, 2).words == (*SPECIAL, "a", "dog")


def test_numbers_become_words_again_up_to_the_end() -> None:
    vocabulary = Vocabulary([*SPECIAL, "a", "dog"])
    numbers = vocabulary.encode(["a", "zebra", "dog"])
    assert numbers == [4, vocabulary.unknown, 5]
    assert vocabulary.decode([vocabulary.start, 4, 5, vocabulary.end, 4]) == ["a", "dog"]


def test_a_list_without_the_special_words_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with"):
        Vocabulary(["a", "dog"])


def test_chinese_is_cut_into_characters() -> None:
    assert tokenize("一只狗在草地上跑。2 dogs") == [*"一只狗在草地上跑", "2", "dogs"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("狗", "zh"), ("a dog", "en"), ("", "en"), ("海滩 dog", "zh"), ("a photo of 狗", "en"), ("?!", "en")],
)
def test_the_language_is_told_by_the_letters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_only_ideographs_are_joined_without_a_space() -> None:
    assert join(["two", "dogs"]) == "two dogs"
    assert join(["两", "只", "狗"]) == "两只狗"
    assert join(["两", "t", "恤"]) == "两 t 恤"
