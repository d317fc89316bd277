import io
import json

import pytest

from photoseek.cli.main import main


def run(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]], str]:
    code = main(argv)
    printed = capsys.readouterr()
    return code, [json.loads(line) for line in printed.out.splitlines()], printed.err


def words_of(answers: object) -> list[str]:
    assert isinstance(answers, list)
    return [answer["word"] for answer in answers]


def test_a_word_is_answered_with_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    code, (answer,), errors = run(["words", "Dog", "--limit", "5", "--json"], capsys)
    assert (code, errors) == (0, "")
    assert answer.keys() == {"word", "neighbours"}
    assert answer["word"] == "Dog"
    assert len(words_of(answer["neighbours"])) == 5
    assert {"dogs", "puppy"} & set(words_of(answer["neighbours"]))
    assert all(entry.keys() == {"word", "similarity"} for entry in answer["neighbours"])  # type: ignore[attr-defined]


def test_an_analogy_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    code, (answer,), errors = run(["analogy", "man", "king", "woman", "--json"], capsys)
    assert (code, errors) == (0, "")
    assert (answer["a"], answer["b"], answer["c"]) == ("man", "king", "woman")
    assert "queen" in words_of(answer["answers"])[:3]


def test_people_get_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "dog", "--limit", "3"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert main(["analogy", "man", "king", "woman"]) == 0
    assert capsys.readouterr().out.startswith("man is to king as woman is to\n")


def test_an_unknown_word_is_answered_with_nothing_and_its_neighbours_in_spelling(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, (answer,), errors = run(["words", "elephannt", "--json"], capsys)
    assert code == 1
    assert answer == {"word": "elephannt", "neighbours": []}
    assert "elephant" in errors


def test_every_line_of_standard_input_has_its_line_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("dog\n\nelephannt\r\ncat"))
    code, answers, errors = run(["words", "-"], capsys)
    assert code == 1
    assert [answer["word"] for answer in answers] == ["dog", "", "elephannt", "cat"]
    assert [bool(answer["neighbours"]) for answer in answers] == [True, False, False, True]
    assert len(errors.splitlines()) == 2


def test_analogies_come_from_standard_input_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Paris France London\nonly two\n"))
    code, answers, errors = run(["analogy", "-"], capsys)
    assert code == 1
    assert (answers[0]["a"], answers[0]["b"], answers[0]["c"]) == ("Paris", "France", "London")
    assert {"england", "britain"} & set(words_of(answers[0]["answers"])[:3])
    assert answers[1]["answers"] == []
    assert "not three words" in errors
