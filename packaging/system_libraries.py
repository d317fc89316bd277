"""What pip cannot install: the libraries Qt's window needs, a C++ compiler, Python's headers and venv.

``missing`` says what this machine lacks, ``install`` adds it where that is allowed without a
password, ``advice`` is the one command that does it otherwise. Only the standard library is used.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """Something that must be there, and the package that brings it, by package manager."""

    what: str
    vital: bool  # nothing runs without it; else only the window does not open
    packages: dict[str, str]


def _qt(library: str, apt: str, dnf: str, pacman: str) -> Need:
    return Need(library, False, {"apt-get": apt, "dnf": dnf, "pacman": pacman})


# What Qt's xcb platform is linked against and does not bring along.
_QT_LIBRARIES = (
    _qt("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    _qt("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    _qt("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    _qt("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    _qt("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    _qt("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    _qt("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    _qt("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    _qt("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    _qt("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    _qt("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    _qt("libxcb-xinerama.so.0", "libxcb-xinerama0", "libxcb", "libxcb"),
    _qt("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    _qt("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
)


def missing() -> list[Need]:
    """What this machine lacks, in a fixed order; empty when all is there."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    needs = []
    if importlib.util.find_spec("ensurepip") is None:  # Debian and Ubuntu package it apart
        venv = {"apt-get": f"{version}-venv", "dnf": "python3", "pacman": "python"}
        needs.append(Need("Python's venv", True, venv))
    if not _has_compiler():
        needs.append(Need("a C++ compiler", True, {"apt-get": "g++", "dnf": "gcc-c++", "pacman": "gcc"}))
    if os.name == "posix" and not Path(sysconfig.get_path("include"), "Python.h").is_file():
        headers = {"apt-get": f"{version}-dev", "dnf": "python3-devel", "pacman": "python"}
        needs.append(Need("Python's headers", True, headers))
    if sys.platform.startswith("linux"):
        needs += [need for need in _QT_LIBRARIES if not _loads(need.what)]
    return needs


def install(needs: Sequence[Need]) -> list[Need]:
    """Install with apt-get where that asks for no password. Returns what is missing afterwards."""
    become = _become_root()
    if shutil.which("apt-get") is None or become is None:
        return list(needs)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A list of packages that is out of date is tried all the same: it may do.
    subprocess.run([*become, "apt-get", "update", "-qq"], env=environment, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages(needs, "apt-get")]
    subprocess.run([*become, *command], env=environment, stdout=subprocess.DEVNULL)
    return missing()


def packages(needs: Sequence[Need], manager: str) -> list[str]:
    """The packages that bring ``needs``, each once."""
    return list(dict.fromkeys(need.packages[manager] for need in needs))


def advice(needs: Sequence[Need], manager: str | None = None, platform: str = sys.platform) -> str:
    """One line: what is missing, and the one command that adds it."""
    names = ", ".join(need.what for need in needs)
    return f"Missing: {names}. Run this once, then start again:  {_command(needs, manager, platform)}"


def _command(needs: Sequence[Need], manager: str | None, platform: str) -> str:
    if platform == "darwin":
        return "xcode-select --install"
    if platform == "win32":
        workload = "--passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"
        return f'winget install Microsoft.VisualStudio.2022.BuildTools --override "{workload}"'
    if manager is None:
        manager = next((name for name in ("apt-get", "dnf", "pacman") if shutil.which(name)), "apt-get")
    verb = "-S --needed" if manager == "pacman" else "install"
    return f"sudo {manager} {verb} {' '.join(packages(needs, manager))}"


def _become_root() -> list[str] | None:
    """The words before a command that make it run as root; None when a password would be asked."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def _has_compiler() -> bool:
    if os.name == "nt":  # found through the registry by the build itself; its own message is clear
        return True
    if sys.platform == "darwin":  # there is always a /usr/bin/c++, which only offers to install one
        return subprocess.run(["xcode-select", "-p"], capture_output=True).returncode == 0
    configured = (os.environ.get("CXX") or sysconfig.get_config_var("CXX") or "c++").split()[0]
    return shutil.which(configured) is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
