"""The window as the benchmark plays it, on a small library: every step happens, and every figure is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import photoseek
from photoseek.paths import Paths
from tests.support.small_library import make_library, make_photo

PLAY = """
import sys
from functools import partial
from photoseek.gui import app, scripted_hour, scripted_session
from photoseek.gui.worker_client import WorkerClient

if __name__ == "__main__":
    app.WorkerClient = partial(WorkerClient, program=("-m", "tests.support.stand_in_worker"))
    scripted_hour.ROUNDS, scripted_hour.STEPS, scripted_hour.SEARCHES = 1, 8, ("red", "green picture")
    scripted_session.main(*sys.argv[1:])
"""

pytestmark = pytest.mark.timeout(500)


def play(tmp_path: Path, *arguments: str) -> dict[str, float]:
    (tmp_path / "play.py").write_text(PLAY, encoding="utf-8")
    root = Path(photoseek.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, str(tmp_path / "play.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def test_the_start_of_a_window_is_timed(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "base")
    make_library(paths, tmp_path / "photos", 8)
    times = play(tmp_path, "start", str(paths.base))
    assert times["imported_at"] <= times["first_frame_at"] <= times["grid_at"]


def test_an_hour_at_the_window_is_played_to_its_end(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "base")
    make_library(paths, tmp_path / "photos", 60, ["a red dog", "a green cat"])
    for number, colour in enumerate(("red", "green")):
        make_photo(tmp_path / "large" / f"{number}.jpg", colour, (1700 + number, 1200))
    figures = play(tmp_path, "use", str(paths.base), str(tmp_path / "large"))
    assert figures["memory_mb"] > 10
    assert figures["worker_mb"] > 10
    for what in ("grid", "hits", "resizing", "photo", "map"):
        assert 0 < figures[f"{what}_p50_ms"] <= figures[f"{what}_p95_ms"]
