"""The log file: whole lines, for its owner alone, and never more than four of them."""

import logging
import logging.handlers
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from photoseek import logs


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    logger = logging.getLogger()
    before, level = list(logger.handlers), logger.level
    yield logger
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def test_the_log_is_private_and_rotates(tmp_path: Path, root: logging.Logger) -> None:
    file = tmp_path / "logs" / "photoseek.log"
    logs.start(file, terminal_level=logging.CRITICAL)
    (handler,) = (
        one
        for one in root.handlers
        if isinstance(one, logging.handlers.RotatingFileHandler) and Path(one.baseFilename) == file
    )
    handler.maxBytes = 2000
    for number in range(200):
        logging.getLogger("test").info("photo %d: ein Bär\udcff", number)
    written = sorted(file.parent.iterdir())
    assert len(written) == 4
    assert "photo 199" in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_a_full_disk_costs_the_line_alone(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", True)
    logs.start(Path("/dev/full"), terminal_level=logging.CRITICAL)
    logging.getLogger("test").info("a photo")
    assert capsys.readouterr().err == ""
    for handler in root.handlers:
        if isinstance(handler, logging.FileHandler) and handler.baseFilename == "/dev/full":
            with suppress(OSError):  # what it still holds cannot be written
                handler.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_in_the_place_of_the_log_is_not_waited_for(
    root: logging.Logger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "photoseek.log")
    logs.start(tmp_path / "photoseek.log")
    assert "No log file is kept" in capsys.readouterr().err
