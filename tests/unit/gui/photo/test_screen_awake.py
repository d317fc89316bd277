"""The screen stays awake while a slideshow runs, and no longer."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui.app import Program
from photoseek.gui.photo.screen_awake import ScreenAwake

REPOSITORY = Path(__file__).parents[3]


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no session bus to be had")
def test_the_desktop_is_asked_and_let_go() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.support.screen_saver"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert ran.stdout.splitlines() == ["Inhibit PhotoSeek Slideshow", "gone"], ran.stderr


def test_without_a_session_bus_nothing_happens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    screen = ScreenAwake()
    screen.keep(True)
    screen.keep(False)


def test_it_is_kept_as_long_as_the_slideshow_runs(library: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(ScreenAwake, "keep", lambda _screen, awake: asked.append(awake))
    library.session.viewing.slideshow()
    assert asked[-1]
    library.session.viewing.back()
    assert not asked[-1]
