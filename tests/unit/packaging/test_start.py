"""The one file that has to be understood by a Python that is too old for the rest."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import environment
import start

SCRIPT = Path(start.__file__)


def test_the_script_is_readable_by_a_python_that_is_too_old():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 7), (3, 10), (3, 15), (4, 0)])
def test_a_python_without_builds_of_torch_is_refused_in_one_line(version):
    line = start.unsuitable(version, "cpython")
    assert "3.11 to 3.14" in line
    assert "\n" not in line


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_supported_pythons_are_accepted(version):
    assert start.unsuitable(version, "cpython") is None


def test_pypy_is_refused_by_name():
    assert "pypy" in start.unsuitable((3, 11), "pypy")


def test_a_better_python_on_the_path_is_named(tmp_path, monkeypatch):
    for name in ("python3.11", "python3.13"):
        program = tmp_path / name
        program.touch(mode=0o755)
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert "Run: python3.13 packaging/start.py" in start.unsuitable((3, 10), "cpython")


@pytest.mark.parametrize("argument", ["/nowhere at all", "--no-such-option"])
def test_a_wrong_argument_is_refused_before_anything_is_set_up(argument, tmp_path):
    # A copy has no .venv: were it to set up first, it would take minutes and make one.
    scripts = tmp_path / "packaging"
    scripts.mkdir()
    for file in SCRIPT.parent.glob("*.py"):
        (scripts / file.name).write_bytes(file.read_bytes())
    done = subprocess.run([sys.executable, scripts / "start.py", argument], capture_output=True, text=True)
    assert done.returncode == 1
    assert argument in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / ".venv").exists()


def test_the_test_command_hands_the_rest_to_pytest(monkeypatch):
    became = []
    monkeypatch.setattr(environment, "prepare", lambda *, with_tests: Path("py") if with_tests else None)
    monkeypatch.setattr(start, "replace_process", lambda command: became.append(command) or 0)
    monkeypatch.chdir(Path.cwd())
    assert start.main(["test", "-x", "tests/unit"]) == 0
    assert became == [["py", "-m", "pytest", *start.ON_ALL_PROCESSORS, "-x", "tests/unit"]]
