"""Takes in real photographs with random damage: ``python -m tests.faults.fuzz 10000``.

They go the way of all photos, from the scan to the library, with the stand-in for the networks; a
thousand at a time. It prints what became of them, and fails if any is missing or a decoder died.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from photoseek.library import files
from photoseek.sample_photographs import sample_photographs
from tests.support.indexing import Indexing
from tests.support.mutations import mutations, real_photos

AT_ONCE = 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first-seed", type=int, default=0)
    chosen = parser.parse_args()
    outcomes: Counter[str] = Counter()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        originals = real_photos(sample_photographs(Path(place) / "originals"))
        indexing = Indexing(Path(place) / "base", Path(place) / "photos")
        for first in range(0, chosen.count, AT_ONCE):
            count = min(AT_ONCE, chosen.count - first)
            for name, data in mutations(originals, count, chosen.first_seed + first):
                (indexing.folder / name).write_bytes(data)
            indexing.index()
            with indexing.database.read() as session:
                known = files.known(session, indexing.watched().id).values()
                outcomes["missing"] += count - len(known)
                outcomes["taken in"] += sum(file.photo_id is not None for file in known)
                for failure in files.failures(session):
                    outcomes[failure.reason] += 1
                    if "crashes" in failure.reason or "minute" in failure.reason:
                        print(failure.path.name, failure.reason, flush=True)
            for path in indexing.folder.iterdir():
                path.unlink()
            (indexing.folder / "empty.txt").touch()  # an empty folder would be one whose disk is away
            indexing.index()
        indexing.database.close()
    for outcome, count in outcomes.most_common():
        print(f"{count:7} {outcome}")
    total = sum(outcomes.values())
    print(f"{total} of {chosen.count} files in {time.monotonic() - start:.0f} s")
    bad = outcomes["missing"] + sum(
        n for what, n in outcomes.items() if "crashes" in what or "minute" in what
    )
    return int(bad > 0 or total != chosen.count)


if __name__ == "__main__":
    raise SystemExit(main())
