"""What pip cannot install: found out, added where that is allowed, else named in one command."""

import os

import pytest

import system_libraries
from system_libraries import Need

CURSOR = Need("libxcb-cursor.so.0", False, {"apt-get": "cursor", "dnf": "xcb-cursor", "pacman": "xcb"})
IMAGE = Need("libxcb-image.so.0", False, {"apt-get": "image", "dnf": "xcb-image", "pacman": "xcb"})


def test_a_library_that_cannot_be_loaded_is_missing(monkeypatch):
    absent = Need("libnowhere.so.7", False, {"apt-get": "nowhere"})
    monkeypatch.setattr(system_libraries, "_QT_LIBRARIES", (absent,))
    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    assert absent in system_libraries.missing()


def test_a_missing_compiler_is_vital(monkeypatch):
    monkeypatch.setenv("CXX", "no-such-compiler")
    monkeypatch.setattr(system_libraries, "_QT_LIBRARIES", ())
    vital = {need.what for need in system_libraries.missing() if need.vital}
    assert "a C++ compiler" in vital


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install cursor image"),
        ("dnf", "sudo dnf install xcb-cursor xcb-image"),
        ("pacman", "sudo pacman -S --needed xcb"),
    ],
)
def test_the_advice_is_one_command_of_the_package_manager(manager, command):
    line = system_libraries.advice([CURSOR, IMAGE], manager, "linux")
    assert line.endswith(f"  {command}")
    assert "\n" not in line


@pytest.mark.parametrize(("platform", "command"), [("darwin", "xcode-select"), ("win32", "winget install")])
def test_other_systems_get_their_own_command(platform, command):
    assert f"  {command}" in system_libraries.advice([CURSOR], platform=platform)


def test_nothing_is_installed_without_a_package_manager(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert system_libraries.install([CURSOR]) == [CURSOR]


def test_apt_is_called_with_the_missing_packages_alone(tmp_path, monkeypatch):
    calls = tmp_path / "calls"
    for name in ("apt-get", "sudo"):
        program = tmp_path / name
        # As sudo: drop "-n" and run the rest.
        rest = 'shift; exec "$@"' if name == "sudo" else f'echo "$@" >> {calls}'
        program.write_text(f"#!/bin/sh\n{rest}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    system_libraries.install([CURSOR, IMAGE])
    assert calls.read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends cursor image",
    ]
