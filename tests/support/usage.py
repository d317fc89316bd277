"""What a process and its children hold, minute by minute, and whether it grows."""

import itertools
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from scipy import stats

WARMING_UP = 0.25  # of the run: caches fill, allocators find their size
POINTS = 30  # medians of as many stretches of the run are fitted
BEARABLE = 0.02  # of the level: what may be added in the whole run and is still called flat
LEAST = 3.0  # MB, or handles: one more process that decodes photos has two
SHARED_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through what was seen once the process was warm."""

    level: float
    growth: float
    """From the beginning of the line to its end."""
    doubt: float
    """Half the width of the 95 % interval of ``growth``."""
    noise: float
    """Standard deviation around the line."""
    points: tuple[float, ...]
    """What the line was drawn through."""

    @property
    def is_flat(self) -> bool:
        """Whether it does not grow: no more than the doubt, the noise, a part of the level, or ``LEAST``."""
        return self.growth <= max(self.doubt, self.noise, BEARABLE * self.level, LEAST)


class Meter:
    """Looks at a process and its children. Memory is in MB that is their own, and no file's: pages of a
    library's code count as their own, too, once the last other program that uses it has ended.

    ``temporary``: the folder that is their TMPDIR; ``more``: what else is to be counted, by its name.
    """

    def __init__(
        self, pid: int, temporary: Path, more: Mapping[str, Callable[[], float]] | None = None
    ) -> None:
        self.looks: list[tuple[float, dict[str, float]]] = []
        self._process = psutil.Process(pid)
        self._temporary = temporary
        self._more = more or {}
        self._segments = _segments()

    def look(self) -> dict[str, float]:
        own = self._process
        children = own.children(recursive=True)
        used = {
            "memory": _own_memory(own),
            "children's memory": sum(map(_own_memory, children)),
            "handles": own.num_fds(),
            "threads": own.num_threads(),
            "children": len(children),
            "temporary files": sum(len(names) for _, _, names in os.walk(self._temporary)),
            "shared segments": len(_segments() - self._segments),
            **{name: count() for name, count in self._more.items()},
        }
        self.looks.append((time.monotonic(), used))
        return used

    def trends(self) -> dict[str, Trend]:
        """The trend of each thing that was looked at, by its name."""
        times = np.array([when for when, _ in self.looks])
        names = self.looks[0][1]
        return {name: trend(times, np.array([look[name] for _, look in self.looks])) for name in names}

    def table(self) -> str:
        """All trends, for people."""
        lines = [f"{'':18}{'level':>10}{'growth':>9}{'±':>8}{'noise':>8}"]
        for name, line in self.trends().items():
            verdict = "flat" if line.is_flat else "GROWS"
            numbers = f"{line.level:10.1f}{line.growth:9.2f}{line.doubt:8.2f}{line.noise:8.2f}"
            lines.append(f"{name:18}{numbers}  {verdict}")
            if not line.is_flat:
                lines.append(f"{'':18}{' '.join(f'{point:.0f}' for point in line.points)}")
        return "\n".join(lines)

    def growing(self) -> list[str]:
        return [name for name, line in self.trends().items() if not line.is_flat]


def trend(times: np.ndarray, values: np.ndarray) -> Trend:
    """Least squares through the medians of equal stretches, the first quarter left out."""
    first, last = times[0] + WARMING_UP * (times[-1] - times[0]), times[-1]
    edges = np.linspace(first, last, POINTS + 1)
    points = []
    for start, end in itertools.pairwise(edges):
        inside = (times >= start) & (times <= end)
        if inside.any():
            points.append((float(times[inside].mean()), float(np.median(values[inside]))))
    at, level = np.array(points).T
    line = stats.linregress(at, level)
    span = at[-1] - at[0]
    doubt = float(line.stderr) * float(stats.t.ppf(0.975, len(points) - 2)) * span
    left = level - (line.intercept + line.slope * at)
    growth, noise = float(line.slope * span), float(left.std())
    return Trend(float(level.mean()), growth, float(np.nan_to_num(doubt)), noise, tuple(level.tolist()))


def exposed(base: Path) -> list[Path]:
    """What others than its owner may read or write."""
    return [path for path in (base, *base.rglob("*")) if path.lstat().st_mode & 0o077]


def live_for(seconds: float, act: Callable[[], None], meter: Meter, every: float = 2.0) -> None:
    """Act again and again for so long, looking at what it takes now and then."""
    end = time.monotonic() + seconds
    look_at = 0.0
    while time.monotonic() < end:
        act()
        if time.monotonic() >= look_at:
            meter.look()
            look_at = time.monotonic() + every


def _own_memory(process: psutil.Process) -> float:
    with suppress(psutil.Error):  # it has ended meanwhile
        if psutil.LINUX:
            memory = process.memory_info()
            return float(memory.rss - memory.shared) / 1e6
        return float(process.memory_full_info().uss) / 1e6
    return 0.0


def _segments() -> set[Path]:
    """Shared memory with a name, of this user."""
    if not SHARED_MEMORY.is_dir():
        return set()
    return {path for path in SHARED_MEMORY.iterdir() if path.lstat().st_uid == os.getuid()}
