"""Kills the worker at random moments: ``python -m tests.faults.kill 100 --migrations 20``.

Photos come and captions, favourites and albums are edited meanwhile. Every ten kills, and in the
end, the worker is started once more and everything is compared with what must be there.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.sudden_ends import Lives, check_migrated, kill_while_migrating, old_library

PHOTOS = 20_000  # of the library that is migrated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--migrations", type=int, default=0, help="so many more while a library is migrated")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        lives = Lives(Path(place), chosen.seed)
        for number in range(1, chosen.kills + 1):
            lives.live_and_die()
            if number % 10 == 0 or number == chosen.kills:
                lives.check()
                print(f"{number} kills, {lives.edits} edits, {time.monotonic() - start:.0f} s", flush=True)
    versions: Counter[int] = Counter()
    chance = random.Random(chosen.seed)
    for _ in range(chosen.migrations):
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "library.db"
            old_library(path, PHOTOS)
            versions[kill_while_migrating(path, chance.uniform(0, 2.0))] += 1
            check_migrated(path, PHOTOS)
    if versions:
        print(f"{versions.total()} migrations killed; versions left behind: {dict(versions)}")
    print("Nothing was lost.")


if __name__ == "__main__":
    main()
