"""Kills the window at random moments: ``python -m tests.faults.kill_window 20``.

The real window with its real worker, without a display. After each kill every process that it had
started must end by itself; in the end the library must be whole and every photo there, once.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psutil

from photoseek import settings
from photoseek.gui import window_state
from photoseek.library import photos
from photoseek.library.database import Database
from photoseek.paths import Paths
from tests.support.photos import write_photo

LONGEST_LIFE = 8.0  # seconds; loading the models takes about half of it
PATIENCE = 30.0  # seconds for the processes that are left to end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as place:
        paths, folder = Paths(Path(place) / "base"), Path(place) / "photos"
        command = [sys.executable, "-m", "photoseek", "--base-dir", str(paths.base)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        slowest = 0.0
        for number in range(chosen.kills):
            for seed in range(4):
                write_photo(folder / f"{number} {seed}.jpg", 4 * number + seed)
            window = subprocess.Popen([*command, str(folder)], env=environment, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.2, LONGEST_LIFE))
            left = psutil.Process(window.pid).children(recursive=True)
            window.send_signal(signal.SIGKILL)
            window.wait()
            begun = time.monotonic()
            _, alive = psutil.wait_procs(left, PATIENCE)
            slowest = max(slowest, time.monotonic() - begun)
            assert not alive, alive
            if paths.settings.exists():
                settings.load(paths.settings)
            window_state.load(paths.base / window_state.FILE)
            print(f"{number + 1} kills, {len(left)} processes ended", flush=True)
        subprocess.run([*command, "index", str(folder)], check=True, stdout=subprocess.DEVNULL)
        with closing(sqlite3.connect(paths.library)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        database = Database.open_for_reading(paths.library)
        with database.read() as session:
            shown = [photo.path for photo in photos.by_ids(session, photos.list_ids(session))]
            assert photos.counts(session).captioned == len(shown)
        database.close()
        assert sorted(shown) == sorted(folder.iterdir())
    print(f"Nothing was lost; the last process left ended after {slowest:.1f} s at most.")


if __name__ == "__main__":
    main()
