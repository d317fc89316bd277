"""The shipped alignment on real photographs: two of them side by side, so that it is known what is where."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.cli.main import main
from photoseek.errors import UnknownWords
from photoseek.images.decode import decode
from photoseek.models.inference import Inference
from photoseek.models.regions import WHOLE, Box
from photoseek.paths import Paths
from photoseek.search import parts
from photoseek.settings import Settings

LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)


@pytest.fixture(scope="module")
def inference(tmp_path_factory: pytest.TempPathFactory) -> Inference:
    paths = Paths(tmp_path_factory.mktemp("inference"))
    paths.create()
    return Inference.load(paths, Settings(runtime="torch"))


@pytest.fixture(scope="module")
def collage(sample_photographs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cat on the left, a motorcycle on the right."""
    image = Image.new("RGB", (520, 260))
    for left, name in ((0, "cat"), (260, "motorcycle")):
        image.paste(Image.fromarray(decode(next(sample_photographs.glob(f"{name}.*"))).square), (left, 0))
    path = tmp_path_factory.mktemp("collage") / "collage.png"
    image.save(path)
    return path


@pytest.fixture(scope="module")
def representation(inference: Inference, collage: Path) -> bytes:
    return inference.represent(decode(collage).square[None])[0]


@pytest.mark.parametrize(
    ("word", "is_left"), [("cat", True), ("kitten", True), ("motorcycle", False), ("wheel", False)]
)
def test_a_word_points_at_the_photo_that_shows_it(
    inference: Inference, representation: bytes, word: str, is_left: bool
) -> None:
    (region,) = inference.align([word], representation).words
    columns = region.heat.sum(axis=0)
    assert (columns[:2].sum() > columns[3:].sum()) == is_left, columns
    assert ((region.box.left + region.box.right) / 2 < 0.5) == is_left, region.box


def test_of_a_word_alone_its_detector_tells_too(
    inference: Inference, representation: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def share_on_the_left(word: str) -> float:
        columns = inference.align([word], representation).words[0].heat.sum(axis=0)
        return float(columns[:2].sum() / columns.sum())

    told = [share_on_the_left(word) for word in ("cat", "motorcycle")]
    monkeypatch.setattr(inference, "evidence", lambda words: None)
    by_alignment = [share_on_the_left(word) for word in ("cat", "motorcycle")]
    assert told != by_alignment
    assert told[0] > 0.5 > told[1]


def test_phrases_fall_on_their_photos(inference: Inference, representation: bytes) -> None:
    sentence = ["a", "cat", "and", "a", "parked", "motorcycle"]
    alignment = inference.align(sentence, representation)
    assert [word for phrase in alignment.phrases for word in phrase.words] == sentence
    assert len(alignment.phrases) < len(sentence)
    sides = {word: phrase.box for phrase in alignment.phrases for word in phrase.words}
    assert sides["cat"].left + sides["cat"].right < 1 < sides["motorcycle"].left + sides["motorcycle"].right


def test_a_part_is_described_by_what_it_shows(inference: Inference, representation: bytes) -> None:
    left, right = (inference.region_caption(representation, box).text for box in (LEFT, RIGHT))
    assert "cat" in left.split()
    assert "motorcycle" in right.split()
    assert inference.region_caption(representation, WHOLE).text


def test_words_that_are_not_known_are_left_out(inference: Inference, representation: bytes) -> None:
    alignment = inference.align(["xyzzy", "cat"], representation)
    assert [word.words for word in alignment.words] == [("cat",)]
    np.testing.assert_array_equal(
        alignment.words[0].heat, inference.align(["cat"], representation).words[0].heat
    )
    with pytest.raises(UnknownWords, match="xyzzy"):
        inference.align(["xyzzy"], representation)


def test_the_command_tells_boxes_and_heat(collage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regions", str(collage), "a motorcycle", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["text"] == "a motorcycle"
    assert [word["word"] for word in answer["words"]] == ["a", "motorcycle"]
    heat = np.array(answer["words"][1]["heat"])
    assert heat.shape == (5, 5)
    assert heat[:, 3:].sum() > heat[:, :2].sum()
    assert all(0 <= edge <= 1 for phrase in answer["phrases"] for edge in phrase["box"])
    assert all(phrase["caption"] for phrase in answer["phrases"])


def test_the_command_takes_the_caption_when_no_words_are_given(
    collage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["regions", str(collage)]) == 0
    first, *rows = capsys.readouterr().out.splitlines()
    sentence = first.removeprefix(f"{collage}: ").split()
    assert sentence
    assert rows[0].split()[0] == sentence[0]


def test_the_command_names_a_word_it_does_not_know(collage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regions", str(collage), "motorcicle", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["words"] == []
    assert "motorcycle" in printed.err


def test_things_are_found_where_they_are(inference: Inference, representation: bytes) -> None:
    found = parts.find(
        inference, representation, "a cat beside a parked motorcycle", ["wheel", "parked", "cats"]
    )
    named = {region.words[-1]: region.box for region in found}
    assert {"cat", "motorcycle"} <= set(named) <= {"cat", "motorcycle", "wheel"}
    assert named["cat"].left < 0.2
    assert named["cat"].right < 0.7
    assert named["motorcycle"].left > 0.4
    assert named["motorcycle"].right > 0.8


def test_places_have_vectors_of_their_own(inference: Inference, representation: bytes) -> None:
    places = inference.embed_places(representation)
    assert places is not None
    likeness = (places @ inference.embed_words(["cat"])).reshape(5, 5)
    assert likeness[:, :2].mean() > likeness[:, 3:].mean()
    assert np.linalg.norm(places, axis=1) == pytest.approx(np.ones(25), abs=1e-4)
