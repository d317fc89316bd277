"""Takes in every kind of odd file, the large ones, too: ``python -m tests.faults.odd_files``."""

import resource
import tempfile
from collections import Counter
from pathlib import Path

from tests.support import odd_files
from tests.support.indexing import Indexing


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        indexing = Indexing(Path(place) / "base", Path(place) / "photos")
        written = odd_files.write_all(indexing.folder, large=True)
        report = indexing.index()
        indexing.database.close()
    print(f"{len(written)} files: {report.added} taken in, {len(report.failed)} set aside")
    for reason, count in Counter(reason for _, reason in report.failed).most_common():
        print(f"{count:7} {reason}")
    for path, reason in report.failed:
        if path.parent.name == "large":
            print(f"        {path.name}: {reason}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"The largest decoder used {peak} MB.")
    assert report.added + len(report.failed) == len(written)


if __name__ == "__main__":
    main()
