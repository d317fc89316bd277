"""Damages a library in random ways: ``python -m tests.faults.damage 600``.

Each time it is opened as its writer does, and if it cannot be, its backup is restored. It prints what became
of the library and of what the user did, and fails if any damage went unnoticed or any work was lost.
"""

import argparse
import logging
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from tests.support.damage import healthy, outcome, work_in


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first-seed", type=int, default=0)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        whole = healthy(Path(place) / "whole")
        work = work_in(whole)
        for seed in range(chosen.first_seed, chosen.first_seed + chosen.count):
            outcomes[outcome(whole, Path(place) / "spoilt", seed, work)] += 1
            shutil.rmtree(Path(place) / "spoilt")
    for what, count in outcomes.most_common():
        print(f"{count:7} {what}")
    print(f"{outcomes.total()} damages")
    return int(any("not noticed" in what or "IN PART" in what for what in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
