"""The directions of imports, as declared in pyproject.toml, and what the window must never load."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_keep_to_the_declared_directions() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    finished = run([linter, "--no-cache"])
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.parametrize("module", ["photoseek.gui.app", "photoseek.cli.main"])
def test_neither_window_nor_command_line_loads_a_network_or_an_index(module: str) -> None:
    heavy = ["torch", "torchvision", "timm", "hnswlib", "openvino"]
    code = f"import sys, {module}; print(*[name for name in {heavy} if name in sys.modules])"
    finished = run([sys.executable, "-c", code])
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.split() == []
