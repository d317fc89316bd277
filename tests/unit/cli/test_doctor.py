"""``photoseek doctor``: every check finds what it looks for, and says what to do."""

import shutil
from importlib import metadata

import pytest

from photoseek.cli import doctor
from photoseek.cli.main import main
from photoseek.errors import DamagedWeights
from photoseek.library import seal
from photoseek.library.database import Database
from photoseek.library.seal import Seal
from photoseek.paths import Paths
from tests.support.vector_library import add_photos, mixture


@pytest.fixture
def paths(base_directory):
    return Paths(base_directory)


@pytest.fixture
def watched(paths, tmp_path):
    """The folder of a library with one photo."""
    database = Database.open_for_writing(paths.library)
    add_photos(database, tmp_path / "photos", {"a.jpg": mixture(dog=1)})
    database.close()
    return tmp_path / "photos"


def states(findings) -> dict[str, str]:
    return {finding.what: finding.state for finding in findings}


def test_a_sound_installation_has_its_packages_and_libraries(paths):
    assert states([*doctor.python(paths), *doctor.packages(paths), *doctor.qt(paths)]) == {
        "Python": "ok",
        "packages": "ok",
        "Qt": "ok",
    }


def test_a_package_of_a_version_that_is_not_allowed_is_named(paths, monkeypatch):
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.1" if name == "pillow" else real(name))
    (finding,) = doctor.packages(paths)
    assert finding.state == "problem"
    assert "pillow 0.1" in finding.text
    assert "packaging/start.py" in finding.text


def test_a_machine_without_a_display_is_no_problem(paths, monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert states(doctor.display(paths)) == {"display": "note"}


def test_a_display_that_does_not_answer_is_a_problem(paths, monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    (finding,) = doctor.display(paths)
    assert finding.state == "problem"
    assert "DISPLAY" in finding.text


def test_no_library_yet_is_no_problem(paths):
    assert states(doctor.library(paths)) == {"library": "note"}


def test_a_library_and_its_folders_are_looked_at(paths, watched):
    found = states(doctor.library(paths))
    assert (found["library"], found["folder"]) == ("ok", "ok")


def test_an_offline_folder_is_worth_a_note(paths, watched):
    shutil.rmtree(watched)
    assert states(doctor.library(paths))["folder"] == "note"


def test_a_damaged_library_is_found(paths, watched, monkeypatch):
    with paths.library.open("r+b") as file:
        file.seek(4096)  # behind the header's page
        file.write(bytes(8 * 4096))
    monkeypatch.setattr(doctor, "_CHECKS", (("library", doctor.library),))
    (finding,) = doctor.examine(paths)
    assert finding.state == "problem"
    assert "damaged" in finding.text


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (Seal("closed", digest="of another file"), "problem"),
        (Seal("open", doubted=True), "problem"),
        (Seal("open"), "ok"),
        (Seal("closed"), "ok"),
    ],
)
def test_a_library_that_is_not_as_it_was_left_is_found(paths, watched, left, state):
    if left == Seal("closed"):
        seal.close(paths.library, left)
    else:
        seal.write(paths.library, left)
    assert states(doctor.library(paths))["library"] == state


def test_a_problem_with_one_thing_does_not_hide_the_next(paths, monkeypatch):
    def broken(_paths):
        raise DamagedWeights("the weights are damaged. Install again.")
        yield

    monkeypatch.setattr(doctor, "_CHECKS", (("models", broken), ("Python", doctor.python)))
    assert states(doctor.examine(paths)) == {"models": "problem", "Python": "ok"}


def test_more_folders_than_the_system_watches_are_a_problem(tmp_path):
    for number in range(5):
        (tmp_path / str(number)).mkdir()
    few, many = tmp_path / "few", tmp_path / "many"
    for limits, watches in ((few, 3), (many, 100)):
        limits.mkdir()
        (limits / "max_user_watches").write_text(f"{watches}\n")
        (limits / "max_user_instances").write_text("128\n")
    assert states(doctor.watches([tmp_path], few)) == {"watching": "problem"}
    assert states(doctor.watches([tmp_path], many)) == {"watching": "ok"}


def test_a_full_disk_is_a_problem(paths, monkeypatch):
    usage = shutil.disk_usage(paths.base)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    (finding,) = doctor.disk(paths)
    assert finding.state == "problem"
    assert "Make room" in finding.text


def test_the_exit_code_tells_whether_there_is_a_problem(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "_CHECKS", (("Python", doctor.python),))
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.startswith("ok")

    monkeypatch.setattr(doctor, "_FREE_BYTES", 10**18)
    monkeypatch.setattr(doctor, "_CHECKS", (("Python", doctor.python), ("disk", doctor.disk)))
    assert main(["doctor"]) == 1
    assert "problem disk" in capsys.readouterr().out


def test_the_shipped_models_are_sound(paths):
    found = states(doctor.models(paths))
    assert found == {"models": "ok", "runtime": "ok"}
