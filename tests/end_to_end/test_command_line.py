"""The real command, as a process, on real photographs. Scripts rely on every shape checked here."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from photoseek.library.lock import WriterLock
from photoseek.paths import Paths

COMMAND = [sys.executable, "-m", "photoseek.cli.main"]
PHOTOGRAPHS = ("astronaut.png", "cat.png", "coffee.png", "flower.jpg", "motorcycle.png", "rocket.jpg")


@dataclass(frozen=True)
class Finished:
    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Installation:
    """A base directory and a folder of photographs that were indexed into it."""

    base: Path
    photographs: Path
    report: dict[str, Any]

    def run(self, *arguments: str | Path, stdin: str = "") -> Finished:
        return run(self.base, *arguments, stdin=stdin)


def run(base: Path, *arguments: str | Path, stdin: str = "") -> Finished:
    finished = subprocess.run(
        [*COMMAND, "--base-dir", base, *arguments], input=stdin, capture_output=True, text=True, check=False
    )
    return Finished(finished.returncode, finished.stdout, finished.stderr)


def copies(photographs: Path, folder: Path, names: Sequence[str]) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        shutil.copy(photographs / name, folder)
    return folder


@pytest.fixture(scope="module")
def installation(sample_photographs: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    place = tmp_path_factory.mktemp("installation")
    photographs = copies(sample_photographs, place / "photographs", PHOTOGRAPHS)
    (photographs / "flower.jpg").rename(photographs / "zzblume.jpg")
    (photographs / "broken.jpg").write_bytes((photographs / "rocket.jpg").read_bytes()[:2000])
    (photographs / "empty.png").touch()
    (photographs / "notes.txt").write_text("no photo at all")
    finished = run(place / "base", "index", photographs, "--json")
    assert finished.code == 0, finished.err
    (report,) = finished.objects
    return Installation(place / "base", photographs, report)


@pytest.fixture
def fresh_base(installation: Installation, tmp_path: Path) -> Path:
    """A base directory without a library. Converting the encoder takes long, so it is taken over."""
    converted = Paths(installation.base).compiled_models
    if converted.exists():
        shutil.copytree(converted, Paths(tmp_path / "base").compiled_models)
    return tmp_path / "base"


def test_index_reports_what_it_did(installation: Installation) -> None:
    report = installation.report
    assert list(report) == [
        "added",
        "changed",
        "moved",
        "removed",
        "unchanged",
        "failed",
        "captioned",
        "seconds",
        "photos_per_second",
    ]
    assert report["added"] == report["captioned"] == len(PHOTOGRAPHS)
    assert (report["changed"], report["moved"], report["removed"], report["unchanged"]) == (0, 0, 0, 0)
    assert sorted(Path(failure["path"]).name for failure in report["failed"]) == ["broken.jpg", "empty.png"]
    assert all(failure["reason"] for failure in report["failed"])
    assert report["seconds"] > 0
    assert report["photos_per_second"] == pytest.approx(len(PHOTOGRAPHS) / report["seconds"], rel=0.01)


def test_index_again_finds_nothing_to_do_and_follows_changes(
    sample_photographs: Path, fresh_base: Path, tmp_path: Path
) -> None:
    folder = copies(sample_photographs, tmp_path / "folder", ["cat.png", "coffee.png", "rocket.jpg"])
    run(fresh_base, "index", folder)
    again = run(fresh_base, "index", folder, "--json").objects[0]
    assert (again["added"], again["unchanged"], again["captioned"]) == (0, 3, 0)
    (folder / "cat.png").rename(folder / "renamed.png")
    (folder / "coffee.png").unlink()
    after = run(fresh_base, "index", folder, "--json").objects[0]
    assert (after["added"], after["moved"], after["removed"], after["unchanged"]) == (0, 1, 1, 1)
    assert after["captioned"] == 0
    for_people = run(fresh_base, "index", folder)
    assert for_people.code == 0
    assert "unchanged" in for_people.out


def test_the_photo_folder_is_left_as_it_was(
    sample_photographs: Path, fresh_base: Path, tmp_path: Path
) -> None:
    folder = copies(sample_photographs, tmp_path / "folder", ["cat.png", "rocket.jpg"])

    def state() -> list[tuple[str, int, int]]:
        stats = [(path.name, path.stat()) for path in sorted(folder.rglob("*"))]
        return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]

    before = state()
    run(fresh_base, "index", folder)
    assert state() == before


def test_search_finds_a_photograph_by_what_it_shows(installation: Installation) -> None:
    finished = installation.run("search", "a cup of coffee", "--limit", "5", "--json")
    assert finished.code == 0, finished.err
    (answer,) = finished.objects
    assert list(answer) == ["query", "took_ms", "hits"]
    assert answer["query"] == "a cup of coffee"
    assert answer["took_ms"] > 0
    assert 1 <= len(answer["hits"]) <= 5
    assert all(list(hit) == ["path", "score", "band", "caption"] for hit in answer["hits"])
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert answer["hits"][0]["path"] == str(installation.photographs / "coffee.png")
    assert all(hit["caption"] for hit in answer["hits"])


def test_search_prints_paths_and_captions_for_people(installation: Installation) -> None:
    finished = installation.run("search", "coffee", "--limit", "2")
    assert finished.code == 0
    lines = finished.out.splitlines()
    assert lines[0].startswith(("coffee: 1 photo, ", "coffee: 2 photos, "))
    assert str(installation.photographs / "coffee.png") in lines[1]


def test_search_says_why(installation: Installation) -> None:
    finished = installation.run("search", "red cat", "--limit", "1", "--why", "--json")
    (hit,) = finished.objects[0]["hits"]
    assert hit["path"] == str(installation.photographs / "cat.png")
    reasons = {reason["word"]: reason for reason in hit["reasons"]}
    assert list(reasons) == ["red", "cat"]
    assert reasons["cat"]["seen"]
    assert reasons["cat"]["confidence"] > reasons["red"]["confidence"]
    assert "cat " in installation.run("search", "red cat", "--limit", "1", "--why").out


def test_search_says_where_photos_stop_fitting(installation: Installation) -> None:
    finished = installation.run("search", "grammar", "--limit", "3")
    assert finished.out.splitlines()[0].startswith("grammar: no photo here fits well, ")
    assert finished.out.splitlines()[1].strip() == "nothing below fits well"
    (answer,) = installation.run("search", "grammar", "--limit", "3", "--json").objects
    assert {hit["band"] for hit in answer["hits"]} == {"weak"}


def test_search_answers_every_line_in_order(installation: Installation) -> None:
    queries = ["cat", "xqzzyk", "", "cat -dog", "-cat", "rocket", '"motorcycle" -people^2']
    finished = installation.run("search", "-", "--limit", "3", stdin="\n".join(queries))
    assert finished.code == 1
    assert [answer["query"] for answer in finished.objects] == queries
    found = [bool(answer["hits"]) for answer in finished.objects]
    assert found == [True, False, False, True, True, True, True]
    assert all(len(answer["hits"]) <= 3 for answer in finished.objects)
    unknown, empty = finished.err.splitlines()
    assert "'xqzzyk' is not a word this program knows" in unknown
    assert "holds no words" in empty


def test_search_answers_a_line_before_the_next_is_asked(installation: Installation) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--base-dir", installation.base, "search", "-", "--limit", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    for query in ("cat", "rocket"):
        process.stdin.write(query + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["query"] == query
    process.communicate()
    assert process.returncode == 0


def test_a_query_without_a_known_word_is_no_answer(installation: Installation) -> None:
    finished = installation.run("search", "xqzzyk")
    assert finished.code == 1
    assert finished.out == ""
    assert len(finished.err.splitlines()) == 1


def test_a_word_that_only_a_file_name_holds_is_known(installation: Installation) -> None:
    (answer,) = installation.run("search", "zzblume", "--json").objects
    assert answer["hits"][0]["path"] == str(installation.photographs / "zzblume.jpg")
    assert [hit["band"] for hit in answer["hits"]].count("strong") == 1


def test_similar_answers_each_image_in_order_even_one_it_cannot_read(installation: Installation) -> None:
    cat, missing = installation.photographs / "cat.png", installation.photographs / "missing.jpg"
    rocket = installation.photographs / "rocket.jpg"
    finished = installation.run("similar", cat, missing, rocket, "--limit", "2", "--json")
    assert finished.code == 1
    assert [answer["query"] for answer in finished.objects] == [str(cat), str(missing), str(rocket)]
    assert [list(answer) for answer in finished.objects] == [["query", "took_ms", "hits"]] * 3
    assert [len(answer["hits"]) for answer in finished.objects] == [2, 0, 2]
    assert finished.objects[0]["hits"][0]["path"] == str(cat)
    assert finished.objects[2]["hits"][0]["path"] == str(rocket)
    (message,) = finished.err.splitlines()
    assert str(missing) in message


def test_similar_takes_an_image_from_outside_the_library(installation: Installation, tmp_path: Path) -> None:
    from PIL import Image

    outside = tmp_path / "outside.jpg"
    with Image.open(installation.photographs / "coffee.png") as photo:
        photo.convert("RGB").resize((200, 150)).save(outside, quality=60)
    finished = installation.run("similar", outside, "--limit", "1", "--json")
    assert finished.code == 0, finished.err
    assert finished.objects[0]["hits"][0]["path"] == str(installation.photographs / "coffee.png")


def test_caption_describes_each_image_and_names_what_it_cannot_read(installation: Installation) -> None:
    images = [installation.photographs / name for name in ("cat.png", "broken.jpg", "rocket.jpg", "gone.jpg")]
    finished = installation.run("caption", *images, "--beam", "2", "--json")
    assert finished.code == 1
    assert [answer["path"] for answer in finished.objects] == [str(image) for image in images]
    assert [list(answer) for answer in finished.objects] == [
        ["path", "caption", "log_prob", "confidence", "sure", "tags"],
        ["path", "error"],
        ["path", "caption", "log_prob", "confidence", "sure", "tags"],
        ["path", "error"],
    ]
    cat, _, rocket, _ = finished.objects
    assert cat["caption"] != rocket["caption"]
    assert cat["log_prob"] < 0


def test_caption_reads_paths_and_agrees_with_what_the_library_holds(installation: Installation) -> None:
    paths = [str(installation.photographs / name) for name in ("coffee.png", "astronaut.png")]
    finished = installation.run("caption", "-", stdin="\n".join([*paths, "/nowhere.jpg"]))
    assert [answer["path"] for answer in finished.objects] == [*paths, "/nowhere.jpg"]
    hits = installation.run("similar", paths[0], "--limit", "100", "--json").objects[0]["hits"]
    stored = {hit["path"]: hit["caption"] for hit in hits}
    assert [answer["caption"] for answer in finished.objects[:2]] == [stored[path] for path in paths]


def test_words_and_analogies_need_no_library(tmp_path: Path) -> None:
    near = run(tmp_path / "base", "words", "beach", "--limit", "4", "--json").objects[0]
    assert list(near) == ["word", "neighbours"]
    assert [list(entry) for entry in near["neighbours"]] == [["word", "similarity"]] * 4
    answered = run(tmp_path / "base", "analogy", "-", stdin="man king woman\n").objects[0]
    assert list(answered) == ["a", "b", "c", "answers"]
    assert "queen" in [entry["word"] for entry in answered["answers"]]


def test_searching_works_while_the_program_runs_but_indexing_says_why_it_cannot(
    installation: Installation,
) -> None:
    with WriterLock(Paths(installation.base).lock):
        assert installation.run("search", "cat", "--limit", "1").code == 0
        refused = installation.run("index", installation.photographs)
    assert refused.code == 1
    (line,) = refused.err.splitlines()
    assert "already running" in line


def test_a_wrong_folder_is_one_line(tmp_path: Path) -> None:
    finished = run(tmp_path / "base", "index", tmp_path / "missing")
    assert finished.code == 1
    assert str(tmp_path / "missing") in finished.err
    assert len(finished.err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"this is no library", b""])
def test_a_file_that_is_no_library_is_one_line_and_left_alone(tmp_path: Path, content: bytes) -> None:
    base = tmp_path / "base"
    base.mkdir()
    Paths(base).library.write_bytes(content)
    finished = run(base, "search", "dog")
    assert finished.code == 1
    assert len(finished.err.splitlines()) == 1
    assert Paths(base).library.read_bytes() == content


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a file name be no text")
def test_a_file_name_that_is_no_text_passes_through(
    sample_photographs: Path, fresh_base: Path, tmp_path: Path
) -> None:
    folder = copies(sample_photographs, tmp_path / "folder", ["rocket.jpg"])
    strange = folder / os.fsdecode(b"caf\xe9.jpg")
    (folder / "rocket.jpg").rename(strange)
    assert run(fresh_base, "index", folder).code == 0
    (hit,) = run(fresh_base, "search", "rocket", "--json").objects[0]["hits"]
    assert hit["path"] == str(strange)
    captioned = subprocess.run(
        [*COMMAND, "--base-dir", fresh_base, "caption", "-"],
        input=os.fsencode(strange) + b"\n",
        capture_output=True,
        check=False,
    )
    assert json.loads(captioned.stdout)["caption"] == hit["caption"]
    for_people = subprocess.run(
        [*COMMAND, "--base-dir", fresh_base, "search", "rocket"], capture_output=True, check=False
    )
    assert os.fsencode(strange) in for_people.stdout
