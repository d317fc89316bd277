"""The panel in the whole window, with a worker that loads no network."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoseek import settings as settings_file
from photoseek.gui.app import Program
from photoseek.gui.worker_client import Stopped
from photoseek.ipc.messages import Progress, Ready
from photoseek.library.records import Failure
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.scripted_requests import requests


def test_the_panel_opens_from_the_strip_and_by_key_and_closes_again(library: Program, qtbot: QtBot) -> None:
    panel = library.session.working.panel
    grid = library.window.grid_page.grid
    grid.setFocus()
    library.window.actions_by_name["work"].trigger()
    assert panel.isVisible()
    library.window.actions_by_name["work"].trigger()
    assert not panel.isVisible()
    qtbot.waitUntil(grid.hasFocus)
    qtbot.mouseClick(library.window.progress.text, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert library.window.rect().contains(panel.geometry())


def test_nothing_is_up_to_date_before_searches_are_answered(program: Program) -> None:
    client, said = program.client, program.window.progress.text
    idle = Progress("idle", 0, 0, 0, 0.0, paused=False)
    client.progress.emit(idle)
    assert said.text() == "Getting ready …"
    client.progress.emit(Progress("scanning", 5, 0, 0, 0.0, paused=False))
    assert said.text().startswith("Looking for photos")
    client.progress.emit(idle)
    client.ready.emit(Ready("OpenVINO"))
    assert said.text() == "Up to date"
    client.stopped.emit(Stopped("It stopped.", False, "", 500))
    client.progress.emit(idle)
    assert said.text() == "Getting ready …"


def test_escape_closes_the_panel_first(library: Program, qtbot: QtBot) -> None:
    went_back = []
    library.window.actions_by_name["back"].triggered.connect(went_back.append)
    panel = library.session.working.panel
    panel.open()
    qtbot.waitUntil(panel.pause.hasFocus)
    qtbot.keyClick(panel.pause, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert went_back == []


def test_work_is_paused_from_the_panel(library: Program, paths: Paths, qtbot: QtBot) -> None:
    panel = library.session.working.panel
    panel.open()
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "SetPaused(id=" in requests(paths))
    qtbot.waitUntil(lambda: panel.what.text() == "Paused")
    assert panel.pause.text() == "Go on"


def test_when_the_work_may_go_on_is_kept(library: Program, paths: Paths, qtbot: QtBot) -> None:
    library.session.working.panel.open()
    qtbot.mouseClick(library.session.working.panel.idle, Qt.MouseButton.LeftButton)
    assert settings_file.load(paths.settings).work == "idle"
    qtbot.waitUntil(lambda: "ReloadSettings" in requests(paths))


def test_the_worker_hears_of_the_user_only_while_the_work_waits_for_it(
    library: Program, paths: Paths, qtbot: QtBot
) -> None:
    def press_a_key() -> None:
        handle = library.window.windowHandle()
        assert handle is not None
        qtbot.keyClick(handle, Qt.Key.Key_Shift)

    press_a_key()
    library.session.working.panel.open()
    qtbot.mouseClick(library.session.working.panel.idle, Qt.MouseButton.LeftButton)
    press_a_key()
    press_a_key()
    qtbot.waitUntil(lambda: "UserActive" in requests(paths))
    assert requests(paths).count("UserActive") == 1
    assert requests(paths).index("ReloadSettings") < requests(paths).index("UserActive")


def test_one_failure_is_tried_again(library: Program, paths: Paths, qtbot: QtBot) -> None:
    working = library.session.working
    working.take_progress(Progress("idle", 6, 6, 1, 0.0, False))
    working.panel.open()
    working.failures.set_failures([Failure(77, Path("/p/broken.jpg"), "decode", "truncated", 1)])
    working.panel.failures.view.setCurrentIndex(working.failures.index(0))
    working.panel.failures.retry.click()
    qtbot.waitUntil(lambda: "file_ids=(77,)" in requests(paths))


def test_settings_of_elsewhere_are_shown(library: Program) -> None:
    library.session.preferences.use(Settings(work="idle", work_on_battery=False, make_captions=False))
    panel = library.session.working.panel
    assert panel.idle.isChecked()
    assert not panel.battery.isChecked()
    assert panel.steps.rows[4][2].text() == "turned off in the settings"
