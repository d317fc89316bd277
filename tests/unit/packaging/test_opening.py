"""What is opened without being told: the user's pictures, the library there is, the samples."""

import sys
from pathlib import Path

import pytest

import opening
from environment import CannotStart

PYTHON = Path(sys.executable)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


@pytest.fixture
def answers(monkeypatch):
    """Somebody at the terminal who gives these answers, one after the other."""

    def give(*lines):
        remaining = iter(lines)
        monkeypatch.setattr("builtins.input", lambda _question: next(remaining))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    return give


def test_folders_are_made_absolute(tmp_path, monkeypatch):
    (tmp_path / "photos").mkdir()
    monkeypatch.chdir(tmp_path)
    assert opening.checked(["photos"]) == [tmp_path / "photos"]


def test_a_file_is_not_a_folder(tmp_path):
    file = tmp_path / "photo.jpg"
    file.touch()
    with pytest.raises(CannotStart, match="is not a folder"):
        opening.checked([str(file)])


def test_pictures_are_found_under_the_name_the_desktop_gave_them(home):
    (home / "Bilder").mkdir()
    (home / "Pictures").mkdir()
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('# made by xdg\nXDG_PICTURES_DIR="$HOME/Bilder"\n')
    assert opening.pictures_folder() == home / "Bilder"


def test_the_home_folder_itself_is_never_offered(home):
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('XDG_PICTURES_DIR="$HOME/"\n')
    assert opening.pictures_folder() is None


def test_given_folders_are_opened_unasked():
    assert opening.chosen([Path("/a"), Path("/b")], PYTHON) == ["/a", "/b"]


def test_a_library_that_is_there_is_opened_unasked(base_directory):
    (base_directory / "library.db").touch()
    assert opening.chosen([], PYTHON) == []


def test_enter_takes_the_pictures_folder(home, answers):
    (home / "Pictures").mkdir()
    answers("")
    assert opening.chosen([], PYTHON) == [str(home / "Pictures")]


def test_a_wrong_folder_is_asked_for_again(home, answers, capsys):
    (home / "Pictures").mkdir()
    (home / "Holiday").mkdir()
    answers(str(home / "Holliday"), str(home / "Holiday"))
    assert opening.chosen([], PYTHON) == [str(home / "Holiday")]
    assert "Holliday is not a folder" in capsys.readouterr().out


def test_sample_photographs_are_one_letter_away(home, answers, base_directory):
    (home / "Pictures").mkdir()
    answers("s")
    (folder,) = opening.chosen([], PYTHON)
    assert Path(folder).parent == base_directory
    assert any(Path(folder).glob("*.jpg"))


def test_without_a_pictures_folder_enter_takes_the_sample_photographs(home, answers, base_directory):
    answers("")
    assert Path(opening.chosen([], PYTHON)[0]).parent == base_directory


def test_sample_photographs_serve_when_nobody_can_be_asked(home, base_directory, monkeypatch):
    monkeypatch.setattr(opening, "has_display", lambda: False)
    assert Path(opening.chosen([], PYTHON)[0]).parent == base_directory


def test_the_window_asks_when_the_terminal_cannot(home, monkeypatch):
    monkeypatch.setattr(opening, "has_display", lambda: True)
    assert opening.chosen([], PYTHON) == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_a_display_is_what_x_or_wayland_name(variables, expected, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert opening.has_display() is expected


def test_a_few_photos_are_spread_over_the_folder(tmp_path):
    for number in range(60):
        (tmp_path / f"{number:02}.JPG").touch()
    (tmp_path / "notes.txt").touch()
    (tmp_path / "._00.JPG").touch()
    names = [Path(photo).name for photo in opening.some_photos([tmp_path])]
    assert names == ["00.JPG", "10.JPG", "20.JPG", "30.JPG", "40.JPG", "50.JPG"]


def test_the_word_shown_is_the_one_that_fits_a_photo_best():
    answers = [
        {"query": "field", "hits": [{"path": "/a.jpg", "score": 0.3}]},
        {"query": "cat", "hits": [{"path": "/b.jpg", "score": 0.8}]},
        {"query": "standing", "hits": []},
    ]
    assert opening.most_telling(answers) == ("cat", "/b.jpg")


def test_without_a_hit_no_word_is_telling():
    assert opening.most_telling([]) is None
    assert opening.most_telling([{"query": "standing", "hits": []}]) is None


def test_a_command_that_fails_ends_with_one_line(tmp_path):
    with pytest.raises(CannotStart, match="photoseek search stopped"):
        opening._call(Path("/bin/false"), "search", "dog")
