"""A disk of a few megabytes, to be filled or made read-only; only the administrator can make one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BALLAST = "ballast"


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk at ``place``; skips the test where there can be none."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only the administrator can mount a small disk")
    place.mkdir(parents=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)])
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, *, left: int = 0) -> None:
    """Leave so many bytes free."""
    free = shutil.disk_usage(disk).free - left
    with (disk / BALLAST).open("ab") as ballast:
        block = bytes(65536)
        try:
            while free > 0:
                free -= ballast.write(block[: min(free, len(block))])
                ballast.flush()
        except OSError:  # full
            pass


def make_room(disk: Path) -> None:
    (disk / BALLAST).unlink()


def set_read_only(disk: Path, read_only: bool) -> None:
    subprocess.run(["mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(disk)], check=True)
