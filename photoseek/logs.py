"""Logging: one rotating file below the base directory, and standard error for what matters."""

import logging
import logging.handlers
import os
import sys
from io import TextIOWrapper
from pathlib import Path

LONGEST = 1_000_000  # bytes, after which the next file is begun
KEPT = 3  # old ones
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """Names of photos are their owner's business, and need not be valid text."""

    def _open(self) -> TextIOWrapper:
        # O_NONBLOCK: a pipe in its place would else be waited for; for files it changes nothing.
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(self.baseFilename, flags, 0o600)
        return TextIOWrapper(os.fdopen(descriptor, "ab"), self.encoding, "backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """A full disk costs the line, and does not show the terminal a traceback for it."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def start(log_file: Path, *, terminal_level: int = logging.WARNING) -> None:
    """Send every record to ``log_file``, and the serious ones to stderr."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(terminal_level)
    terminal.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root.addHandler(terminal)
    try:
        log_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = _PrivateFile(log_file, maxBytes=LONGEST, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        logging.getLogger(__name__).warning("No log file is kept: %s", error)
        return
    file.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(file)
