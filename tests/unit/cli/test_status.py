"""``photoseek status`` on real libraries."""

import json

import pytest

from photoseek.cli.main import main
from photoseek.library.database import Database
from photoseek.models import weights
from photoseek.paths import Paths
from tests.support.vector_library import add_photos, mixture


@pytest.fixture
def library(base_directory, tmp_path):
    """A library of two photos, one of them with a caption, in a watched folder."""
    folder = tmp_path / "photos"
    database = Database.open_for_writing(Paths(base_directory).library)
    add_photos(database, folder, {"a.jpg": mixture(dog=1), "b.jpg": mixture(cat=1)}, {"a.jpg": "a dog runs"})
    database.close()
    return folder


def status(capsys) -> dict:
    assert main(["status", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_empty_base_directory_holds_nothing(base_directory, capsys):
    found = status(capsys)
    assert (found["photos"], found["folders"], found["bytes"]["library"]) == (0, [], 0)
    assert found["library"] == str(base_directory / "library.db")


def test_a_library_is_not_made_by_looking_for_it(base_directory, capsys):
    status(capsys)
    assert not (base_directory / "library.db").exists()


def test_photos_captions_and_folders_are_counted(library, capsys):
    found = status(capsys)
    assert (found["photos"], found["captioned"], found["failed"]) == (2, 1, 0)
    assert found["folders"] == [{"path": str(library), "online": True, "photos": 2}]


def test_a_folder_that_is_not_there_now_is_offline_whatever_the_library_noted(library, capsys):
    for file in library.iterdir():
        file.unlink()
    library.rmdir()
    assert status(capsys)["folders"][0]["online"] is False


def test_sizes_are_those_of_the_files(library, base_directory, capsys):
    cached = base_directory / "cache" / "thumbnails" / "ab" / "ab.webp"
    cached.parent.mkdir(parents=True)
    cached.write_bytes(bytes(1234))
    sizes = status(capsys)["bytes"]
    assert sizes["cache"] == 1234
    assert sizes["library"] >= (base_directory / "library.db").stat().st_size > 0
    assert sizes["total"] >= sizes["cache"] + sizes["library"]


def test_models_are_named_as_loading_them_would(capsys):
    models = status(capsys)["models"]
    assert models["words"] == weights.load("words")[2]


def test_people_are_told_the_same(library, capsys):
    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert "2 photos, 1 with a caption" in told
    assert str(library) in told


def test_the_names_of_folders_are_no_commands_to_the_terminal(base_directory, tmp_path, capsys):
    folder = tmp_path / "a\n\x1b]0;title\x07\u202e \u5bb6"
    database = Database.open_for_writing(Paths(base_directory).library)
    add_photos(database, folder, {"a.jpg": mixture(dog=1)})
    database.close()
    assert main(["status"]) == 0
    line = capsys.readouterr().out.splitlines()[2]
    assert line == f"{tmp_path}/a\\n\\x1b]0;title\\x07\\u202e \u5bb6: 1 photos"


def test_a_damaged_library_is_one_line_and_exit_code_1(base_directory, capsys):
    (base_directory / "library.db").write_bytes(b"not a library" * 100)
    assert main(["status"]) == 1
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert str(base_directory / "library.db") in error
