"""``photoseek doctor``: checks everything the program stands on, one line each with what to do."""

import argparse
import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement
from rich.filesize import decimal

from photoseek import settings
from photoseek.cli import output
from photoseek.errors import UserError
from photoseek.library import folders, photos, seal
from photoseek.library.database import Database, damaged
from photoseek.paths import Paths

_SET_UP_AGAIN = "Run packaging/start.py again; it installs what is missing."
_CHECK_DISPLAY = "Check DISPLAY, or log in to the desktop again."
_FREE_BYTES = 500_000_000  # room for the thumbnails and vectors of some 10,000 photos
_INOTIFY = Path("/proc/sys/fs/inotify")
_INSTANCES = 32  # inotify instances: a desktop session holds a dozen or two, PhotoSeek one a folder


@dataclass(frozen=True)
class Finding:
    """One checked thing. A *note* is worth knowing but no reason to do anything."""

    what: str
    state: Literal["ok", "note", "problem"]
    text: str


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "doctor", help="check the installation and the library", description=__doc__
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Print every finding; 1 when there is a problem among them."""
    problems = 0
    for finding in examine(paths):
        print(f"{finding.state:8}{finding.what:12}{output.plain(finding.text)}", flush=True)
        problems += finding.state == "problem"
    return 1 if problems else 0


def examine(paths: Paths) -> Iterator[Finding]:
    """Look at one thing after another; a problem with one does not hide the next."""
    for what, check in _CHECKS:
        try:
            yield from check(paths)
        except (UserError, OSError) as error:
            yield Finding(what, "problem", str(error))


def python(paths: Paths) -> Iterator[Finding]:
    yield Finding("Python", "ok", f"{platform.python_version()} on {platform.platform(terse=True)}")


def packages(paths: Paths) -> Iterator[Finding]:
    """Every declared dependency, in a version that is allowed."""
    try:
        declared = [Requirement(line) for line in metadata.requires("photoseek") or []]
    except metadata.PackageNotFoundError:
        yield Finding("packages", "problem", f"PhotoSeek itself is not installed. {_SET_UP_AGAIN}")
        return
    wrong = []
    needed = [each for each in declared if each.marker is None or each.marker.evaluate({"extra": ""})]
    for requirement in needed:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} {version} does not fit {requirement.specifier}")
    if wrong:
        yield Finding("packages", "problem", f"{'; '.join(wrong)}. {_SET_UP_AGAIN}")
    else:
        yield Finding("packages", "ok", f"{len(needed)} dependencies as declared")


def qt(paths: Paths) -> Iterator[Finding]:
    """The system libraries that Qt is linked against and does not bring along."""
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        yield Finding("Qt", "problem", f"PySide6 is missing. {_SET_UP_AGAIN}")
        return
    try:
        from PySide6 import QtCore, QtWidgets  # noqa: F401 - imported to see whether it can be

        if sys.platform.startswith("linux"):
            plugins = Path(found.submodule_search_locations[0], "Qt", "plugins", "platforms")
            ctypes.CDLL(os.fspath(plugins / "libqxcb.so"))
    except (ImportError, OSError) as error:  # "libxcb-cursor.so.0: cannot open shared object file: ..."
        yield Finding("Qt", "problem", f"{error}. {_SET_UP_AGAIN}")
    else:
        yield Finding("Qt", "ok", f"{QtCore.qVersion()}, all system libraries are there")


def display(paths: Paths) -> Iterator[Finding]:
    """Whether a window can open, tried in a process of its own: Qt aborts the one that cannot."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not named:
        yield Finding("display", "note", "none here, so no window can open; the command line works without")
        return
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    try:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    except subprocess.TimeoutExpired:
        yield Finding("display", "problem", f"it does not answer. {_CHECK_DISPLAY}")
        return
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if line.strip()), "Qt stopped")
        yield Finding("display", "problem", f"{reason} {_CHECK_DISPLAY}")
    else:
        yield Finding("display", "ok", "a window can open")


