"""The private environment: when it fits, and how one that was cut off is mended."""

import json
import shutil
import subprocess
import sys

import pytest

import environment


@pytest.fixture
def venv(tmp_path):
    folder = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    return folder


@pytest.fixture
def locks(tmp_path, monkeypatch):
    """Copies of the lock files, to be changed."""
    copies = [shutil.copy(file, tmp_path) for file in environment.PROGRAM_LOCKS]
    monkeypatch.setattr(environment, "PROGRAM_LOCKS", [tmp_path / file for file in copies])
    return environment.PROGRAM_LOCKS


def test_an_environment_without_a_stamp_does_not_fit(venv):
    assert not environment.fits(venv, with_tests=False)


def test_an_environment_fits_once_it_is_stamped(venv):
    environment.write_stamp(venv, with_tests=False)
    assert environment.fits(venv, with_tests=False)


def test_the_test_tools_are_stamped_apart(venv):
    environment.write_stamp(venv, with_tests=False)
    assert not environment.fits(venv, with_tests=True)
    environment.write_stamp(venv, with_tests=True)
    assert environment.fits(venv, with_tests=True)
    assert environment.fits(venv, with_tests=False)


def test_a_changed_lock_no_longer_fits(venv, locks):
    environment.write_stamp(venv, with_tests=False)
    with locks[1].open("a") as lock:
        lock.write("one-more==1.0\n")
    assert not environment.fits(venv, with_tests=False)


def test_an_environment_whose_python_has_gone_does_not_fit(venv):
    environment.write_stamp(venv, with_tests=False)
    environment.python(venv).unlink()
    assert not environment.fits(venv, with_tests=False)


def test_an_environment_made_elsewhere_does_not_fit(venv):
    environment.write_stamp(venv, with_tests=False)
    stamp = next(venv.glob("photoseek-stamp.json"))
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "root": "/somewhere/else"}))
    assert not environment.fits(venv, with_tests=False)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"program": 1}'])
def test_a_stamp_that_was_cut_off_does_not_fit(venv, content):
    (venv / "photoseek-stamp.json").write_text(content)
    assert not environment.fits(venv, with_tests=False)


def test_a_half_installed_package_is_forgotten_and_a_whole_one_kept(tmp_path):
    whole, half = tmp_path / "whole-1.0.dist-info", tmp_path / "half-2.0.dist-info"
    for folder in (whole, half):
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\n")
    (whole / "RECORD").write_text("")
    assert environment.drop_half_installed(tmp_path) == ["half-2.0.dist-info"]
    assert whole.is_dir()
    assert not half.exists()


def test_an_environment_that_fits_costs_no_process(venv, monkeypatch):
    environment.write_stamp(venv, with_tests=False)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    assert environment.prepare(with_tests=False) == environment.python(venv)
