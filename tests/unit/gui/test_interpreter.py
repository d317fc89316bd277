import gc
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from photoseek.gui import interpreter


@pytest.fixture
def as_before() -> Iterator[None]:
    interval = sys.getswitchinterval()
    yield
    sys.setswitchinterval(interval)
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("as_before")
def test_what_a_start_made_is_not_looked_through_for_garbage(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreter, "STARTED_MS", (0,))
    interpreter.make_way()
    assert not gc.isenabled()
    assert sys.getswitchinterval() == pytest.approx(interpreter.SWITCH)
    qtbot.waitUntil(gc.isenabled)
    assert gc.get_freeze_count() > 1000
