import pytest

from photoseek.evaluation.gallery import Photograph
from photoseek.evaluation.report import NAMES, evaluate
from photoseek.evaluation.words import JudgedPair


def test_a_measure_that_lacks_something_says_so_and_the_others_go_on(
    inference, photographs: list[Photograph]
) -> None:
    report = evaluate(inference, photographs, only=["captions_chinese", "captions", "class_names"])
    assert report["photos"] == len(photographs)
    assert "captions in the language 'zh'" in report["captions_chinese"]["not_measured"]
    assert report["captions"]["bleu_1"] > 0.6
    assert report["captions"]["distinct_percent"] == 50
    assert report["class_names"]["recall_at_1"] == 100
    assert report["models"]["encoder"] == inference.encoder_id
    assert "relevance" not in report


def test_words_are_measured_without_photos(inference) -> None:
    pairs = [JudgedPair("red", "red", 10), JudgedPair("red", "blue", 2), JudgedPair("white", "black", 1)]
    report = evaluate(inference, [], pairs=pairs)
    assert report["word_pairs"]["wide"]["pairs"] == 3
    assert "photos" not in report
    assert report.keys() == {"words", "word_pairs", "models"}


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_has_a_name_that_can_be_asked_for(
    inference, photographs: list[Photograph], name: str
) -> None:
    pairs = [JudgedPair("red", "red", 10), JudgedPair("red", "blue", 2)]
    assert name in evaluate(inference, photographs, only=[name], pairs=pairs)
