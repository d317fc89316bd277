"""Soaks the worker: ``python -m tests.faults.soak [MINUTES] [--networks]``.

Everything that can happen to it happens, in random order, for 20 minutes: some ten thousand events, more
than in a busy day, and a day of the calendar every minute. It prints what of the process and its children
grows, and fails if something does.
"""

import argparse
import os
import tempfile
from pathlib import Path

import psutil

from photoseek import logs
from photoseek.library import backup
from tests.support.soaking import Soak
from tests.support.stand_in_worker import NETWORKS
from tests.support.usage import Meter, exposed, live_for


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float, nargs="?", default=20.0)
    parser.add_argument("--networks", action="store_true", help="the real ones, and no stand-in for them")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    environment = {**os.environ, NETWORKS: "1"} if chosen.networks else os.environ
    with (
        tempfile.TemporaryDirectory() as place,
        Soak(Path(place), seed=chosen.seed, environment=environment) as soak,
    ):
        worker = psutil.Process(soak.worker.process.pid)
        meter = Meter(worker.pid, soak.temporary)
        live_for(60 * chosen.minutes, soak.act, meter)
        left = worker.children(recursive=True)
        assert soak.end() == 0
        _, orphans = psutil.wait_procs(left, timeout=30)
        written = sorted(soak.paths.log.parent.iterdir())
        backups = backup.automatic(soak.paths)
        open_to_others = exposed(soak.paths.base)
    print(f"{soak.done.total()} events: {', '.join(f'{name} {n}' for name, n in sorted(soak.done.items()))}")
    for reason, count in soak.refused.most_common():
        print(f"{count:7} refused: {reason}")
    print(meter.table())
    print(f"{len(orphans)} orphans, {len(written)} logs, {len(backups)} backups; exposed: {open_to_others}")
    return int(
        bool(meter.growing() or orphans or open_to_others)
        or len(written) > 1 + logs.KEPT
        or len(backups) > backup.KEPT
    )


if __name__ == "__main__":
    raise SystemExit(main())