def models(paths: Paths) -> Iterator[Finding]:
    """The settings, and the chosen model, loaded with its hashes checked."""
    from photoseek.models.inference import Inference  # here, because it brings torch

    chosen = settings.load(paths.settings)
    inference = Inference.load(paths, chosen)
    identities = (inference.encoder_id, inference.embedding_id, inference.captioner_id())
    yield Finding("models", "ok", f"{chosen.model}: {', '.join(identities)}")
    yield Finding("runtime", "ok", inference.runtime)
    if paths.has_library():
        yield from _index(paths, inference.embedding_id, inference.embedding_dimensions)


def library(paths: Paths) -> Iterator[Finding]:
    """The library's file, read from end to end, and the folders it watches."""
    if not paths.has_library():
        yield Finding("library", "note", f"none in {paths.base} yet; adding a folder makes it")
        return
    database = Database.open_for_reading(paths.library, paths.database)
    try:
        damage = database.find_damage()
        with database.read() as session:
            counts = photos.counts(session)
            watched = folders.list_all(session)
    finally:
        database.close()
    if not damage and not paths.database and seal.is_doubted(paths.library):
        damage = ["it is not as PhotoSeek left it"]
    if damage:
        yield Finding("library", "problem", f"{'; '.join(damage)}. {damaged(paths.library)}")
    else:
        holds = f"{counts.photos} photos, {counts.captioned} with a caption"
        yield Finding("library", "ok", f"{database.name}: {holds}")
    for folder in watched:
        if os.access(folder.path, os.R_OK | os.X_OK):
            yield Finding("folder", "ok", f"{folder.path}: {folder.photo_count} photos")
        else:
            yield Finding("folder", "note", f"{folder.path} is offline; connect its disk to see its photos")
    yield from watches([folder.path for folder in watched])


def disk(paths: Paths) -> Iterator[Finding]:
    """Room for the library and the right to write it."""
    place = next(folder for folder in (paths.base, *paths.base.parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    if not os.access(place, os.W_OK | os.X_OK):
        yield Finding("disk", "problem", f"{place} cannot be written. Allow it, or use --base-dir.")
    elif free < _FREE_BYTES:
        advice = f"Make room ({decimal(_FREE_BYTES)}), or use --base-dir."
        yield Finding("disk", "problem", f"{decimal(free)} free at {place}. {advice}")
    else:
        yield Finding("disk", "ok", f"{decimal(free)} free at {place}")


def _index(paths: Paths, embedding_id: str, dimensions: int) -> Iterator[Finding]:
    from photoseek.search.vector_index import VectorIndex

    database = Database.open_for_reading(paths.library, paths.database)
    try:
        index = VectorIndex.open_or_build(paths.vector_index, database, embedding_id, dimensions)
        with database.read() as session:
            count = photos.counts(session).photos
    finally:
        database.close()
    if len(index) < count:
        advice = "Open PhotoSeek or run 'photoseek index' to go on."
        yield Finding("index", "problem", f"{count - len(index)} of {count} photos lack a vector. {advice}")
    else:
        yield Finding("index", "ok", f"{len(index)} photos can be searched")


def watches(watched: list[Path], limits: Path = _INOTIFY) -> Iterator[Finding]:
    """Linux reports changes of as many directories as a limit allows; beyond it PhotoSeek polls."""
    if not limits.is_dir():
        return
    allowed = int((limits / "max_user_watches").read_text())
    instances = int((limits / "max_user_instances").read_text())
    needed = 0
    for folder in watched:
        for _ in os.walk(folder):
            needed += 1
            if needed > allowed:  # enough to know, and a large disk takes long
                break
    if needed > allowed:
        advice = f"Run: sudo sysctl fs.inotify.max_user_watches={max(524_288, 4 * allowed)}"
        yield Finding("watching", "problem", f"more folders than the system watches ({allowed}). {advice}")
    elif instances < _INSTANCES:
        advice = "Run: sudo sysctl fs.inotify.max_user_instances=512"
        yield Finding("watching", "problem", f"the system allows {instances} programs to watch. {advice}")
    else:
        yield Finding("watching", "ok", f"{needed} of {allowed} folders that the system can watch")


_CHECKS: tuple[tuple[str, Callable[[Paths], Iterator[Finding]]], ...] = (
    ("Python", python),
    ("packages", packages),
    ("Qt", qt),
    ("display", display),
    ("disk", disk),
    ("library", library),
    ("models", models),
)
