"""The whole window over a small real library, with a worker that loads no network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoseek.gui import language, worker_client
from photoseek.gui.app import Opening, Program, build, make_application
from photoseek.library.records import Counts
from photoseek.paths import Paths
from tests.support.small_library import make_library

SCRIPTED_WORKER = Path(__file__).parents[2] / "support" / "scripted_worker.py"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "base")


@pytest.fixture
def ids(paths: Paths, tmp_path: Path) -> list[int]:
    return make_library(paths, tmp_path / "photos", 6, ["a dog", "a cat", "a boat", "a bus", "a tree"])


@pytest.fixture
def program(qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    defaults = {"program": (str(SCRIPTED_WORKER),)}
    monkeypatch.setattr(worker_client.WorkerClient.__init__, "__kwdefaults__", defaults)
    monkeypatch.setattr(worker_client, "RESTART_DELAYS_MS", (100,))
    paths.create()
    program = build(make_application(), paths)
    qtbot.addWidget(program.window)
    program.window.resize(1100, 760)
    with qtbot.waitExposed(program.window):
        program.window.show()
    yield program
    program.window.close()


@pytest.fixture
def library(ids: list[int], program: Program, qtbot: QtBot) -> Program:
    """The window with its library on screen and its worker ready."""
    with qtbot.waitSignal(program.client.ready):
        program.session.start()
    qtbot.waitUntil(lambda: list(program.photos.ids) == ids)
    counted: list[Counts] = []  # they decide which page is shown; earlier ones come first
    program.session._reader.counts(counted.append)
    qtbot.waitUntil(lambda: bool(counted))
    return program


@pytest.fixture
def opening(qtbot: QtBot, paths: Paths, ids: list[int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Opening]:
    """A window as it is really opened, over a library of six photos."""
    defaults = {"program": (str(SCRIPTED_WORKER),)}
    monkeypatch.setattr(worker_client.WorkerClient.__init__, "__kwdefaults__", defaults)
    made = Opening(make_application(), paths)
    made.open()
    qtbot.waitUntil(lambda: made.program is not None and len(made.program.photos.ids) == 6)
    yield made
    if made.program is not None:
        made.program.window.close()
    language.use(make_application(), "en")


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    language.use(qapp, "zh")
    yield
    language.use(qapp, "en")
