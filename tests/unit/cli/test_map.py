"""``photoseek map``: coordinates for people and scripts, and a picture."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoseek.cli import main as command
from photoseek.images.thumbnails import ThumbnailStore
from photoseek.ingest.projection import Projector, Vectors
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.library.lock import WriterLock
from photoseek.models.inference import Inference
from photoseek.paths import Paths
from tests.support.photos import jpeg_bytes, quarters
from tests.support.vector_library import AXES, add_photos, axis_inference, mixture

NAMES = ("dog.jpg", "beach.jpg", "snow.jpg")


@pytest.fixture
def paths(base_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    paths = Paths(base_directory)
    paths.create()
    database = Database.open_for_writing(paths.library)
    add_photos(database, tmp_path, {name: mixture(**{name.split(".")[0]: 1}) for name in NAMES})
    database.close()
    monkeypatch.setattr(Inference, "load", lambda *arguments: axis_inference())
    monkeypatch.setattr(Projector, "project", corners)
    return paths


def corners(_self: Projector, vectors: Vectors) -> Vectors:
    return np.linspace(0, 1, len(vectors), dtype=np.float32)[:, None].repeat(2, axis=1)


def test_each_photo_has_a_place(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["map", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["map"] == "photos"
    assert [(point["path"], point["x"]) for point in told["points"]] == [
        (str(tmp_path / name), x) for name, x in zip(NAMES, (0.0, 0.5, 1.0), strict=True)
    ]
    assert command.main(["map"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f" 0.500  0.500  {tmp_path / 'beach.jpg'}"


def test_words_have_a_map_of_their_own(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["map", "--words", "--json"]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    assert [point["word"] for point in points] == list(AXES)


def test_a_picture_shows_the_photos(paths: Paths, tmp_path: Path) -> None:
    database = Database.open_for_reading(paths.library)
    with database.read() as session:
        dog = photos.by_ids(session, photos.list_ids(session, "added"))[-1]
    database.close()
    ThumbnailStore(paths.thumbnails).write(dog.content_hash, jpeg_bytes(quarters()))
    assert command.main(["map", "--picture", str(tmp_path / "map.png")]) == 0
    with Image.open(tmp_path / "map.png") as picture:
        assert picture.getpixel((5, 5)) != (255, 255, 255)
        assert picture.getpixel((5, picture.height - 5)) == (255, 255, 255)


def test_a_running_program_makes_the_map_itself(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with WriterLock(paths.lock):
        assert command.main(["map", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["points"] == []
    assert "running" in told.err


def test_without_a_library_it_says_what_to_do(
    base_directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["map"]) == 1
    assert "photoseek index" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_said(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["map", "--picture", str(tmp_path / "map.nonsense")]) == 1
    assert "Choose another" in capsys.readouterr().err
