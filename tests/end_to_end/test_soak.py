"""A short form of the long runs in tests/faults: all happens, nothing stays behind, nobody is called."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

import photoseek
from photoseek import logs
from photoseek.library import backup
from tests.support.isolation import NOTES, without_network
from tests.support.soaking import Soak
from tests.support.usage import Meter, exposed

EVENTS = 250

pytestmark = pytest.mark.timeout(500)


def test_the_worker_leaves_nothing_behind_whatever_happens(tmp_path: Path) -> None:
    environment = without_network(tmp_path / NOTES)
    with Soak(tmp_path / "soak", photos_kept=40, day=3.0, environment=environment) as soak:
        meter = Meter(soak.worker.process.pid, soak.temporary)
        for _ in range(EVENTS):
            soak.act()
        look = meter.look()
        left = psutil.Process(soak.worker.process.pid).children(recursive=True)
        assert soak.end() == 0
        assert psutil.wait_procs(left, timeout=60)[1] == []
    assert (look["temporary files"], look["shared segments"]) == (0, 0)
    assert len(soak.done) > 20
    assert [reason for reason in soak.refused if "PhotoSeek failed" in reason] == []
    assert exposed(soak.paths.base) == []
    assert len(list(soak.paths.log.parent.iterdir())) <= 1 + logs.KEPT
    assert 1 <= len(backup.automatic(soak.paths)) <= backup.KEPT
    assert not (tmp_path / NOTES).exists(), (tmp_path / NOTES).read_text()


def test_the_window_leaves_nothing_behind_whatever_happens(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.soak_window", "0.2", "--short"],
        capture_output=True,
        text=True,
        cwd=Path(photoseek.__file__).parents[1],
        env=without_network(tmp_path / NOTES),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "QPainter" not in done.stderr
    assert not (tmp_path / NOTES).exists(), (tmp_path / NOTES).read_text()
