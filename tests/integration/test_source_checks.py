"""The checks of the source itself, so that one command and one summary tell everything."""

import subprocess
import sys
from pathlib import Path

import pytest

import environment

SCRIPTS = Path(sys.executable).parent


@pytest.mark.parametrize("line", ["ruff check", "mypy", "lint-imports"])
def test_the_source_is_clean(line):
    program, *arguments = line.split()
    command = [SCRIPTS / program, *arguments]
    done = subprocess.run(command, cwd=environment.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_checks_call_the_command_that_the_readme_names():
    command = "python3 packaging/start.py test"
    assert command in (environment.ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (environment.ROOT / ".ci" / "run").read_text(encoding="utf-8")
