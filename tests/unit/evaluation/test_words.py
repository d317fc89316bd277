from pathlib import Path

import numpy as np
import pytest

from photoseek.errors import UnusableDataset
from photoseek.evaluation.words import JudgedPair, load_word_pairs, word_pairs, words
from photoseek.models.word_sources import WordSources
from photoseek.models.word_vectors import WordVectors

WORDSIM = "Word 1,Word 2,Human (mean)\nlove,sex,6.77\nTiger,cat,7.35\n"
GENSIM = "# The collection\n# Word 1\tWord 2\tHuman (mean)\nlove\tsex\t6.77\ntiger\tcat\t7.35\n"
SIMLEX = (
    "word1\tword2\tPOS\tSimLex999\tconc(w1)\tconc(w2)\tconcQ\tAssoc(USF)\tSimAssoc333\tSD(SimLex)\n"
    "love\tsex\tN\t6.77\t2.72\t2.81\t2\t7.25\t1\t0.41\n"
    "tiger\tcat\tN\t7.35\t1.75\t2.46\t1\t7.11\t1\t0.67\n"
)
PLAIN = "love sex 6.77\ntiger cat 7.35\n"


def vectors(**rows: list[float]) -> WordVectors:
    matrix = np.array(list(rows.values()), np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return WordVectors(tuple(rows), matrix, {word: number for number, word in enumerate(rows)})


@pytest.mark.parametrize("text", [WORDSIM, GENSIM, SIMLEX, PLAIN])
def test_the_usual_lists_are_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pairs.txt"
    file.write_text(text)
    assert load_word_pairs(file) == [JudgedPair("love", "sex", 6.77), JudgedPair("tiger", "cat", 7.35)]


@pytest.mark.parametrize("text", ["", "one\ttwo\t1\n", "one\ttwo\tthree\nfour\tfive\tsix\n", "a\tb\nc\td\n"])
def test_a_file_that_is_no_such_list_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pairs.txt"
    file.write_text(text)
    with pytest.raises(UnusableDataset, match=r"pairs\.txt"):
        load_word_pairs(file)
    with pytest.raises(UnusableDataset, match="cannot be read"):
        load_word_pairs(tmp_path / "none.txt")


def test_the_order_of_cosines_is_held_against_the_judgements() -> None:
    known = vectors(a=[1, 0], b=[1, 0.1], c=[1, 1], d=[-1, 0])
    pairs = [
        JudgedPair("a", "b", 9),
        JudgedPair("a", "c", 5),
        JudgedPair("a", "d", 1),
        JudgedPair("a", "x", 4),
    ]
    sources = WordSources(known, vectors(a=[1, 0], x=[1, 1]))
    found = word_pairs(sources, pairs)
    assert found["wide"] == {"spearman": 1.0, "known_percent": 75.0, "pairs": 4}
    assert found["captioner"] == {"known_percent": 25.0, "pairs": 4}  # one pair has no order
    turned = [JudgedPair(pair.first, pair.second, -pair.judgement) for pair in pairs]
    assert word_pairs(sources, turned)["wide"]["spearman"] == -1.0


def test_examples_count_only_what_is_known() -> None:
    wide = vectors(man=[1, 0, 0.1], men=[1, 1, 0.1], woman=[-1, 0, 0.1], women=[-1, 1, 0.1])
    spoken = vectors(boy=[0, 0, 1], kid=[0, 0.1, 1], man=[1, 0, 0])
    found = words(WordSources(wide, spoken))
    assert found["wide"]["analogies_right"] == "1 of 1"
    assert found["wide"]["man:men::woman"].startswith("women")
    assert found["captioner"]["neighbours_found"] == "1 of 5"
    assert found["captioner"]["analogies_right"] == "0 of 0"
