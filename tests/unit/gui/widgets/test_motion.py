import subprocess
import sys

import pytest
from PySide6.QtWidgets import QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.widgets import motion


class Still(QProxyStyle):
    def styleHint(self, hint: QStyle.StyleHint, *others: object) -> int:  # noqa: N802
        return 0 if hint == QStyle.StyleHint.SH_Widget_Animation_Duration else 1


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_style_may_turn_motion_off(widget: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    assert motion.is_welcome(widget)
    still = Still()
    widget.setStyle(still)
    assert not motion.is_welcome(widget)


@pytest.mark.skipif(sys.platform != "linux", reason="GNOME runs on Linux")
@pytest.mark.parametrize(("answer", "welcome"), [("false\n", False), ("true\n", True), (None, True)])
def test_gnome_is_asked(
    answer: str | None, welcome: bool, widget: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_args: object, **_values: object) -> subprocess.CompletedProcess[str]:
        if answer is None:
            raise FileNotFoundError
        return subprocess.CompletedProcess((), 0, answer)

    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    monkeypatch.setattr(motion.subprocess, "run", run)
    assert motion.is_welcome(widget) is welcome
